"""What can go wrong, each with a key, one English and one Chinese sentence."""

from typing import Any

FAULTS: dict[str, tuple[str, str]] = {
    # what stops a run
    "no_key": (
        "The ePing API answered {status}: it wants a key. Set CHUTONG_EPING_KEY.",
        "ePing接口返回{status}：需要密钥，请设置CHUTONG_EPING_KEY。",
    ),
    "throttled": (
        "{host} asks us to slow down (HTTP {status}); the run stops at page {page}.",
        "{host}要求降低频率（HTTP {status}），本次采集止于第{page}页。",
    ),
    "bad_status": (
        "{url} answered HTTP {status}.",
        "{url}返回HTTP {status}。",
    ),
    "unreachable": (
        "{url} could not be reached: {reason}.",
        "无法访问{url}：{reason}。",
    ),
    "robots": (
        "{url} is closed to robots by the publisher's robots.txt.",
        "发布者的robots.txt不允许采集{url}。",
    ),
    "empty_answer": (
        "{url} answered with an empty body.",
        "{url}返回内容为空。",
    ),
    "not_json": (
        "{url} answered with something that is no whole JSON ({reason}).",
        "{url}返回的不是完整的JSON（{reason}）。",
    ),
    "changed_shape": (
        "{url} no longer has the shape we know: {reason}.",
        "{url}的结构已改变：{reason}。",
    ),
    "missing_field": (
        "A row of {source} has no field {field}; nothing further was read.",
        "{source}的记录缺少字段{field}，已停止读取。",
    ),
    "no_rows": (
        "{source} returned no row at all, and nothing shows that this is true.",
        "{source}未返回任何记录，且无法证明确实为零。",
    ),
    "filter_ignored": (
        "{source} did not obey a filter: {reason}.",
        "{source}未按筛选条件返回：{reason}。",
    ),
    "wrong_count": (
        "{source} announced {announced} rows but gave {received}.",
        "{source}声明共{announced}条，实际收到{received}条。",
    ),
    "too_few": (
        "{source} gave {rows} rows; it should hold at least {least}.",
        "{source}仅返回{rows}条，至少应有{least}条。",
    ),
    "key_not_set": (
        "The ePing API wants a key: set CHUTONG_EPING_KEY.",
        "ePing接口需要密钥，请设置CHUTONG_EPING_KEY。",
    ),
    "website_off": (
        "The website way is switched off (CHUTONG_EPING_WEBSITE=0).",
        "已关闭网站采集方式（CHUTONG_EPING_WEBSITE=0）。",
    ),
    "broken_off": (
        "The run was broken off before its end.",
        "采集未完成即中断。",
    ),
    "unreadable_file": (
        "{file} is no workbook that can be read ({reason}).",
        "{file}不是可读取的工作簿（{reason}）。",
    ),
    "too_large": (
        "{file} is too large to be an ePing workbook: {reason}.",
        "{file}超出ePing工作簿应有的大小：{reason}。",
    ),
    "wrong_columns": (
        "{file} lacks the column {missing}; its headings are: {headings}.",
        "{file}缺少“{missing}”列，实际表头为：{headings}。",
    ),
    "no_file": ("There is no file {file}.", "找不到文件{file}。"),
    "empty_file": ("{file} holds headings but no rows.", "{file}只有表头，没有记录。"),
    "unknown_ending": (
        "{file} is neither .xlsx nor .csv.",
        "{file}既不是.xlsx也不是.csv文件。",
    ),
    "all_bad": (
        "None of the {rows} rows of {file} could be used; the first: {first}",
        "{file}的{rows}行均无法使用，第一处问题：{first}",
    ),
    "offline": (
        "Offline: {source} was not called.",
        "离线模式：未访问{source}。",
    ),
    "crashed": ("The run broke off: {reason}.", "采集中断：{reason}。"),
    # what holds one row back
    "no_symbol": ("The row has no document symbol.", "该行没有通报号。"),
    "no_member": ("The row names no Member.", "该行没有通报成员。"),
    "unknown_member": (
        "{name!r} is no WTO Member that we know.",
        "未知的成员名称“{name}”。",
    ),
    "not_of_symbols": (
        "{name!r} is none of the Members in {symbol}.",
        "“{name}”不在{symbol}的成员之列。",
    ),
    "no_day": (
        "The row has no distribution date that can be read: {words!r}.",
        "该行没有可读的分发日期：“{words}”。",
    ),
    "bad_day": ("The {field} cannot be: {reason}", "{field}无法成立：{reason}"),
    "unknown_type": (
        "{name!r} is no type of notification that we know.",
        "未知的通报类型“{name}”。",
    ),
    # what is told beside a row that is kept
    "symbol_unread": (
        "The symbol {symbol!r} has a form we cannot read; it is kept as written.",
        "无法识别编号“{symbol}”，按原文保存。",
    ),
    "member_differs": (
        "The row says {name!r}, its symbol says {code}; the symbol counts.",
        "该行写“{name}”，编号为{code}，以编号为准。",
    ),
    "area_differs": (
        "The row says {area}, its symbol {symbol}; the symbol counts.",
        "该行写{area}，编号为{symbol}，以编号为准。",
    ),
    "type_differs": (
        "The type {name!r} does not go with the symbol {symbol}.",
        "类型“{name}”与编号{symbol}不符。",
    ),
    "no_title": ("The row has no title.", "该行没有标题。"),
    "words_for_deadline": (
        "The final date for comments is told in words: {words!r}.",
        "评议截止日以文字表述：“{words}”。",
    ),
    "odd_deadline": (
        "The final date for comments {day} does not fit the distribution {sent}.",
        "评议截止日{day}与分发日期{sent}不相称。",
    ),
    "hs_refused": (
        "{code!r} is no HS code ({reason}); it is kept as text only.",
        "“{code}”不是HS编码（{reason}），仅保留原文。",
    ),
    "ics_refused": (
        "{code!r} is no ICS code; it is kept as text only.",
        "“{code}”不是ICS分类号，仅保留原文。",
    ),
    "unknown_objective": (
        "{name!r} is no objective that we know.",
        "未知的目标“{name}”。",
    ),
    "new_field": (
        "The rows of {source} have new fields: {fields}.",
        "{source}的记录出现新字段：{fields}。",
    ),
    "new_columns": (
        "These columns are not known and were left out: {headings}.",
        "未识别的列已略去：{headings}。",
    ),
    "twice": ("The id {id} came twice.", "编号{id}重复出现。"),
    "more_problems": (
        "{count} further problems are not listed.",
        "另有{count}处问题未列出。",
    ),
}


LONGEST = 600
"""Letters of a publisher's words that a sentence may repeat."""


def tellable(value: Any) -> Any:
    """A value as it may stand in a sentence: printable, on one line, not endless."""
    if not isinstance(value, str):
        return value
    plain = "".join(letter if letter.isprintable() else " " for letter in value)
    return " ".join(plain.split())[:LONGEST]


class CrawlError(Exception):
    """A fault that stops a run: a key of FAULTS, and the values of its sentence."""

    def __init__(self, key: str, **values: Any) -> None:
        super().__init__(key)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return self.sentence()

    def sentence(self, *, chinese: bool = False) -> str:
        """The fault as one whole sentence."""
        values = {name: tellable(value) for name, value in self.values.items()}
        return FAULTS[self.key][chinese].format(**values)

    def told(self) -> dict[str, Any]:
        """The fault for the run's record: its key, its values, both sentences."""
        return {
            "key": self.key,
            "en": self.sentence(),
            "zh": self.sentence(chinese=True),
        }


class BadRowError(CrawlError):
    """A fault of one row: it is reported with its place and held back."""
