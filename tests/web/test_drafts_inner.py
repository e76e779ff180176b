"""How articles are cited, and what the paper for the centre alone begins with."""

from __future__ import annotations

from sqlalchemy.orm import Session

from models.reference import grounds
from tests.models.archive import AT
from tests.web.argued import ACTOR, argue, open_argued
from web.arguments import service as arguments
from web.cases.contents import live_items
from web.drafts.composing import article
from web.drafts.internal import compose_internal


def test_articles_are_cited_as_people_do() -> None:
    legal = {one.id: one for one in grounds()}
    cites = {
        "tbt-2.4": ("第2.4条", "Article 2.4"),
        "tbt-5.2": ("第5.2.1至5.2.8条", "Articles 5.2.1 to 5.2.8"),
        "tbt-10": (
            "第10.1条、第10.4条和第10.5条",
            "Articles 10.1, 10.4 and 10.5",
        ),
        "tbt-6.1": ("第6.1条、第6.3条和第6.4条", "Articles 6.1, 6.3 and 6.4"),
        "sps-7-annexB": ("第7条和附件B", "Article 7 and Annex B"),
        "sps-8-annexC": ("第8条和附件C", "Article 8 and Annex C"),
    }
    for name, (zh, en) in cites.items():
        assert (article(legal[name], "zh"), article(legal[name], "en")) == (zh, en)


def test_the_inner_paper_tells_days_codes_and_articles(
    session: Session,
) -> None:
    case = open_argued(session)[0]
    for one in live_items(case):
        arguments.remove(session, one, actor=ACTOR, at=AT)
    argue(session, case)
    case.notice.content = {
        **case.notice.content,
        "adoption": "2025-09-01",
        "entry_into_force": "to be determined",
        "hs": ["850760"],
        "ics": ["29.220"],
    }
    lines = compose_internal(session, case).splitlines()
    assert "拟批准日期：2025年9月1日" in lines
    assert "拟生效日期：“to be determined”" in lines
    assert next(line for line in lines if "涉及产品" in line).endswith(
        "（HS 850760；ICS 29.220）"
    )
    assert "一、合格评定的实施（TBT第5.2.1至5.2.8条）" in lines
