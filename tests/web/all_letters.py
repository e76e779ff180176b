"""Every letter of the house in both languages: python -m tests.web.all_letters FOLDER

Writes each as text, as HTML, and as pictures of a desk and of a phone, by day and by
night, to be looked at before a change of a letter is called done.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy.orm import Session

from models.database import open_database
from models.source import Source, SourceAlarm
from models.user import User
from models.warning import OfficerWarning
from tests.web.browser import chromium, open_page
from tests.web.lettered_world import add_alerted, add_day
from tests.web.letters import LINKS
from tests.web.small_world import NOW, TODAY
from web.alerts.channels.phrasing import test_words
from web.alerts.channels.telling import TEXTS
from web.alerts.mail import write_letter
from web.consultations.letters import wordings as asked_words
from web.digest import mailing
from web.digest.service import read_overview
from web.enquiries.letters import wordings as enquiry_words
from web.health import letters as health
from web.joining.letters import wordings as account_words
from web.mail.plain import Reader, Texts, fill, write_plain
from web.mail.writing import LANGUAGES, Letter
from web.officers import mailing as desk
from web.officers.news import Kind, Piece
from web.planning.letters import wordings as planning_words
from web.sources.crawls import Record
from web.warnings.letters import write_letter as write_warning

URL = f"{LINKS.base_url}/example/eyJhIjoxfQ.c2lnbmF0dXJl"
SAID = "出口美国需按UL 1642测试电池，报告由认可实验室出具。\n另请留意运输要求。"
WIDTHS = {"desk": 600, "phone": 390}
TOLD: dict[str, dict[str, object]] = {
    "zh": {
        "name": "王芳",
        "firm": "武汉光谷电池有限公司",
        "by": "周岚",
        "of": "（武汉光谷电池有限公司）",
        "reason": "信用代码与企业名称不符。",
        "title": "锂离子电池出口美国要做哪些测试",
        "product": "锂离子电池",
        "symbol": "G/TBT/N/USA/2034",
        "closes": "2026年4月20日",
        "before": "2026年4月6日",
        "why": "评议截止日延后",
        "days": "初稿：2026年4月2日；审定：2026年4月9日；报送国家：2026年4月13日",
        "told": "通报载明 2026年4月20日 截止，减 7 天",
        "first": "初稿，G/TBT/N/USA/2034",
        "count": 2,
        "year": 2027,
        "host": "chutong.example",
        "n": 20,
    },
    "en": {
        "name": "Wang Fang",
        "firm": "Wuhan Optics Valley Battery",
        "by": "Zhou Lan",
        "of": " (Wuhan Optics Valley Battery)",
        "reason": "The credit code is not that of the firm.",
        "title": "Tests for lithium-ion batteries to the United States",
        "product": "lithium-ion batteries",
        "symbol": "G/TBT/N/USA/2034",
        "closes": "20 April 2026",
        "before": "6 April 2026",
        "why": "The last day for comments moved later",
        "days": "First draft: 2 April 2026; sign-off: 9 April 2026",
        "told": "the notification states 20 April 2026, less 7 days",
        "first": "First draft, G/TBT/N/USA/2034",
        "count": 2,
        "year": 2027,
        "host": "chutong.example",
        "n": 20,
    },
}
"""What the plain letters are filled with."""
TABLES = {
    "account": (account_words, ""),
    "asked": (asked_words, ""),
    "enquiry": (enquiry_words, SAID),
    "planning": (planning_words, ""),
}
NO_LETTERS = {"phases"}
"""Rows of those tables that are words within a letter."""


def all_letters(session: Session) -> dict[str, Letter]:
    """The letters by name and language, as ``alert-one.zh``."""
    makers = (plain, alerts, overview, warning, officers, alarms)
    alerted, day = add_alerted(session), add_day(session)
    world = {"session": session, "alerted": alerted, "day": day}
    return {
        f"{name}.{language}": letter
        for language in LANGUAGES
        for make in makers
        for name, letter in make(world, language)
    }


Made = Iterator[tuple[str, Letter]]
World = Mapping[str, Any]


def plain(_world: World, language: str) -> Made:
    """All that stand in a table of words, and the few that do not."""
    told = TOLD[language]
    reader = Reader("wang@firm.cn", str(told["name"]), language)
    for room, (wordings, said) in TABLES.items():
        for occasion, texts in wordings().items():
            if occasion not in NO_LETTERS:
                yield f"{room}-{occasion}", fill(texts, reader, URL, told, said)
    yield "channel-halted", fill(TEXTS, reader, URL, {**told, "reason": "404"})
    subject, text = test_words("wang@firm.cn", language)
    yield "channel-test", write_plain(Texts(subject, [text]), language)


def alerts(world: World, language: str) -> Made:
    """One and several notices, and each kind of news."""
    for name, found in world["alerted"].items():
        yield f"alert-{name}", write_letter(found, name, language, LINKS, TODAY)


def overview(world: World, language: str) -> Made:
    """What a day brought."""
    session, found = (
        world["session"],
        read_overview(world["session"], world["day"], NOW),
    )
    yield "digest", mailing.write_letter(session, found, language, LINKS, TODAY)


def reader(language: str) -> User:
    """A person of the house."""
    name = str(TOLD[language]["name"])
    return User(id=1, email="wang@firm.cn", name=name, language=language)


def warning(_world: World, language: str) -> Made:
    """A warning by hand."""
    made = OfficerWarning(
        level="orange",
        title_zh="欧盟电池标签要求提前适用",
        body_zh="自2026年8月18日起按新标签验货。\n请核对库存。",
        title_en="EU battery labels apply earlier",
        body_en="From 18 August 2026 goods are checked for the new label.",
        files=[{"name": "label.pdf", "sha256": "0" * 64}],
        expires=TODAY,
    )
    yield (
        "warning",
        write_warning(made, reader(language), receipt=URL, notice=""),
    )


def officers(_world: World, language: str) -> Made:
    """What is new at the desk."""
    title, firm = (str(TOLD[language][name]) for name in ("title", "firm"))
    news = [
        Piece(str(kind), kind, title, firm, f"/{kind}/1", None, TODAY, "USA")
        for kind in Kind
    ]
    yield "desk", desk.write_letter(news, reader(language), LINKS)


def alarms(world: World, language: str) -> Made:
    """A source that is broken, quiet or late, and one that is well again."""
    source = world["session"].get(Source, "wto_eping")
    station: Any = SimpleNamespace(
        source=source, record=Record(last_success=NOW), newest=TODAY
    )
    for kind in ("broken", "quiet", "late"):
        sentence = {"zh": "连续三次没有采到。", "en": "Three calls brought nothing."}
        alarm = SourceAlarm(kind=kind, sentence={**sentence, "since": "2026-03-01"})
        for occasion in (health.RAISED, health.WELL):
            made = health.write_letter(
                alarm, station, occasion, reader(language), LINKS
            )
            yield f"source-{kind}-{occasion}", made


def main(folder: Path) -> None:
    """Write all letters into a folder, each as text, HTML and pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        sessions = open_database(f"sqlite:///{place}/letters.db")
        with sessions() as session:
            letters = all_letters(session)
    for name, letter in letters.items():
        text = f"{letter.subject}\n\n{letter.body}"
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        (folder / f"{name}.html").write_text(letter.body_html, encoding="utf-8")
    with chromium() as browser:
        for width_name, width in WIDTHS.items():
            for manner in ("day", "night"):
                page = open_page(browser, width, dark=manner == "night")
                for name, letter in letters.items():
                    page.set_content(letter.body_html)
                    file = folder / f"{name}-{width_name}-{manner}.png"
                    page.screenshot(path=str(file), full_page=True)
                page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
