"""The turns of speech of Chinese titles and summaries."""

REQUIREMENT = "要求"
PLAIN = {
    "residue-contaminant-limit": "残留与污染物限量",
    "prohibition": "禁止性规定",
    "standard-identity": "产品标准",
    "deregulation-withdrawal": "放宽或撤销",
    "procedure-extension": "期限延长",
}
"""The kinds of measure that are no requirements of that name."""
MILD = ("deregulation-withdrawal", "procedure-extension")
TITLES = {
    "regular": "{who}拟规定{goods}的{what}",
    "emergency": "{who}紧急规定{goods}的{what}",
    "revision": "{who}修订{goods}的{what}草案",
    "addendum": "{who}：{goods}的{what}（补遗{stage}）",
    "corrigendum": "{who}：{goods}的{what}（勘误{stage}）",
    "supplement": "{who}：{goods}的{what}（补充{stage}）",
    "equivalence": "{who}通报{goods}的等效认可",
    "draft": "{who}拟规定{goods}的{what}",
    "rule": "{who}公布{goods}的{what}",
    "border_alert": "{who}对{goods}发布进口警示",
    "rejection": "{who}拒绝{goods}入境",
    "market_alert": "{who}通报{goods}的市场风险",
}
RELAXES = "{who}拟放宽或撤销{goods}的{what}"
STAGES = {
    "final": "：已批准或生效",
    "withdrawn": "：已撤销",
    "void": "：原文件作废",
    "extension": "：延长期限",
}
OPENINGS = {
    "regular": "{who}通报{agr}措施草案",
    "emergency": "{who}通报紧急{agr}措施",
    "revision": "{who}通报{agr}措施草案的修订{base}",
    "addendum": "{who}通报{agr}措施的补遗{base}",
    "corrigendum": "{who}通报{agr}措施的勘误{base}",
    "supplement": "{who}通报{agr}措施的补充{base}",
    "equivalence": "{who}通报卫生与植物卫生措施的等效认可",
    "draft": "{who}公布技术法规草案{publisher}",
    "rule": "{who}公布技术法规{publisher}",
    "border_alert": "{who}发布进口警示{publisher}",
    "rejection": "{who}拒绝货物入境{publisher}",
    "market_alert": "{who}通报市场风险{publisher}",
}
STAGE_WORDS = {
    "draft": "处于征求意见阶段",
    "final": "已批准、公布或生效",
    "withdrawn": "已撤销或作废",
    "extension": "仅延长期限，内容未变",
}
RELATIONS = {"idt": "等同采用", "mod": "修改采用", "related": "同类标准，内容须核对"}
LIMIT_WORDS = {
    "not detectable": "不得检出",
    "% by weight": "%（质量分数）",
    "% by volume": "%（体积分数）",
}
SECTORS = (("sure", "涉及"), ("likely", "很可能涉及"), ("possible", "可能涉及"))
FOLLOW_UPS = frozenset({"addendum", "corrigendum", "supplement"})
FEW, MANY = 3, 7
DO = {
    "open": "核对产品是否在范围内，如有意见，请在评议截止前反馈",
    "draft": "核对产品是否在范围内，跟踪后续文本和生效日期",
    "final": "核对产品是否在范围内，按生效日期安排生产和出口",
    "withdrawn": "核对现行要求，以通报成员公布的文本为准",
    "extension": "按新的期限安排评议和合规工作",
    "others": "措施未点名中国产品，请关注适用范围是否扩大",
    "spared": "未点名中国产品，可对照自查同类产品是否有同样问题",
    "incident": "核对同类产品和企业名单，出口前加强自检",
}
