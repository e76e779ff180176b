"""The page of sources in a real browser: nine of them, on a desk and on a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from models.database import open_database
from models.source import RunState
from models.user import Role
from tests.web import stage
from tests.web.centre import add_people, mark_of
from tests.web.screen import open_screen
from tests.web.stations import DAY, HOUR, add_documents, add_run, add_source, days_back

pytestmark = pytest.mark.browser
LONG = "欧盟食品和饲料快速预警系统（RASFF）"
FOLDED = (
    "document.querySelectorAll('details.station').forEach((one) => one.open = true)"
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> stage.Place:
    """Sources that are well, failed, late, quiet, off, held and never called."""
    folder: Path = tmp_path_factory.mktemp("sources")
    with open_database(f"sqlite:///{folder / 'chutong.db'}").begin() as session:
        for slug in ("well", "failed", "late", "quiet", "off", "never", "seventh"):
            add_source(session, slug, title_zh=LONG, enabled=slug != "off")
        add_source(session, "us_regulations_gov", title="US Regulations.gov")
        add_source(session, "unproven", proven=False, enabled=False)
        for slug in ("well", "quiet"):
            far = range(40) if slug == "well" else range(20, 60)
            add_documents(session, days_back(*far), slug=slug)
            add_run(session, slug=slug, rows=88, documents=76, new=3, bad=0, dropped=9)
        add_run(session, slug="late", ago=9 * DAY)
        add_run(session, RunState.FAILED, slug="failed", problems=[("row 1", "Bad.")])
        add_run(session, RunState.FAILED, slug="failed", ago=3 * HOUR)
        add_people(session)
    return stage.open_place(folder)


@pytest.fixture(scope="module")
def mark(place: stage.Place) -> str:
    """The cookie of an administrator who is signed in."""
    return mark_of(place.settings, Role.ADMIN)


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_nine_sources_are_readable(
    browser: Browser, base: str, mark: str, width: int, language: str
) -> None:
    with open_screen(browser, base, width, dark=width == 390) as screen:
        screen.wear(mark)
        screen.go(f"/sources?lang={language}")
        table = screen.page.locator("table.overview")
        assert table.locator("tbody tr").count() == 9
        inner, outer = (
            table.evaluate(f"(one) => one{part}")
            for part in (".scrollWidth", ".parentElement.clientWidth")
        )
        assert inner <= outer
        assert screen.axe() == []
        screen.page.evaluate(FOLDED)
        assert screen.axe() == []
        assert screen.overflow() == 0
        assert screen.complaints == []


def test_a_source_is_switched_without_script(
    browser: Browser, base: str, mark: str
) -> None:
    with open_screen(browser, base) as screen:
        screen.wear(mark)
        screen.go("/sources?lang=zh")
        card = screen.page.locator("#s-unproven")
        card.locator("summary").first.click()
        card.get_by_role("button").click()
        assert "已启用" in screen.page.locator(".flash").inner_text()
        assert screen.page.url.endswith("#s-unproven")
