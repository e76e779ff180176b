"""What the API answers of trends."""

from pydantic import Field

from web.api.answers import Answer, List, Names
from web.marks import N_


class TrendView(Answer):
    """A view as it stands in a list."""

    view: str = Field(description=N_("视图代号"))
    number: int
    name: Names
    question: Names = Field(description=N_("回答什么问题"))
    formula: Names
    dates: Names = Field(description=N_("日期口径"))
    needs: Names | None = Field(description=N_("缺少的数据；不缺时为 null"))


class TrendViews(Answer):
    """All views, in the order of their use."""

    items: list[TrendView]


class TrendColumn(Answer):
    """A column of a table."""

    key: str
    sort: str = Field(
        description=N_("列的内容：name、count、share（0 到 1）、days、day、money 等")
    )
    name: Names


class TrendRow(Answer):
    """A row of a table."""

    key: str = Field(description=N_("行代号；用它查看这一行依据的通报"))
    cells: list[Names | int | float | str | None] = Field(
        description=N_("各列的值；未知或数字太小不计比例的为 null")
    )


class LeftOut(Answer):
    """What was not counted."""

    why: Names
    many: int


class Trend(Answer):
    """The answer of a view with everything that proves it."""

    view: str = Field(description=N_("视图代号"))
    number: int
    name: Names
    finding: Names = Field(description=N_("结论"))
    formula: Names
    dates: Names = Field(description=N_("日期口径"))
    filter: dict[str, list[str]] = Field(description=N_("所用筛选条件"))
    unit: str = Field(description=N_("计数单位：documents 文件，measures 措施"))
    rows_used: int = Field(description=N_("依据的行数"))
    data_cut: str = Field(description=N_("数据切片编号，由所依据的行算出"))
    columns: list[TrendColumn]
    rows: list[TrendRow]
    left_out: list[LeftOut] = Field(description=N_("未计入的件数和原因"))
    notes: list[Names]


class TrendNotices(List):
    """The notices behind a row of a view."""

    row: str
    total: int = Field(description=N_("依据的通报件数"))
    data_cut: str = Field(description=N_("数据切片编号，由所依据的行算出"))
    notice_ids: list[int] = Field(description=N_("通报的数字编号，最新在前"))
