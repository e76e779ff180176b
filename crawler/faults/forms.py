"""What was odd in an official form."""

FAULTS: dict[str, tuple[str, str]] = {
    "form_of_another": (
        "The document is the form of {found}, not of {symbol}; nothing was taken "
        "from it. Check the address of the document.",
        "该文件是{found}的通报表格，不是{symbol}的，未采用其中内容，请核对文件地址。",
    ),
    "form_without_symbol": (
        "The document of {symbol} shows no symbol; no deadline and no event was taken "
        "from it. Compare it with the notification.",
        "{symbol}的文件上没有通报号，未采用其中的截止日和事件，请与通报核对。",
    ),
    "no_form": (
        "The document of {symbol} has none of the labels of an official form; its text "
        "is kept and can be read at its address.",
        "{symbol}的文件中没有通报表格的栏目名称，无法按栏目读取；文本已保存，可打开原文件查看。",
    ),
}
