"""What the API answers of sectors and markets."""

from pydantic import Field

from web.api.answers import Answer, Coded, Names
from web.marks import N_


class SectorRow(Names):
    """A sector as it stands in a list."""

    id: str
    open: int = Field(description=N_("正在征求意见的件数"))
    new: int = Field(description=N_("近30天新到的件数"))


class Sectors(Answer):
    """All sectors, in the order of their definition."""

    items: list[SectorRow]


class Term(Names):
    """A line of a sector's definition."""

    term: str = Field(description=N_("编码或词"))
    weight: float = Field(description=N_("权重，0 到 1"))


class Share(Names):
    """A value with how many notices it has."""

    value: str
    notices: int


class SectorWhole(Names):
    """One sector: what defines it, and how many notices touch it."""

    id: str
    cities: list[str] = Field(description=N_("主要分布的市州"))
    total: int = Field(description=N_("确定和很可能涉及的件数"))
    open: int = Field(description=N_("其中正在征求意见的件数"))
    new: int = Field(description=N_("其中近30天新到的件数"))
    possible: int = Field(description=N_("另有可能涉及、未列入的件数"))
    definition: dict[str, list[Term]] = Field(
        description=N_("行业定义：HS 编码、ICS 分类号、中英文词和排除的编码")
    )
    measure_types: list[Share]
    markets: list[Share]


class MarketRow(Coded):
    """A market as it stands in a list: a Member, or a group of Members."""

    is_group: bool
    iso2: str | None = Field(description=N_("ISO 3166 两位代码；集团为 null"))
    iso3: str | None = Field(description=N_("ISO 3166 三位代码；集团为 null"))
    total: int
    open: int = Field(description=N_("正在征求意见的件数"))
    new: int = Field(description=N_("近30天新到的件数"))


class Markets(Answer):
    """The Members that have notified, and the groups they sit in."""

    items: list[MarketRow]


class MarketWhole(Coded):
    """One market."""

    is_group: bool
    groups: list[Coded] = Field(description=N_("所属集团"))
    members: list[Coded] = Field(description=N_("集团的成员"))
    total: int
    open: int = Field(description=N_("正在征求意见的件数"))
    new: int = Field(description=N_("近30天新到的件数"))
    sectors: list[Share] = Field(description=N_("涉及的湖北行业"))
    measure_types: list[Share]
