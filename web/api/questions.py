"""What the API may be asked, checked before anything is looked for."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from werkzeug.datastructures import MultiDict

from web.marks import N_
from web.notices.filters import Filters, read_filters

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOST = 100
USUAL = 50
LARGEST = 2**31 - 1


def read_day(value: Any) -> date:
    """A day as 2026-11-24 and in no other way; ValueError for anything else."""
    if not (isinstance(value, str) and DAY.fullmatch(value)):
        raise ValueError("not a day")
    return date.fromisoformat(value)


Day = Annotated[date, BeforeValidator(read_day)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9:._-]{1,100}$")]
Hs = Annotated[str, Field(pattern=r"^[0-9]{2}([0-9]{2}){0,2}$")]
Ics = Annotated[str, Field(pattern=r"^[0-9]{2}(\.[0-9]{3}(\.[0-9]{2})?)?$")]
Kind = Literal[
    "notification",
    "draft",
    "rule",
    "risk",
    "border_alert",
    "rejection",
    "market_alert",
]
Certain = Literal["sure", "likely", "possible"]
Limit = Annotated[
    int, Field(ge=1, le=MOST, description=N_("每页件数，1 到 100，默认 50"))
]
Place = Annotated[
    int, Field(ge=1, le=LARGEST, description=N_("从哪里继续；取自上一页的 next"))
]


class Question(BaseModel):
    """A question; a name that is not known is refused, not passed over."""

    model_config = ConfigDict(extra="forbid")


class PageQuestion(Question):
    """Which page of a list."""

    limit: Limit = USUAL
    after: Place | None = None


class Narrowed(Question):
    """The filters that the list of notices and the trends share."""

    q: str = Field("", max_length=200, description=N_("搜索词、通报号或编码"))
    agreement: Literal["", "TBT", "SPS"] = Field("", description=N_("协定"))
    kind: list[Kind] = Field(
        [], max_length=50, description=N_("文件种类；risk 包括三类边境与市场风险")
    )
    sector: list[Code] = Field([], max_length=50, description=N_("湖北行业编号"))
    market: list[Code] = Field(
        [], max_length=400, description=N_("成员代码，或集团，如 g:asean")
    )
    type: list[Code] = Field([], max_length=50, description=N_("通报类型"))
    measure: list[Code] = Field([], max_length=50, description=N_("措施类型"))
    objective: list[Code] = Field([], max_length=50, description=N_("目标"))
    hs: list[Hs] = Field(
        [], max_length=100, description=N_("HS 编码 2、4 或 6 位；含其下各级")
    )
    ics: list[Ics] = Field([], max_length=100, description=N_("ICS 分类号；含其下各级"))
    since: Day | None = Field(None, description=N_("发布日期不早于"))
    until: Day | None = Field(None, description=N_("发布日期不晚于"))


class NoticesQuestion(Narrowed):
    """The same filters as the page of notices, by the same names."""

    source: list[Code] = Field([], max_length=50, description=N_("来源代号"))
    closes_from: Day | None = Field(None, description=N_("评议截止日不早于"))
    closes_to: Day | None = Field(None, description=N_("评议截止日不晚于"))
    open: Literal["0", "1"] = Field("0", description=N_("1：只看仍可评议的"))
    sort: Literal["new", "closing"] = Field(
        "new", description=N_("new 最新在前，closing 最早截止在前")
    )
    twins: Literal["folded", "shown"] = Field(
        "folded",
        description=N_("文字几乎相同的文件：folded 折叠为一件，shown 逐件列出"),
    )
    limit: Limit = USUAL
    after: str = Field(
        "",
        pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2}_[0-9]{1,10})?$",
        description=N_("从哪里继续；取自上一页的 next"),
    )

    def filters(self) -> Filters:
        """The same as the page reads it from its address."""
        asked = self.model_dump(
            mode="json", exclude={"limit", "twins"}, exclude_defaults=True
        )
        return read_filters(MultiDict(asked))


class TrendQuestion(Narrowed):
    """What a view is narrowed to; nothing: all WTO notifications, by document."""

    unit: Literal["documents", "measures"] = Field(
        "documents", description=N_("计数单位：documents 文件，measures 措施")
    )
    grain: Literal["", "month", "quarter", "year"] = Field(
        "", description=N_("时间分段；空为各视图自定")
    )


class TrendRowQuestion(TrendQuestion):
    """Of which row the notices are wanted; the choice must be that of the view."""

    row: str = Field(max_length=100, description=N_("行代号，取自视图的 rows"))
    limit: Annotated[
        int, Field(ge=1, le=1000, description=N_("每页件数，1 到 1000，默认 1000"))
    ] = 1000
    after: Place | None = None


class MeasuresQuestion(PageQuestion):
    """Which measures, the newest first."""

    market: list[Code] = Field(
        [], max_length=400, description=N_("成员代码，或集团，如 g:asean")
    )
    sector: list[Code] = Field([], max_length=50, description=N_("湖北行业编号"))
    since: Day | None = Field(None, description=N_("有文件的发布日期不早于"))


class MatchesQuestion(PageQuestion):
    """Which matches, the newest first."""

    sector: list[Code] = Field([], max_length=50, description=N_("湖北行业编号"))
    certainty: list[Certain] = Field(
        [], max_length=3, description=N_("把握程度；不写为全部")
    )
    since: Day | None = Field(None, description=N_("发布日期不早于"))


class AlertsQuestion(PageQuestion):
    """Which alerts of one's own organisation, the newest first."""

    since: Day | None = Field(None, description=N_("发出日期不早于（北京时间）"))
    unread: Literal["0", "1"] = Field("0", description=N_("1：只看未读的"))
