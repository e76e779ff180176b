"""Machine checks of the grounds: which fire on a notice, and why.

A ground's ``auto_check`` is a list of alternatives; an alternative joins atoms by
``and``. Each atom is one function here that returns its reason in both languages,
or nothing. Unknown is not a reason: a fact the source does not carry is silent.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.reference import Ground
from web.cases.facts import CaseFacts

USUAL_WINDOW = 60
REASONABLE_INTERVAL = 180
SHORT_DESCRIPTION = 240
OUTBREAK = re.compile(
    r"(?i)avian influenza|foot.and.mouth|african swine fever|outbreak|gripe aviar"
    r"|influenza aviar|fiebre aftosa|peste porcina|grippe aviaire"
)
INTERNATIONAL = re.compile(r"^(?:ISO|IEC|ITU|CODEX|CXS|CAC|UNECE|OIML)", re.IGNORECASE)
GENERIC = {"Other (TBT)", "Not specified (TBT)"}


@dataclass(frozen=True)
class Reason:
    """Why a check fired, in one Chinese and one English sentence."""

    zh: str
    en: str


@dataclass(frozen=True)
class Fired:
    """A ground whose check fired, with every reason."""

    ground: Ground
    reasons: tuple[Reason, ...]


Check = Callable[[CaseFacts], Reason | None]


def short_window(facts: CaseFacts) -> Reason | None:
    """The stated window is under the sixty days recommended by the Committee."""
    if facts.window is None or facts.window >= USUAL_WINDOW:
        return None
    return Reason(
        f"评议期自通报日（{facts.distributed}）至截止日（{facts.comments_close}）"
        f"仅{facts.window}天，少于建议的{USUAL_WINDOW}天。",
        f"The comment period runs from {facts.distributed} to {facts.comments_close},"
        f" {facts.window} days, under the {USUAL_WINDOW} days recommended.",
    )


def no_deadline(facts: CaseFacts) -> Reason | None:
    """A new notification gives no date for comments."""
    if facts.comments_close or facts.emergency or facts.type != "regular":
        return None
    return Reason(
        "通报未载明评议截止日。", "The notification states no final date for comments."
    )


def generic_objective(facts: CaseFacts) -> Reason | None:
    """No objective, or only a general one, is ticked."""
    objectives = facts.content.get("objectives")
    if objectives is None or set(objectives) - GENERIC:
        return None
    return Reason(
        "通报未说明具体目标，或目标仅填“其他”。",
        "The notification names no specific objective.",
    )


def no_international_standard(facts: CaseFacts) -> Reason | None:
    """Standards are cited, or documents listed, and none is international."""
    documents = facts.told("relevant_documents")
    if documents is None and not facts.standards:
        return None
    if any(INTERNATIONAL.match(code) for code in facts.standards):
        return None
    if documents and re.search(r"\b(?:ISO|IEC|ITU|Codex)\b", documents):
        return None
    return Reason(
        "通报及所引文件未引用ISO、IEC、ITU等国际标准。",
        "Neither the notification nor the documents it cites refer to ISO, IEC or ITU.",
    )


def thin_description(facts: CaseFacts) -> Reason | None:
    """The description is too short to judge by, or no text is linked."""
    length = len(facts.told("description") or "")
    if facts.content.get("documents") and length >= SHORT_DESCRIPTION:
        return None
    if facts.content.get("documents"):
        return Reason(
            f"内容简述仅{length}个字符，不足以判断措施的必要性。",
            f"The description has {length} characters, too few to judge necessity by.",
        )
    return no_document(facts)


def no_document(facts: CaseFacts) -> Reason | None:
    """The source lists the notified texts, and there is none."""
    documents = facts.content.get("documents")
    if documents is None or documents:
        return None
    return Reason(
        "通报未附拟议措施文本的链接。", "No link to the notified text is given."
    )


def late_notice(facts: CaseFacts) -> Reason | None:
    """A date of adoption or entry into force lies before the notification."""
    for name, zh, en in (
        ("adoption", "拟批准日期", "adoption"),
        ("entry_into_force", "拟生效日期", "entry into force"),
    ):
        day = facts.day(name)
        if day and day < facts.distributed:
            return Reason(
                f"{zh}（{day}）早于通报日（{facts.distributed}）。",
                f"The date of {en} ({day}) lies before the notification"
                f" ({facts.distributed}).",
            )
    return None


def no_codes(facts: CaseFacts) -> Reason | None:
    """Neither HS nor ICS is stated."""
    if facts.content.get("hs") or facts.content.get("ics"):
        return None
    if "hs" not in facts.content and "ics" not in facts.content:
        return None
    return Reason(
        "通报未列明HS编码和ICS分类号，产品范围不清。",
        "The notification states neither HS nor ICS codes; its coverage is unclear.",
    )


def article(number: str) -> Check:
    """A check that the notification is made under this article."""

    def under(facts: CaseFacts) -> Reason | None:
        if number not in facts.content.get("articles", []):
            return None
        return Reason(
            f"通报依据第{number}条。",
            f"The notification is made under Article {number}.",
        )

    return under


def interval(start: str, zh: str, en: str) -> Check:
    """A check that fewer than 180 days lie between a date and entry into force."""

    def short(facts: CaseFacts) -> Reason | None:
        begins, ends = facts.day(start), facts.day("entry_into_force")
        if not begins or not ends or (ends - begins).days >= REASONABLE_INTERVAL:
            return None
        days = (ends - begins).days
        return Reason(
            f"自{zh}（{begins}）至生效（{ends}）仅{days}天，少于{REASONABLE_INTERVAL}天。",
            f"Only {days} days lie between {en} ({begins}) and entry into force"
            f" ({ends}), under {REASONABLE_INTERVAL}.",
        )

    return short


def no_entry_date(facts: CaseFacts) -> Reason | None:
    """The form has the box for entry into force, and it gives no day."""
    told = facts.told("entry_into_force")
    if told is None or facts.day("entry_into_force"):
        return None
    words_zh = f"（原文：{told}）" if told else ""
    words_en = f' (it says "{told}")' if told else ""
    return Reason(
        f"通报未载明具体生效日期{words_zh}。",
        f"No date of entry into force is given{words_en}.",
    )


def local_government(facts: CaseFacts) -> Reason | None:
    """A local government is named."""
    named = facts.told("local_government")
    if not named:
        return None
    return Reason(
        f"通报涉及地方政府：{named}。",
        f"The notification names a local government: {named}.",
    )


def voluntary_standard(facts: CaseFacts) -> Reason | None:
    """What is notified is itself a product standard."""
    if "standard-identity" not in facts.measures:
        return None
    return Reason(
        "所通报措施为产品标准，需核实其是否强制实施。",
        "What is notified is a product standard; whether it is mandatory is to check.",
    )


def other_language(facts: CaseFacts) -> Reason | None:
    """The text is in none of the WTO's three languages."""
    links = facts.content.get("documents", [])
    if not links or not all(re.search(r"_x\.\w+$", link) for link in links):
        return None
    return Reason(
        "所附文本为英、法、西语以外的语言。",
        "The attached text is in a language other than English, French or Spanish.",
    )


def names_china(facts: CaseFacts) -> Reason | None:
    """China is named as affected."""
    regions = facts.told("regions") or ""
    if not re.search(r"\bChina\b|\bChine\b", regions):
        return None
    return Reason(
        "“可能受影响的地区或国家”点名中国。",
        "China is named among the regions or countries likely to be affected.",
    )


def no_conformity(facts: CaseFacts) -> Reason | None:
    """The SPS form says no international standard, or no conformity with it."""
    standard, conforms = facts.told("international_standard"), facts.told("conforms")
    if standard == "none" or conforms == "no":
        return Reason(
            "通报称无相关国际标准，或与国际标准不一致。",
            "The form names no international standard, or says it does not conform.",
        )
    return None


def is_emergency(facts: CaseFacts) -> Reason | None:
    """An emergency notification."""
    if not facts.emergency:
        return None
    return Reason("该通报为紧急通报。", "This is an emergency notification.")


def outbreak(facts: CaseFacts) -> Reason | None:
    """An animal disease outbreak is the reason given."""
    text = f"{facts.told('title') or ''} {facts.told('description') or ''}"
    found = OUTBREAK.search(text)
    if not found:
        return None
    return Reason(
        f"通报涉及疫情（原文：{found.group()}）。",
        f'The notification refers to an outbreak ("{found.group()}").',
    )


def unanswered_adoption(today: date) -> Check:
    """A check that the adoption day has passed and nothing followed."""

    def passed(facts: CaseFacts) -> Reason | None:
        day = facts.day("adoption")
        if not day or day >= today or facts.followed_up:
            return None
        return Reason(
            f"拟批准日期（{day}）已过，尚未见补遗通报。",
            f"The date of adoption ({day}) has passed and no addendum was seen.",
        )

    return passed


def atoms(today: date) -> Mapping[str, Check]:
    """Every atom by the name it has in the grounds."""
    return {
        "comment_days < 60": short_window,
        "comment_date_missing": no_deadline,
        "objective_missing_or_generic": generic_objective,
        "relevant_documents_cite_no_iso_iec_itu": no_international_standard,
        "description_short_or_no_full_text": thin_description,
        "no_document_link_or_link_failed": no_document,
        "adoption_or_entry_date_before_notification_date": late_notice,
        "products_without_hs_and_ics": no_codes,
        "notified_under 2.10.1": article("2.10.1"),
        "notified_under 5.6.2": article("5.6.2"),
        "notified_under 5.7.1": article("5.7.1"),
        "adopted_date_passed_and_no_addendum": unanswered_adoption(today),
        "entry_minus_adoption_days < 180": interval("adoption", "批准", "adoption"),
        "entry_minus_publication_days < 180": interval(
            "publication", "公布", "publication"
        ),
        "entry_date_missing": no_entry_date,
        "local_government_named": local_government,
        "measure_is_voluntary_standard": voluntary_standard,
        "language_not_en_fr_es": other_language,
        "regions_likely_affected_names_CHN": names_china,
        "box_international_standard_none_or_not_conforming": no_conformity,
        "emergency_notification": is_emergency,
        "keyword_avian_influenza_or_outbreak": outbreak,
    }


def evaluate(
    checks: Sequence[str], facts: CaseFacts, known: Mapping[str, Check]
) -> tuple[Reason, ...]:
    """The reasons of every alternative that holds whole."""
    found: list[Reason] = []
    for alternative in checks:
        reasons = [known[atom](facts) for atom in alternative.split(" and ")]
        found += [reason for reason in reasons if reason and all(reasons)]
    return tuple(found)


def fired_grounds(
    grounds: Sequence[Ground], facts: CaseFacts, today: date
) -> list[Fired]:
    """The grounds of this agreement whose checks fire, in the grounds' order."""
    known = atoms(today)
    found = []
    for ground in grounds:
        if ground.agreement != facts.agreement or not ground.auto_check:
            continue
        reasons = evaluate(ground.auto_check, facts, known)
        if reasons:
            found.append(Fired(ground, reasons))
    return found
