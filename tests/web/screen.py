"""A real Chromium for tests: what it complains of, and what axe finds in a page."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.web.browser import CHROMIUM, open_page

SERIOUS = ("serious", "critical")
COLOURS = ("color-contrast", "link-in-text-block")
ASK_AXE = """async ([levels, rules]) => {
  const only = rules.length ? {runOnly: {type: "rule", values: rules}} : {};
  const found = await axe.run(document, {resultTypes: ["violations"], ...only});
  return found.violations
    .filter((one) => levels.includes(one.impact))
    .map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(" ")
      + " | " + (node.any[0]?.message ?? node.failureSummary)).join("; ")}`);
}"""
TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


def need_chromium() -> None:
    """Skip where no Chromium is installed; in CI that is a failure."""
    if Path(CHROMIUM).exists():
        return
    reason = f"there is no Chromium at {CHROMIUM}"
    if os.environ.get("CHUTONG_CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@dataclass
class Screen:
    """A page in a browser, with all that went wrong in it."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)

    def go(self, address: str) -> None:
        """Open a page of ours, and let it settle."""
        answer = self.page.goto(self.base + address)
        assert answer is not None
        assert answer.ok, f"{address} answers {answer.status}"

    def enter_as(self, role: str, then: str = "/") -> None:
        """Sign in by the button of a role."""
        self.go(f"/login?next={then}")
        self.page.locator(f'form[action="/login/demo/{role}"] button').click()

    def wear(self, mark: str) -> None:
        """Go on as the person whose cookie this is."""
        kept = {"name": "session", "value": mark, "url": self.base}
        self.page.context.add_cookies([kept])  # type: ignore[list-item]

    def axe(self, rules: Sequence[str] = ()) -> list[str]:
        """What axe calls serious or critical in the page that is shown."""
        self.page.evaluate(AXE_SCRIPT)
        asked = [list(SERIOUS), list(rules)]
        found: list[str] = self.page.evaluate(ASK_AXE, asked)
        return found

    def overflow(self) -> int:
        """By how many pixels the page is wider than the screen."""
        wide: int = self.page.evaluate(TOO_WIDE)
        return wide

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of."""
        if message.type in {"error", "warning"}:
            self.complaints.append(f"{self.page.url}: {message.text}")


@contextmanager
def open_screen(
    browser: Browser, base: str, width: int = 1280, *, dark: bool = False
) -> Iterator[Screen]:
    """A page of a visitor of their own."""
    page = open_page(browser, width, dark=dark)
    page.set_default_timeout(20_000)
    screen = Screen(page, base)
    page.on("console", screen.hear)
    page.on("pageerror", lambda error: screen.complaints.append(str(error)))
    try:
        yield screen
    finally:
        page.close()
