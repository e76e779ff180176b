"""What the pages of the arguments show: the list, and one argument in its form."""

from __future__ import annotations

from collections.abc import Sequence

from flask import request
from flask.typing import ResponseReturnValue

from models.case import Case, CaseItem
from models.fold import fold
from models.reference import grounds
from web.arguments.carrying import carried
from web.arguments.completeness import completeness, measure
from web.arguments.precedents import precedents
from web.arguments.proposals import check_again
from web.arguments.proving import behind, rows_of
from web.arguments.quotes import Passage
from web.arguments.stance import mark_of
from web.arguments.texts import (
    FIELDS,
    FORM,
    NotifiedText,
    clause_of,
    sources_of,
    texts_of,
)
from web.arguments.wording import POLICY, Wording, grounds_for
from web.arguments.words import OUTCOMES, PRIORITIES, SIDES, STANDINGS, STRENGTHS
from web.cases.contents import live_items
from web.cases.flow import WRITTEN
from web.cases.frame import framed
from web.cases.words import ASKS
from web.language import named
from web.limits import LARGEST
from web.store import session, today

AT_ONCE = 60
"""Clauses on one page of the text."""
LONGEST_SHOWN = 4000
"""Letters of a clause on the page."""


def show_list(
    case: Case,
    error: str = "",
    status: int = 200,
    *,
    stance: tuple[str, str] | None = None,
    told: str = "",
) -> ResponseReturnValue:
    """All arguments of a case, what they lack, and what the checks propose.

    ``stance`` are opening words that were typed and, as ``told`` says, not kept.
    """
    items = live_items(case)
    missing = completeness(session(), case)
    texts = texts_of(session(), case, request.values.get("text", ""))
    page = framed(
        "arguments/index.html",
        case,
        "arguments.index",
        items=items,
        removed=[item for item in case.items if item.removed_at],
        meter=measure(missing, len(items)),
        lacking=by_item(missing),
        proofs=behind(session(), items),
        fates=carried(session(), case),
        checked=check_again(session(), case, today()),
        pane=pane_of(case, texts, ""),
        may_write=case.state in WRITTEN,
        error=error,
        stance=dict(
            zip(SIDES, stance or (case.stance_zh, case.stance_en), strict=True)
        ),
        stance_error=told,
        stance_mark=mark_of(case),
        **words(),
    )
    return page, status


def by_item(missing: Sequence[object]) -> dict[int, list[object]]:
    """What is missing, by the argument's id."""
    found: dict[int, list[object]] = {}
    for one in missing:
        item = getattr(one, "item", None)
        if item is not None:
            found.setdefault(item.id, []).append(one)
    return found


def words() -> dict[str, object]:
    """The names that both pages need."""
    return {
        "grounds": {ground.id: ground for ground in grounds()},
        "asks": ASKS,
        "priorities": PRIORITIES,
        "standings": STANDINGS,
        "sides": SIDES,
        "strengths": STRENGTHS,
        "OUTCOMES": OUTCOMES,
        "clause_of": clause_of,
        "label_of": label_of,
    }


def label_of(passage: Passage) -> str:
    """The number of a passage; a field of the form by its name in the language."""
    mark, _, name = passage.anchor.partition(".")
    return named(*FIELDS[name]) if mark == FORM else passage.number


def show_form(
    case: Case,
    item: CaseItem | None,
    wording: Wording,
    *,
    evidence: Sequence[int] = (),
    error: str = "",
    theirs: Wording | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """One argument in its form, beside the notified text and earlier cases."""
    mark = request.values.get("text", "") or wording.anchor.partition(".")[0]
    texts = texts_of(session(), case, mark)
    asked_for = {wording.ground_id, *wording.further_grounds} & POLICY
    policy = bool(request.values.get("policy") or asked_for)
    page = framed(
        "arguments/edit.html",
        case,
        "arguments.index",
        item=item,
        wording=wording,
        theirs=theirs,
        error=error,
        pane=pane_of(case, texts, wording.anchor),
        offered=grounds_for(case.notice.agreement, policy=policy),
        policy=policy,
        rows=rows_of(session(), case.id),
        behind=set(evidence),
        found=precedents(session(), case, wording.ground_id),
        fate=carried(session(), case).get(item.id) if item else None,
        may_write=case.state in WRITTEN,
        **words(),
    )
    return page, status


def pane_of(
    case: Case, texts: Sequence[NotifiedText], anchor: str
) -> dict[str, object]:
    """The clauses that are shown: those found, or the page that is asked for."""
    asked = request.values.get("find", "").strip()[:100]
    text = text_asked(texts, anchor)
    passages = [one for one in text.passages if holds(one, asked)]
    pages = max(1, -(-len(passages) // AT_ONCE))
    page = min(turned(passages, anchor), pages)
    return {
        "text": text,
        "texts": texts,
        "sources": sources_of(session(), case),
        "asked": asked,
        "found": len(passages),
        "page": page,
        "pages": pages,
        "passages": passages[(page - 1) * AT_ONCE : page * AT_ONCE],
        "longest": LONGEST_SHOWN,
    }


def text_asked(texts: Sequence[NotifiedText], anchor: str) -> NotifiedText:
    """The text that is asked for, else that of the argument, else the first."""
    marks = (request.values.get("text", ""), anchor.partition(".")[0])
    found = {text.mark: text for text in texts}
    return next((found[mark] for mark in marks if mark in found), texts[0])


def holds(passage: Passage, asked: str) -> bool:
    """Whether the words that are looked for stand in a passage."""
    return fold(asked) in fold(f"{passage.number} {passage.text}")


def turned(passages: Sequence[Passage], anchor: str) -> int:
    """The page of the text that is asked for, else that of the argument's clause."""
    step = request.form.get("look", "")
    asked = request.values.get("page", "")
    if asked.isdecimal():
        move = {"next": 1, "back": -1}.get(step, 0)
        return max(1, min(int(asked[:6]) + move, LARGEST)) if step != "find" else 1
    places = [place for place, one in enumerate(passages) if one.anchor == anchor]
    return places[0] // AT_ONCE + 1 if places else 1
