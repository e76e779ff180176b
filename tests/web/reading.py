"""A handful of notices that the reading pages are tested on, and a client."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from models import clock
from models.measure import Event, Measure, MeasureSymbol
from models.notice import Document, Notice, NoticeMember, Rendering
from models.search_text import reindex
from models.sector import Match
from models.source import Run, RunProblem, Source
from models.tag import Tag
from web import create_app
from web.config import load_settings

DAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
REASON = {
    "kind": "hs4",
    "zh": "HS编码 3209 属于本行业",
    "en": "HS 3209 belongs to it",
}
EVIL = '<script>alert(1)</script> Paints & "varnishes"'


def make_app(url: str, folder: Path, **config: Any) -> Flask:
    """The site on a database, with a key and a folder of its own."""
    settings = load_settings(data=folder, database_url=url, secret_key="for-tests")
    return create_app(settings, TESTING=True, WTF_CSRF_ENABLED=False, **config)


def add(session: Session, symbol: str, title: str, **given: Any) -> Notice:
    """A notice with its family; ``titles`` are ours by language, from an origin."""
    titles: dict[str, str] = given.pop("titles", {})
    origin: str = given.pop("origin", "editor")
    members: tuple[str, ...] = given.pop("members", ("USA",))
    content = {
        "title": title,
        "products": "paints (HS 3209)",
        **given.pop("content", {}),
    }
    family = given.pop("family", None) or Measure(slug=symbol, created_at=NOW)
    family.symbols.append(MeasureSymbol(base_symbol=symbol))
    session.add(family)
    session.flush()
    columns: dict[str, Any] = {
        "type": "regular",
        "agreement": "TBT",
        "distributed": date(2026, 2, 20),
        "deadline": date(2026, 4, 21),
        "deadline_basis": "stated",
        "matched_hash": "done",
        **given,
    }
    notice = Notice(
        source_slug="wto_eping",
        source_key=symbol,
        symbol=symbol,
        title=title,
        content=content,
        content_hash=symbol,
        created_at=NOW,
        updated_at=NOW,
        measure_id=family.id,
        **columns,
    )
    notice.members = [NoticeMember(member_code=one, symbol=symbol) for one in members]
    notice.renderings = [
        Rendering(
            version_number=1,
            language=language,
            field="title",
            origin=origin,
            text=text,
            created_at=NOW,
        )
        for language, text in titles.items()
    ]
    session.add(notice)
    session.flush()
    return notice


def tag(session: Session, notice: Notice, scheme: str, code: str, words: str) -> None:
    """A finding whose words stand in the title, or nowhere."""
    start = max(notice.title.find(words), 0) if words else 0
    session.add(
        Tag(
            notice_id=notice.id,
            version_number=1,
            scheme=scheme,
            code=code,
            score=0.9,
            origin="found" if words else "stated",
            field="title" if words else "codes",
            start=start,
            end=start + len(words),
            words=words,
            rules="1",
        )
    )


def touch(session: Session, notice: Notice, sector: str, certainty: str) -> None:
    """A sector that a notice touches."""
    session.add(
        Match(
            notice_id=notice.id,
            sector_id=sector,
            score={"sure": 0.95, "likely": 0.7}.get(certainty, 0.3),
            certainty=certainty,
            reasons=[REASON],
            rules="1",
            created_at=NOW,
        )
    )


def happen(session: Session, notice: Notice, kind: str, day: date) -> None:
    """Something that happened to the measure of a notice."""
    session.add(
        Event(
            measure_id=notice.measure_id,
            notice_id=notice.id,
            kind=kind,
            day=day,
            origin="type",
            created_at=NOW,
        )
    )


def add_source(session: Session) -> None:
    """The publisher, with one run that had a problem."""
    session.add(
        Source(
            slug="wto_eping",
            title="WTO ePing",
            title_zh="世贸组织通报",
            url="https://epingalert.org/",
            every_minutes=120,
            least=1,
            last_success_at=NOW,
        )
    )
    session.flush()
    run = Run(job="crawl", source_slug="wto_eping", way="website", started_at=NOW)
    run.state, run.ended_at, run.counts = "degraded", NOW, {"new": 3}
    run.problems = [RunProblem(place="row 7", sentence="The date cannot be read.")]
    session.add(run)


def fill(session: Session, day: date = DAY) -> dict[str, int]:
    """The notices by a short name; the clock stands still at a day."""
    clock.fix_day(session, day)
    add_source(session)
    found = {
        "paints": add_paints(session),
        "cars": add_cars(session),
        "nameless": add_nameless(session),
        "joint": add_joint(session),
    }
    session.flush()
    reindex(session, [one.id for one in found.values()])
    session.commit()
    return {name: one.id for name, one in found.items()}


def add_paints(session: Session) -> Notice:
    """An open notice with everything: codes, kinds, two sectors, a document."""
    paints = add(
        session,
        "G/TBT/N/USA/1",
        "Paints and varnishes: limits of lead",
        titles={"zh": "涂料和清漆铅含量限值草案", "en": "Lead in paints"},
    )
    tag(session, paints, "hs", "3209", "Paints")
    tag(session, paints, "ics", "87.040", "")
    tag(session, paints, "measure", "substance-restriction", "limits")
    touch(session, paints, "fine-chemicals-pesticides", "sure")
    touch(session, paints, "automobiles-parts", "possible")
    happen(session, paints, "circulated", paints.distributed)
    paints.documents = [
        Document(url="https://docs.example.org/1.docx", role="notification")
    ]
    return paints


def add_cars(session: Session) -> Notice:
    """A notice without an English title, whose end we reckoned ourselves."""
    cars = add(
        session,
        "G/TBT/N/IND/2",
        "Vehicles: braking systems",
        members=("IND",),
        titles={"zh": "车辆制动系统要求"},
        deadline=date(2026, 4, 26),
        deadline_basis="estimated",
        distributed=date(2026, 2, 25),
    )
    tag(session, cars, "hs", "8703", "Vehicles")
    tag(session, cars, "measure", "testing-certification", "")
    touch(session, cars, "automobiles-parts", "likely")
    return cars


def add_nameless(session: Session) -> Notice:
    """A closed notice that a machine named; the publisher's would run a script."""
    nameless = add(
        session,
        "G/SPS/N/JPN/3",
        EVIL,
        titles={"zh": "日本拟规定涂料和清漆的标签标识要求"},
        origin="rule",
        members=("JPN",),
        agreement="SPS",
        deadline=date(2026, 1, 10),
        distributed=date(2025, 11, 11),
    )
    tag(session, nameless, "ics", "87.040", "")
    tag(session, nameless, "measure", "labelling", "")
    return nameless


def add_joint(session: Session) -> Notice:
    """An addendum of three Members, without an end and not yet matched."""
    return add(
        session,
        "G/TBT/N/ARE/4",
        "Toys: safety",
        members=("ARE", "BHR", "KWT"),
        deadline=None,
        deadline_basis="none",
        type="addendum",
        distributed=date(2026, 2, 27),
        matched_hash=None,
    )
