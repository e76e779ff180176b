"""What the API answers, in parts that several answers share."""

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from web.marks import N_


class Answer(BaseModel):
    """A part of an answer; what is not named in it is not sent."""

    model_config = ConfigDict(extra="forbid")


class Fault(Answer):
    """One value of the question that cannot be used."""

    parameter: str = Field(description=N_("参数名"))
    detail: str = Field(description=N_("哪里不对（英文）"))
    detail_zh: str = Field(description=N_("哪里不对（中文）"))


class Problem(Answer):
    """A problem of RFC 9457."""

    type: str = Field(description=N_("固定为 about:blank"))
    title: str = Field(description=N_("HTTP 状态的英文名称"))
    status: int = Field(description=N_("HTTP 状态码"))
    detail: str = Field(description=N_("出了什么问题，怎么办（英文）"))
    detail_zh: str = Field(description=N_("出了什么问题，怎么办（中文）"))
    instance: str = Field(description=N_("所请求的路径"))
    errors: list[Fault] = Field(
        default_factory=list, description=N_("不能使用的参数，逐个列出")
    )


class Names(Answer):
    """A name in both languages."""

    zh: str
    en: str


class Coded(Names):
    """A code with its names."""

    code: str


class Sure(Names):
    """A sector that a notice touches, and how surely."""

    id: str = Field(description=N_("行业编号，如 lithium-batteries"))
    certainty: str = Field(description=N_("把握程度：sure、likely 或 possible"))
    score: float = Field(description=N_("匹配得分，0 到 1"))


class Words(Answer):
    """A text in both languages; a language in which there is none is null."""

    zh: str | None
    zh_origin: str | None = Field(
        description=N_(
            "中文出自：official 官方文本，editor、archive 编辑撰写，rule 机器摘要，"
            "machine 机器译文，publisher 发布机构原文"
        )
    )
    en: str | None
    en_origin: str | None = Field(description=N_("英文出自，取值与中文相同"))


class Title(Words):
    """A title in both languages beside the publisher's own."""

    original: str = Field(description=N_("发布机构的原标题"))
    original_language: str = Field(description=N_("原标题的语言，如 en、es、fr"))


class Happened(Answer):
    """Something that happened to a measure."""

    id: int
    kind: str = Field(description=N_("变化类型，如 circulated、extended、adopted"))
    day: date
    day_basis: str = Field(
        description=N_("日期依据：stated 原文载明，distributed 取文件发布日")
    )
    notice_id: int = Field(description=N_("载有这一变化的通报，写其数字编号"))
    words: str = Field(description=N_("说明这一变化的原文"))
    change: dict[str, Any] = Field(description=N_("变化前后的值"))


class Reason(Answer):
    """A piece of evidence for a sector."""

    kind: str = Field(description=N_("证据类型，如 hs6、ics、product"))
    code: str
    words: str = Field(description=N_("原文中的词"))
    field: str = Field(description=N_("词所在的字段"))
    weight: float = Field(description=N_("分量，0 到 1"))
    zh: str
    en: str


class List(Answer):
    """A page of a list."""

    next: str | None = Field(description=N_("下一页的完整地址；没有下一页时为 null"))


class Whoami(Answer):
    """Whose key is shown, and what the API holds."""

    organisation: str = Field(description=N_("密钥所属单位"))
    key: str = Field(description=N_("密钥名称"))
    today: date = Field(description=N_("系统日期（北京时间）；剩余天数据此计算"))
    newest: date | None = Field(description=N_("所收通报的最新发布日期"))
    notices: int = Field(description=N_("通报总数"))
    addresses: dict[str, str] = Field(description=N_("各项内容的地址"))
