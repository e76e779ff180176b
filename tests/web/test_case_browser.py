"""A whole case in a real browser: from the notice to what came of the comment."""

from __future__ import annotations

import io
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import pypdfium2
import pytest
from playwright.sync_api import Browser, expect
from sqlalchemy import select

from models.case import Case
from models.user import Role, User
from tests.web import case_fate, case_walk
from tests.web.case_walk import CLAIM, FIRMS, SYMBOL, settle, visitor
from tests.web.centre import enter, mark_of
from tests.web.mailed_place import MailedPlace, open_mailed_place
from tests.web.screen import Screen, open_screen
from tests.web.stage import Place, served
from web import create_app

LISTS = ("/cases", "/triage", "/correspondence/silent", "/outcomes", "/concerns")
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def place(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> Iterator[MailedPlace]:
    """A place that mails for real, with a notice that came today."""
    folder = tmp_path_factory.mktemp("case")
    with open_mailed_place(folder, sqlite_template) as opened:
        case_walk.furnish(opened)
        opened.store(SYMBOL, "European Union", 0, "8507.60")
        opened.go_round()
        yield opened


@pytest.fixture(scope="module")
def marks(place: MailedPlace) -> dict[str, str]:
    """The cookie of each person who is signed in, by the first part of the address."""
    app = create_app(place.settings, TESTING=True)
    found = {}
    with place.sessions() as session:
        for user in session.scalars(select(User)):
            cookie = enter(app, user.id).get_cookie("session")
            assert cookie
            found[user.email.split("@")[0]] = cookie.value
    return found


def test_a_case_from_the_notice_to_what_came_of_it(
    browser: Browser, place: MailedPlace, marks: dict[str, str], tmp_path: Path
) -> None:
    with (
        visitor(browser, place, marks["officer"]) as officer,
        visitor(browser, place, marks["reviewer"]) as reviewer,
        visitor(browser, place, marks["author"]) as author,
    ):
        case = case_walk.decide(officer)
        case_walk.open_from_board(officer)
        case_walk.ask_two(officer, case)
        place.go_round()
        for width, opinion in ((1280, "第3条太贵"), (390, "送检要等半年")):
            with visitor(browser, place, width=width) as firm:
                case_walk.answer(firm, place.letter(), opinion)
        case_walk.see_suppressed(officer, case)
        case_walk.prove_by_hand(officer, case)
        write(officer, case)
        case_fate.is_refused(officer, case)
        case_walk.tie_to_second(officer, case)
        case_fate.compose(author, case)
        case_fate.submit(officer, case)
        case_fate.remark(reviewer, case)
        case_fate.resolve(officer, case)
        case_fate.may_not_sign(author, case)
        case_fate.sign(reviewer, case)
        with case_fate.tampered(place):
            case_fate.is_found_out(officer, case)
        look_at(case_fate.download(officer, case, tmp_path))
        case_fate.send_home(officer, case)
        take_package(browser, place)
        case_fate.note_receipt(officer, case)
        case_fate.note_reply(officer, case)
        case_fate.close(officer, case)
        hear_what_came_of_it(place)
        with visitor(browser, place, marks["admin"]) as admin:
            case_fate.indicators_equal(admin, case_fate.ledger(admin))
        with visitor(browser, place, marks["exporter"]) as exporter:
            case_fate.sees_nothing(exporter, case)


def test_its_pages_in_english_on_a_phone(browser: Browser, demo: Place) -> None:
    with served(demo) as base, open_screen(browser, base, 390) as screen:
        screen.wear(mark_of(demo.settings, Role.REVIEWER))
        with demo.sessions() as session:
            approved = select(Case.id).where(Case.state == "approved").limit(1)
            case = f"/cases/{session.scalars(approved).one()}"
        screen.go("/?lang=en")
        for path in (*LISTS, *(case + tab for tab in case_fate.TABS), f"{case}/clock"):
            screen.go(path)
            here = screen.page.locator(".nav-foot [aria-current]")
            expect(here).to_have_text("Workbench")
            settle(screen)
        assert not screen.complaints


def write(officer: Screen, case: str) -> None:
    """Two arguments: one proven by its quotation, one by nothing yet."""
    case_walk.argue(
        officer,
        case,
        "Labelling of lithium-ion accumulators.",
        ground="tbt-2.2",
        problem_zh="草案未说明标签要求针对的风险。",
        problem_en="The draft does not state which risk the label addresses.",
        request_zh="请说明标签要求针对的风险和依据。",
        request_en="Please state the risk that the label addresses.",
    )
    case_walk.argue(
        officer,
        case,
        "",
        ground="tbt-5.2",
        problem_zh=CLAIM,
        problem_en="Only laboratories in the Union may test.",
        request_zh="请接受获认可的境外实验室出具的报告。",
        request_en="Please accept reports of accredited laboratories abroad.",
    )


def look_at(paper: Path) -> None:
    """The Word file opens, speaks both languages and names no firm; it can be drawn."""
    words = case_fate.read_paper(paper)
    for wanted in (SYMBOL, CLAIM, "Only laboratories in the Union may test.", "30,000"):
        assert wanted in words
    assert not any(name in words for name in FIRMS)
    if office := which("soffice"):
        profile = f"-env:UserInstallation=file://{paper.parent}/profile"
        asked = [office, profile, "--headless", "--convert-to", "pdf", "--outdir"]
        subprocess.run([*asked, paper.parent, paper], check=True, timeout=60)
        see_pages(paper.with_suffix(".pdf"))


def see_pages(paper: Path) -> None:
    """Chinese comes first, English begins a page, and no page is drawn blank."""
    pages = pypdfium2.PdfDocument(paper)
    words = [page.get_textpage().get_text_bounded() for page in pages]
    english = next(place for place, one in enumerate(words) if "We thank" in one)
    assert "感谢欧盟" in words[0]
    assert english > 0
    assert words[english].lstrip().startswith("Comments from China")
    for page in pages:
        assert len(set(page.render(scale=0.3).to_numpy().flat)) > 20


def hear_what_came_of_it(place: MailedPlace) -> None:
    """Each firm that answered is told by mail, and reads nothing of the other."""
    place.go_round()
    told = [case_walk.html_of(place.letter()) for _ in FIRMS]
    for name in FIRMS:
        assert len([words for words in told if name in words]) == 1
    for words in told:
        assert "未采纳" in words


def take_package(browser: Browser, place: MailedPlace) -> None:
    """The national body takes the package by the link of its letter."""
    place.go_round()
    letter = place.letter()
    while "national@" not in letter["To"]:
        letter = place.letter()
    with visitor(browser, place) as national:
        way = case_walk.link_in(letter, "[^<]*下载[^<]*")
        answer = national.page.request.get(national.base + way)
        assert answer.ok
        names = zipfile.ZipFile(io.BytesIO(answer.body())).namelist()
        assert any(name.endswith(".docx") for name in names)
