"""Six worked comments: real notifications, argued and written in the ordinary way.

Each lies in a file of ``examples``. What stands there as evidence is invented, and is
marked so wherever it is shown.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from models.case import Case, CaseItem
from models.evidence import Evidence
from models.user import Role
from web.alerts.links import Links
from web.arguments import service
from web.arguments.texts import FORM, texts_of
from web.arguments.wording import FIELDS, Wording, wording_of
from web.cases.beginning import begin_case
from web.cases.contents import live_items
from web.demo.fates import Stage, close
from web.demo.marks import demo_user
from web.demo.stage import at
from web.demo.worked import STEPS, way_to, write
from web.evidence import service as evidence
from web.evidence.facts import Fact
from web.notices.service import notice_of_symbol

FOLDER = Path(__file__).with_name("examples")
WHO = "湖北出口企业（虚构）"
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Example:
    """One worked comment: the notification, when it was begun, how far it came.

    ``evidence`` goes by keys, which ``arguments`` name; ``reply`` is what the Member
    says to the first argument.
    """

    subject: str
    symbol: str
    began: date
    state: str
    reply: str
    evidence: Mapping[str, Row]
    arguments: tuple[Row, ...]


def examples() -> Iterator[Example]:
    """All worked comments, by their file's name."""
    for path in sorted(FOLDER.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))
        yield Example(
            path.stem,
            told["symbol"],
            told["began"],
            told["state"],
            told["reply"],
            told["evidence"],
            tuple(told["arguments"]),
        )


def write_examples(session: Session, folder: Path, links: Links) -> None:
    """Argue, write, and bring each worked comment as far as it is to come."""
    officer = demo_user(session, Role.OFFICER)
    reviewer = demo_user(session, Role.REVIEWER)
    if officer is None or reviewer is None:
        return
    stage = Stage(session, officer, reviewer, folder, links)
    for example in examples():
        notice_id = notice_of_symbol(session, example.symbol)
        if notice_id is not None:
            case = begin(stage, notice_id, example)
            for step in way_to(example.state):
                take(stage, case, example, step)


def take(stage: Stage, case: Case, example: Example, step: str) -> None:
    """One step on the way; at its end the Member's own reply is filed."""
    if step == "closed":
        close(stage, case, example.began, example.reply)
    else:
        STEPS[step](stage, case, example.began)


def begin(stage: Stage, notice_id: int, example: Example) -> Case:
    """The case of a worked comment, with its paper."""
    session, now = stage.session, at(example.began, 9)
    case = begin_case(
        session, notice_id, actor=stage.writer, at=now, today=example.began
    )
    proposed = {item.ground_id: item for item in live_items(case)}
    rows = bring_evidence(stage, case, example)
    for told in example.arguments:
        item = argue(stage, case, told, proposed.pop(told.get("over", ""), None))
        for key in told["evidence"]:
            ids = {item.id}
            evidence.prove(session, case, rows[key], ids, actor=stage.writer, now=now)
    for item in proposed.values():
        service.remove(session, item, actor=stage.writer, at=now)
    service.order_as_usual(session, case, actor=stage.writer, at=now)
    write(stage, case, example.began)
    return case


def bring_evidence(stage: Stage, case: Case, example: Example) -> dict[str, Evidence]:
    """The invented rows of evidence, by their keys."""
    return {
        key: evidence.add(
            stage.session,
            case,
            Fact(**{"who": WHO, "public": True, "invented": True, **told}),
            None,
            stage.folder,
            actor=stage.writer,
            now=at(example.began, 9, 20),
        )
        for key, told in example.evidence.items()
    }


def argue(stage: Stage, case: Case, told: Row, proposal: CaseItem | None) -> CaseItem:
    """An argument of a person's own, or a machine's proposal that a person edits."""
    session, now = stage.session, case.created_at
    words = {name: told[name] for name in FIELDS if name in told}
    given = replace(
        wording_of(proposal) if proposal else Wording(),
        anchor=f"{FORM}.{told['field']}",
        **words,
    )
    if proposal is None:
        item = service.add_item(session, case, given, actor=stage.writer, at=now)
    else:
        item = proposal
        service.edit_item(
            session,
            case,
            item,
            given,
            edition=item.edition,
            actor=stage.writer,
            at=now,
        )
    texts = texts_of(session, case)
    service.place(session, item, texts, unchecked=False, actor=stage.writer, at=now)
    return item
