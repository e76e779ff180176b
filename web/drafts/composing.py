"""From the arguments of a case to the blocks of its paper, by sentence patterns.

No sentence stands without its argument. Of the evidence only what may go out enters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.evidence import Evidence
from models.reference import Ground, grounds
from models.reference.articles import cite
from web.arguments.proving import behind
from web.cases.contents import live_items
from web.cases.drafting import AGREEMENTS, midway
from web.cases.facts import CaseFacts
from web.cases.gathering import facts_of
from web.cases.points import read_words
from web.drafts.blocks import CLOSING, HEAD, OPENING, Block, made
from web.drafts.patterns import duties, subject_of, write
from web.drafts.sentences import evidence, full, says, sentences, standards, text_of
from web.papers.contact import Contact, known, line_of, read_contact


@dataclass(frozen=True)
class Subject:
    """What a paper is written from."""

    case: Case
    facts: CaseFacts
    grounds: Mapping[str, Ground]
    proofs: Mapping[int, Sequence[Evidence]]
    contact: Contact = field(default_factory=Contact)


def compose(session: Session, case: Case) -> list[Block]:
    """The blocks of the paper on a case as its arguments stand now."""
    items = live_items(case)
    subject = Subject(
        case,
        facts_of(session, case.notice),
        {one.id: one for one in grounds()},
        behind(session, items),
        read_contact(session),
    )
    points = [
        made(
            f"item:{item.id}",
            item.id,
            point(subject, item, "zh"),
            point(subject, item, "en"),
        )
        for item in items
    ]
    none = made("none", None, write("none", "zh"), write("none", "en"))
    return [
        made(HEAD, None, head(subject, "zh"), head(subject, "en")),
        made(OPENING, None, opening(subject, "zh"), opening(subject, "en")),
        *(points or [none]),
        made(CLOSING, None, closing(subject, "zh"), closing(subject, "en")),
    ]


def told(facts: CaseFacts, side: str) -> dict[str, str]:
    """The facts that the patterns name, in one language."""
    zh = side == "zh"
    symbols = [one.strip() for one in facts.symbol.split(",")]
    return {
        "symbol": ("、" if zh else ", ").join(symbols),
        "member": "和".join(facts.member.rsplit("、", 1)) if zh else facts.member_en,
        "title": facts.title_zh if zh else facts.title_en,
        "products": facts.products_zh if zh else facts.products_en,
    }


def head(subject: Subject, side: str) -> str:
    """The title line, what is commented on, and the products."""
    facts = told(subject.facts, side)
    lines = [write(key, side, subject.case.kind, **facts) for key in ("title", "named")]
    if facts["products"]:
        lines.append(write("products", side, **facts))
    return "\n".join((f"{lines[0]}\n", *lines[1:]))


def opening(subject: Subject, side: str) -> str:
    """Thanks, support of the aim, the centre's own words, and what was examined."""
    kind, facts = subject.case.kind, told(subject.facts, side)
    own = subject.case.stance_zh if side == "zh" else subject.case.stance_en
    number = subject.case.notice.version_number
    version = ""
    if number > 1:
        version = f"（第{number}版）" if side == "zh" else f" (version {number})"
    return sentences(
        side,
        write("thanks", side, kind, **facts),
        support(subject.facts, side),
        own.strip(),
        write("examined", side, kind, version=version),
    )


def support(facts: CaseFacts, side: str) -> str:
    """Support for the stated aims, or for legitimate ones where none is stated."""
    aims = facts.aims_zh if side == "zh" else [midway(aim) for aim in facts.aims_en]
    if not aims:
        return write("no_aims", side)
    return write("aims", side, aims=("、" if side == "zh" else "; ").join(aims))


def closing(subject: Subject, side: str) -> str:
    """The last request, and whom to turn to."""
    last = write("consider", side, subject.case.kind)
    contact = subject.contact
    is_known = any(known(contact, side))
    return f"{last}\n{line_of(contact, side) if is_known else write('contact', side)}"


def point(subject: Subject, item: CaseItem, side: str) -> str:
    """One argument: heading, what the draft says, problem, article, effect, request."""
    heading = write(
        "heading",
        side,
        subject=named(subject.grounds[item.ground_id], item, side),
        cite=cited(subject.grounds, item, side),
    )
    said = sentences(
        side,
        says(item, side),
        full(text_of(item, "problem", side), side),
        duty(subject, item, side),
        *standards(item, side),
    )
    effect = sentences(
        side,
        full(text_of(item, "impact", side), side),
        *evidence(subject.proofs.get(item.id, []), side),
    )
    asked = full(text_of(item, "request", side), side)
    return "\n".join(part for part in (heading, said, effect, asked) if part)


def worded(item: CaseItem, side: str) -> dict[str, str]:
    """The words of a machine check for its ground, by what they are."""
    row = read_words().get((item.ground_id, item.check.get("check", "")), {})
    return {name: row.get(f"{name}_{side}", "") for name in ("subject", "cite", "duty")}


def named(ground: Ground, item: CaseItem, side: str) -> str:
    """What an argument is about: as its check says, else the name of its ground.

    What the name of a ground explains in brackets is left out.
    """
    name = ground.name_zh if side == "zh" else ground.name_en
    bare = name.partition("（" if side == "zh" else " (")[0]
    return worded(item, side)["subject"] or subject_of(ground.id, side) or bare


def cited(legal: Mapping[str, Ground], item: CaseItem, side: str) -> str:
    """The articles of an argument, the chief one first."""
    chief = item.check.get(f"cite_{side}") or worded(item, side).get("cite", "")
    articles = [
        article(legal[ground_id], side)
        for ground_id in (item.ground_id, *item.further_grounds)
        if ground_id in legal
    ]
    return ("、" if side == "zh" else "; ").join([chief or articles[0], *articles[1:]])


def article(ground: Ground, side: str) -> str:
    """An article as it is cited."""
    return cite(ground.article, side)


def duty(subject: Subject, item: CaseItem, side: str) -> str:
    """What the article asks of Members, in words of our own."""
    ground = subject.grounds[item.ground_id]
    words = worded(item, side)
    rule = words.get("duty") or duties()[item.ground_id][side]
    return write(
        "duty",
        side,
        agreement=AGREEMENTS[ground.agreement] if side == "zh" else ground.agreement,
        cite=words.get("cite") or article(ground, side),
        duty=rule if side == "zh" else midway(rule),
    )
