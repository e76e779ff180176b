"""What the API answers of notices, measures, matches and alerts."""

from datetime import date, datetime
from typing import Any

from pydantic import Field

from web.api.answers import (
    Answer,
    Coded,
    Happened,
    List,
    Names,
    Reason,
    Sure,
    Title,
    Words,
)
from web.marks import N_


class NoticeRow(Answer):
    """A notice as it stands in a list."""

    id: int
    url: str = Field(description=N_("网页地址"))
    symbol: str = Field(description=N_("通报编号；联合通报有多个，以逗号分隔"))
    kind: str = Field(
        description=N_(
            "文件种类：notification 世贸通报，draft 法规草案，rule 法规，"
            "border_alert、rejection、market_alert 边境与市场风险"
        )
    )
    type: str = Field(description=N_("通报类型，如 regular、addendum、revision"))
    agreement: str | None = Field(description=N_("TBT 或 SPS；国外法规为 null"))
    emergency: bool = Field(description=N_("是否紧急通报"))
    source: str = Field(description=N_("来源代号"))
    title: Title
    summary: Words
    distributed: date = Field(description=N_("发布日期"))
    deadline: date | None = Field(description=N_("评议截止日"))
    deadline_basis: str = Field(
        description=N_("截止日依据：stated 原文载明，estimated 估算，none 未载明等")
    )
    open: bool = Field(description=N_("是否仍可评议"))
    days_left: int | None = Field(description=N_("距截止日的天数；已截止为负数"))
    level: str = Field(description=N_("预警级别：red、orange、yellow、blue 或 unknown"))
    members: list[Coded] = Field(description=N_("通报成员"))
    sectors: list[Sure] = Field(description=N_("涉及的湖北行业"))
    measure_types: list[Coded] = Field(description=N_("措施类型"))
    horizontal: bool = Field(description=N_("是否适用于各类产品的横向措施"))
    measure_id: int | None = Field(description=N_("所属措施的编号"))
    twins: int = Field(description=N_("本列表中折叠在它之下的同类文件数"))


class Notices(List):
    """A page of notices."""

    total: int = Field(description=N_("符合条件的件数，含折叠的同类文件"))
    open: int = Field(description=N_("其中仍可评议的件数"))
    items: list[NoticeRow]


class Copy(Answer):
    """One Member's copy of a document."""

    member: str = Field(description=N_("成员代码"))
    symbol: str | None
    distributed: date | None
    comments_close: date | None = Field(description=N_("该成员载明的评议截止日"))
    link: str | None


class Attachment(Answer):
    """A document of a notice."""

    url: str
    role: str = Field(description=N_("notification、draft、final 或 attachment"))
    language: str | None


class Finding(Answer):
    """A tag: what was found in a notice, and the words that earned it."""

    scheme: str = Field(
        description=N_("hs、ics、market、measure、objective、standard、substance 等")
    )
    code: str
    origin: str = Field(
        description=N_("stated 原文载明，found 从文中识别，predicted 推测")
    )
    score: float
    words: str = Field(description=N_("依据的原文"))
    field: str
    start: int = Field(description=N_("原文在该字段中的起点（字符）"))
    end: int = Field(description=N_("原文在该字段中的终点（字符）"))
    note: str


class Text(Answer):
    """A text of ours about a notice."""

    field: str = Field(description=N_("title、summary、products 等"))
    language: str
    origin: str
    version: int = Field(description=N_("所据文本版本"))
    text: str


class NoticeMatch(Sure):
    """A sector that a notice touches, with the reasons."""

    reasons: list[Reason] = Field(description=N_("匹配理由，按分量排列"))


class NoticeWhole(NoticeRow):
    """One notice with all that is known of it."""

    version: int = Field(description=N_("文本版本，自 1 起"))
    first_seen: datetime
    changed: datetime
    copies: list[Copy] = Field(description=N_("各成员的文本；联合通报有多份"))
    content: dict[str, Any] = Field(
        description=N_("发布机构的原字段，未作改动；没有的字段不列")
    )
    documents: list[Attachment]
    tags: list[Finding]
    matches: list[NoticeMatch]
    renderings: list[Text] = Field(description=N_("本系统的标题、摘要等文字"))
    events: list[Happened] = Field(description=N_("所属措施的全部变化"))
    relatives: list[int] = Field(description=N_("同一措施的其他文件编号"))
    near_twins: list[int] = Field(description=N_("文字几乎相同的其他文件编号"))


class MeasureRow(Answer):
    """A measure as it stands in a list."""

    id: int
    slug: str = Field(description=N_("最早的基础编号"))
    symbols: list[str] = Field(description=N_("基础编号"))
    state: str = Field(
        description=N_("状态，如 open、closed、adopted、in_force、withdrawn")
    )
    notices: int = Field(description=N_("文件数"))
    newest: NoticeRow = Field(description=N_("最近的文件"))


class Measures(List):
    """A page of measures."""

    items: list[MeasureRow]


class MeasureWhole(MeasureRow):
    """One measure with its documents and what happened to it."""

    family: list[NoticeRow] = Field(description=N_("全部文件，按发布日期排列"))
    events: list[Happened]


class MatchRow(NoticeMatch):
    """A notice and a sector."""

    match_id: int
    notice_id: int
    symbol: str
    distributed: date


class Matches(List):
    """A page of matches."""

    items: list[MatchRow]


class AlertRow(Answer):
    """An alert to somebody of one's own organisation."""

    id: int
    created: datetime
    read: bool
    subscription_id: int
    subscription: str = Field(description=N_("订阅名称"))
    notice_id: int
    measure_id: int
    symbol: str
    url: str = Field(description=N_("网页地址"))
    level: str
    event: str = Field(description=N_("触发预警的变化类型"))
    event_day: date
    title: Names
    original: str = Field(description=N_("发布机构的原标题"))
    members: list[Coded]
    deadline: date | None = Field(description=N_("发出预警时的评议截止日"))
    changes: list[Names] = Field(description=N_("发生了什么"))
    why: list[Names] = Field(description=N_("为什么告诉我"))


class Alerts(List):
    """A page of alerts."""

    items: list[AlertRow]
