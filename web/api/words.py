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
    "notice_id": N_("通报编号（数字）"),
    "measure_id": N_("措施编号（数字）"),
    "sector_id": N_("行业编号，如 lithium-batteries"),
    "code": N_("成员代码，如 USA；集团如 g:asean"),
    "alert_id": N_("预警编号（数字）"),
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
