"""What stops a crawl or an import."""

FAULTS: dict[str, tuple[str, str]] = {
    "bad_settings": (
        "{file} cannot be read as TOML ({reason}); mend it or take it away.",
        "{file}不是可读取的TOML文件（{reason}），请改正或移走。",
    ),
    "bad_delay": (
        "CHUTONG_CRAWL_DELAY is no number of seconds: {value!r}.",
        "CHUTONG_CRAWL_DELAY应为秒数，不能是“{value}”。",
    ),
    "no_key": (
        "The ePing API answered {status}: it wants a key. Set CHUTONG_EPING_KEY.",
        "ePing接口返回{status}：需要密钥，请设置CHUTONG_EPING_KEY。",
    ),
    "throttled": (
        "{host} asks us to slow down (HTTP {status}); the run stops at page {page}.",
        "{host}要求降低访问频率（HTTP {status}），本次采集止于第{page}页。",
    ),
    "bad_status": (
        "{url} answered HTTP {status}.",
        "{url} 返回HTTP {status}。",
    ),
    "unreachable": (
        "{url} could not be reached: {reason}.",
        "无法访问 {url}：{reason}。",
    ),
    "moved": (
        "{url} leads to a host that is not called: {reason}.",
        "{url} 指向不予访问的主机：{reason}。",
    ),
    "no_such_way": (
        "{source} has no way called {way}.",
        "{source}没有名为{way}的采集方式。",
    ),
    "robots": (
        "{url} is closed to robots by the publisher's robots.txt.",
        "发布者的robots.txt不允许采集 {url}。",
    ),
    "empty_answer": (
        "{url} answered with an empty body.",
        "{url} 返回内容为空。",
    ),
    "not_json": (
        "{url} answered with something that is no whole JSON ({reason}).",
        "{url} 返回的不是完整的JSON（{reason}）。",
    ),
    "changed_shape": (
        "{url} no longer has the shape we know: {reason}.",
        "{url} 的内容结构已改变，无法按原方式读取：{reason}。",
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
    "crawl_busy": (
        "Another process is calling on {source}; this one ends at once.",
        "另一进程正在采集{source}，本次不再执行。",
    ),
    "import_busy": (
        "Another file is being imported; import this one when that has ended.",
        "另一份文件正在导入，请待其完成后再导入本文件。",
    ),
    "broken_off": (
        "The run was broken off before its end.",
        "采集未完成即中断。",
    ),
    "unreadable_file": (
        "{file} is no workbook that can be read ({reason}); download it once more.",
        "{file}不是可读取的工作簿（{reason}），请重新下载。",
    ),
    "too_large": (
        "{file} is too large to be an ePing workbook: {reason}.",
        "{file}超出ePing工作簿应有的大小：{reason}。",
    ),
    "wrong_columns": (
        "{file} lacks the column {missing}; its headings are: {headings}.",
        "{file}缺少“{missing}”列，实际表头为：{headings}。",
    ),
    "no_file": ("There is no file {file}.", "找不到文件{file}，请核对路径。"),
    "empty_file": ("{file} holds headings but no rows.", "{file}只有表头，没有记录。"),
    "unknown_ending": (
        "{file} is neither .xlsx nor .csv; save it as one of these.",
        "{file}既不是.xlsx也不是.csv文件，请另存为其中一种。",
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
}
