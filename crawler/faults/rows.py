"""What holds one row back, and what is told beside a row that is kept."""

FAULTS: dict[str, tuple[str, str]] = {
    "no_symbol": ("The row has no document symbol.", "该行没有通报号。"),
    "no_member": ("The row names no Member.", "该行没有通报成员。"),
    "unknown_member": (
        "{name!r} is no WTO Member that we know.",
        "未知的成员名称“{name}”。",
    ),
    "not_of_symbols": (
        "{name!r} is none of the Members in {symbol}.",
        "“{name}”不是通报号{symbol}所示的成员。",
    ),
    "no_day": (
        "The row has no distribution date that can be read: {words!r}.",
        "该行没有可读的分发日期：“{words}”。",
    ),
    "bad_day": ("The {field} cannot be: {reason}", "{field}的日期无效：{reason}"),
    "day_to_come": (
        "{symbol} is dated {day}, which is still to come; it is held back.",
        "{symbol}的日期{day}晚于今天，暂不入库。",
    ),
    "unknown_type": (
        "{name!r} is no type of notification that we know.",
        "未知的通报类型“{name}”。",
    ),
    # beside a row that is kept
    "symbol_unread": (
        "The symbol {symbol!r} has a form we cannot read; it is kept as written.",
        "无法识别通报号“{symbol}”，按原文保存。",
    ),
    "member_differs": (
        "The row says {name!r}, its symbol says {code}; the symbol counts.",
        "该行所写成员为“{name}”，通报号所示为{code}，以通报号为准。",
    ),
    "area_differs": (
        "The row says {area}, its symbol {symbol}; the symbol counts.",
        "该行所写协定为{area}，与通报号{symbol}不符，以通报号为准。",
    ),
    "type_differs": (
        "The type {name!r} does not go with the symbol {symbol}.",
        "通报类型“{name}”与通报号{symbol}不符。",
    ),
    "no_title": ("The row has no title.", "该行没有标题。"),
    "words_for_deadline": (
        "The final date for comments is told in words: {words!r}.",
        "评议截止日以文字表述：“{words}”。",
    ),
    "odd_deadline": (
        "The final date for comments {day} does not fit the distribution {sent}; see"
        " the document.",
        "评议截止日{day}与分发日期{sent}相差异常，请核对原文。",
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
        "未知的通报目标“{name}”。",
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
