"""What the topics of a dossier are called, and in which language names are written."""

import csv
from functools import lru_cache
from pathlib import Path

from flask_babel import lazy_gettext as _

from models.market_facts import Topic

TOPICS = {
    Topic.ENQUIRY_POINT: _("通报咨询点"),
    Topic.COMMENT_WINDOW: _("评议期"),
    Topic.LANGUAGE: _("语言"),
    Topic.GAZETTE: _("法规公布"),
    Topic.STANDARDS_BODY: _("标准机构"),
    Topic.REGULATOR: _("主管部门"),
    Topic.SCHEME: _("认证与标志"),
    Topic.ACCREDITATION_BODY: _("认可机构"),
    Topic.FIND_LABORATORY: _("查找实验室"),
    Topic.CHINESE_RESULTS: _("中国检测结果的使用"),
}
LATIN = frozenset({"pt", "id", "es", "vi"})


@lru_cache(maxsize=1)
def languages() -> dict[str, str]:
    """The language of official names by market; English where none is named."""
    path = Path(__file__).with_name("languages.csv")
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["market"]: row["language"] for row in csv.DictReader(lines)}


def language_of(market: str, name: str) -> str:
    """The language that a name is written in, for those who hear the page.

    A name of plain letters is English where the market writes with others.
    """
    own = languages().get(market, "en")
    return "en" if name.isascii() and own not in LATIN else own
