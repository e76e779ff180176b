"""Checks that look at a notice's words, codes, links and tick lists."""

from __future__ import annotations

import re

from web.cases.facts import CaseFacts
from web.cases.findings import Check, Reason

SHORT_DESCRIPTION = 240
OUTBREAK = re.compile(
    r"(?i)avian influenza|foot.and.mouth|african swine fever|outbreak|gripe aviar"
    r"|influenza aviar|fiebre aftosa|peste porcina|grippe aviaire"
)
INTERNATIONAL = re.compile(
    r"\b(?:ISO|IEC|ITU|CISPR|CODEX|Codex|CXS|CAC|UNECE|UN/ECE|OIML|WOAH|OIE|IPPC|ISPM"
    r"|UN (?:R|GTR|Regulation))(?![a-z])"
)
GENERIC = {"Other (TBT)", "Not specified (TBT)"}
OTHER_LANGUAGE = re.compile(r"_x\.\w+(?:\?.*)?$")
NOBODY = re.compile(
    r"(?i)\W*(?:n\.?\W?a|nil|none|no|not applicable|no (?:se )?aplica(?:ble)?"
    r"|ningun[oa]|neant|néant|aucune?|sans objet|non applicable)?\W*"
)
"""What stands in a box that names nobody."""
OTHER_CHINA = re.compile(r"(?:Hong Kong|Macao|Macau)\s*,?\s*(?:China|Chine)")


def generic_objective(facts: CaseFacts) -> Reason | None:
    """No objective, or only a general one, is ticked."""
    objectives = facts.content.get("objectives")
    if objectives is None or set(objectives) - GENERIC or not facts.opens:
        return None
    return Reason(
        "通报未指明该措施的具体目标，或仅填写“其他”。",
        "The notification names no specific objective, or only “Other”.",
    )


def no_international_standard(facts: CaseFacts) -> Reason | None:
    """The documents box is known, and neither it nor the text cites such a one."""
    documents = facts.told("relevant_documents")
    if documents is None or not facts.opens:
        return None
    if any(INTERNATIONAL.search(text) for text in (documents, *facts.standards)):
        return None
    return Reason(
        "通报所列相关文件未提及ISO、IEC、ITU等国际标准。",
        "The relevant documents listed name no standard of ISO, IEC, ITU or another"
        " international body.",
    )


def thin_description(facts: CaseFacts) -> Reason | None:
    """No text is linked, or none is known of and the description is too short.

    Where a text is linked, a short description alone proves nothing.
    """
    description = facts.told("description")
    if facts.content.get("documents"):
        return None
    if description is None or len(description) >= SHORT_DESCRIPTION or not facts.opens:
        return no_document(facts)
    return Reason(
        f"通报对拟议措施内容的说明较为简略（共{len(description)}个字符），"
        "各成员难以据此判断其必要性和影响。",
        f"The description of the content is brief ({len(description)} characters) and"
        " does not let Members judge the need for the measure and its effect.",
    )


def no_document(facts: CaseFacts) -> Reason | None:
    """The source lists the notified texts, and there is none."""
    documents = facts.content.get("documents")
    if documents is None or documents or not facts.opens:
        return None
    return Reason(
        "通报未附拟议措施文本的链接。",
        "The notification gives no link to the text of the proposed measure.",
    )


def no_codes(facts: CaseFacts) -> Reason | None:
    """Both boxes are known, and neither HS nor ICS is stated."""
    hs, ics = facts.content.get("hs"), facts.content.get("ics")
    if hs is None or ics is None or hs or ics or not facts.opens:
        return None
    return Reason(
        "通报未列明HS编码和ICS分类号，覆盖的产品范围不够清楚。",
        "The notification states neither HS nor ICS codes, so the products covered are"
        " not clear.",
    )


def article(number: str, zh: str, en: str) -> Check:
    """A check that the notification is made under this article, for such a thing."""

    def under(facts: CaseFacts) -> Reason | None:
        if number not in facts.content.get("articles", []):
            return None
        return Reason(
            f"该措施依第{number}条作为{zh}通报。",
            f"The measure is notified under Article {number} as {en}.",
        )

    return under


def local_government(facts: CaseFacts) -> Reason | None:
    """A local government is named."""
    named = facts.told("local_government") or ""
    if NOBODY.fullmatch(named):
        return None
    return Reason(
        f"通报涉及的地方政府为：{named}。",
        f"The notification names a local government: {named}.",
    )


def voluntary_standard(facts: CaseFacts) -> Reason | None:
    """What is notified is itself a product standard."""
    if "standard-identity" not in facts.measures:
        return None
    return Reason("所通报的措施为产品标准。", "What is notified is a product standard.")


def other_language(facts: CaseFacts) -> Reason | None:
    """Every text linked is in none of the WTO's three languages."""
    links = facts.content.get("documents", [])
    if not links or not all(OTHER_LANGUAGE.search(link) for link in links):
        return None
    return Reason(
        "所附文本仅有英文、法文、西班牙文以外的语言版本。",
        "The text attached is only in a language other than English, French or"
        " Spanish.",
    )


def names_china(facts: CaseFacts) -> Reason | None:
    """China is named as affected."""
    regions = OTHER_CHINA.sub("", facts.told("regions") or "")
    if not re.search(r"\b(?:China|Chine)\b", regions):
        return None
    return Reason(
        "通报在“可能受影响的地区或国家”一栏点名中国。",
        "China is named among the regions or countries likely to be affected.",
    )


def no_conformity(facts: CaseFacts) -> Reason | None:
    """The SPS form says no international standard, or no conformity with it."""
    standard, conforms = facts.told("international_standard"), facts.told("conforms")
    if (standard or "").lower() != "none" and (conforms or "").lower() != "no":
        return None
    return Reason(
        "通报表明没有相关国际标准，或拟议措施与相关国际标准不一致。",
        "The notification says that there is no relevant international standard, or"
        " that the proposed measure does not conform to it.",
    )


def is_emergency(facts: CaseFacts) -> Reason | None:
    """An emergency notification that restricts; not what follows it up."""
    if not facts.emergency or not facts.opens or facts.frees_trade:
        return None
    return Reason("该措施以紧急通报方式通报。", "This is an emergency notification.")


def outbreak(facts: CaseFacts) -> Reason | None:
    """An animal disease outbreak is the reason given."""
    text = f"{facts.told('title') or ''} {facts.told('description') or ''}"
    found = OUTBREAK.search(text)
    if not found or facts.frees_trade or not facts.opens:
        return None
    return Reason(
        f"通报以疫情为由（原文：{found.group()}）。",
        f"The notification gives an outbreak as its reason (“{found.group()}”).",
    )
