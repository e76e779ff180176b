"""Nothing is said of nothing, and Members are called by their names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.web.centre import make_app
from web.correspondence.page import whom
from web.wording import article, translate

NAMES = {"EU": ("欧盟", "European Union"), "JPN": ("日本", "Japan")}


@pytest.mark.parametrize(
    ("side", "told", "annex"),
    [
        ("zh", "欧盟、日本", "7、附件B（1、2）"),
        ("en", "European Union, Japan", "7 / Annex B (1, 2)"),
    ],
)
def test_codes_and_articles_are_told_and_an_empty_word_stays_empty(
    database_url: str, tmp_path: Path, side: str, told: str, annex: str
) -> None:
    app = make_app(database_url, tmp_path)
    with app.test_request_context(f"/?lang={side}"):
        assert translate("") == ""
        assert whom("EU JPN", NAMES) == told
        assert whom("Enquiry point of the EU", NAMES) == "Enquiry point of the EU"
        assert article("7 / Annex B (1, 2)") == annex
