"""What the routes, parameters and parts of the API are called for people."""

from web.marks import N_

SUMMARIES = {
    "whoami": N_("当前密钥：所属单位和可以读取的内容"),
    "list_notices": N_("通报列表，筛选条件与“通报”页相同"),
    "show_notice": N_("一件通报：标签、行业匹配和理由、文字、变化"),
    "list_measures": N_("措施列表，同一措施的各件通报合为一项"),
    "show_measure": N_("一项措施：全部文件和变化"),
    "list_matches": N_("行业匹配列表：哪件通报涉及哪个行业，把握多大，理由是什么"),
    "list_sectors": N_("湖北出口行业列表"),
    "show_sector": N_("一个行业：定义和各项件数"),
    "list_markets": N_("市场列表：有通报的成员和成员集团"),
    "show_market": N_("一个市场：各项件数"),
    "list_trends": N_("趋势视图列表，以及各视图缺少的数据"),
    "show_trend": N_("一个趋势视图：结论、数据表、公式和数据切片"),
    "trend_notices": N_("视图中一行所依据的通报"),
    "list_alerts": N_("本单位收到的预警"),
    "show_alert": N_("本单位的一条预警"),
}
ABOUT = N_(
    "只读接口。每个地址都要密钥，请求头写 Authorization: Bearer 加密钥。"
    "中文和英文并列给出，不随语言设置变化；日期按 ISO 8601，时刻为 UTC。"
    "列表按 next 逐页读取。出错时一律返回 application/problem+json（RFC 9457）。"
    "每次回答带 ETag，可用 If-None-Match 只读有变化的内容。"
)
PATH_WORDS = {
    "notice_id": N_("通报的数字编号"),
    "measure_id": N_("措施的数字编号"),
    "sector_id": N_("行业编号，如 lithium-batteries"),
    "code": N_("成员代码，如 USA；集团如 g:asean"),
    "alert_id": N_("预警的数字编号"),
    "key": N_("视图代号，取自 /trends"),
}
STATUSES = {
    "200": N_("成功"),
    "304": N_("内容未变（If-None-Match 与 ETag 相同）"),
    "400": N_("请求中有不能读取的字符"),
    "401": N_("没有密钥，或密钥已停用"),
    "404": N_("没有这项内容"),
    "405": N_("只供读取"),
    "406": N_("只提供 JSON"),
    "422": N_("参数不能使用，errors 逐个说明"),
    "429": N_("超过频次限制，见 Retry-After"),
    "500": N_("系统出错"),
}
TAGS = {
    "key": N_("密钥"),
    "notices": N_("通报"),
    "measures": N_("措施"),
    "matches": N_("行业匹配"),
    "sectors": N_("行业"),
    "markets": N_("市场"),
    "alerts": N_("预警"),
    "trends": N_("趋势"),
}
PARTS = {
    "after": N_("从哪里继续；取自上一页的 next"),
    "changed": N_("文本最近变化的时刻"),
    "code": N_("代码"),
    "columns": N_("表的各列"),
    "created": N_("发出时刻"),
    "day": N_("发生日期"),
    "distributed": N_("发布日期"),
    "documents": N_("附带文件"),
    "en": N_("英文"),
    "event_day": N_("变化日期"),
    "events": N_("全部变化，按日期排列"),
    "field": N_("字段"),
    "first_seen": N_("首次收到的时刻"),
    "id": N_("数字编号"),
    "is_group": N_("是否成员集团"),
    "items": N_("本页各项"),
    "key": N_("列代号"),
    "language": N_("语言，如 zh、en、es"),
    "level": N_("预警级别：red、orange、yellow、blue 或 unknown"),
    "link": N_("ePing 记录的地址"),
    "many": N_("件数"),
    "markets": N_("通报成员和件数，从多到少"),
    "match_id": N_("匹配编号"),
    "matches": N_("行业匹配"),
    "measure_id": N_("所属措施的编号"),
    "measure_types": N_("措施类型和件数，从多到少"),
    "members": N_("通报成员"),
    "note": N_("附注，如限量"),
    "notes": N_("补充说明"),
    "notice_id": N_("通报的数字编号"),
    "notices": N_("件数"),
    "number": N_("视图序号"),
    "origin": N_("出自：official、editor、archive、rule 或 machine"),
    "read": N_("是否已读"),
    "row": N_("行代号"),
    "rows": N_("表的各行"),
    "score": N_("得分，0 到 1"),
    "subscription_id": N_("订阅编号"),
    "symbol": N_("通报编号"),
    "tags": N_("标签"),
    "text": N_("文字"),
    "total": N_("总件数"),
    "url": N_("地址"),
    "value": N_("代码"),
    "zh": N_("中文"),
}
"""What a part is by its name alone, where its model says no more."""
