"""The names of fields, and of what became of them, in zh and en."""

FIELDS = {
    "title": {"zh": "标题", "en": "title"},
    "description": {"zh": "内容简述", "en": "description"},
    "products": {"zh": "覆盖的产品", "en": "products covered"},
    "comments_close": {"zh": "评议截止日", "en": "comments close"},
    "docket_closes": {"zh": "案卷意见截止日", "en": "docket comments close"},
    "hs": {"zh": "HS编码", "en": "HS codes"},
    "ics": {"zh": "ICS分类号", "en": "ICS codes"},
    "adoption": {"zh": "拟批准日期", "en": "proposed adoption"},
    "entry_into_force": {"zh": "拟生效日期", "en": "proposed entry into force"},
    "compliance": {"zh": "合规日期", "en": "compliance date"},
    "objectives": {"zh": "目标", "en": "objectives"},
    "objectives_text": {"zh": "目标与理由", "en": "objective and rationale"},
    "documents": {"zh": "附件", "en": "attachments"},
    "articles": {"zh": "通报依据条款", "en": "articles notified under"},
    "keywords": {"zh": "关键词", "en": "keywords"},
    "regions": {"zh": "可能受影响的地区", "en": "regions affected"},
    "international_standard": {"zh": "国际标准", "en": "international standard"},
    "conforms": {"zh": "是否符合国际标准", "en": "conformity with the standard"},
    "relevant_documents": {"zh": "相关文件", "en": "relevant documents"},
    "local_government": {"zh": "涉及的地方政府", "en": "local government"},
    "agencies": {"zh": "主管机构", "en": "agencies"},
    "dockets": {"zh": "案卷号", "en": "dockets"},
    "docket_title": {"zh": "案卷名称", "en": "docket title"},
    "references": {"zh": "引用的法规与标准", "en": "acts and standards cited"},
    "action": {"zh": "文件性质", "en": "action"},
    "risk": {"zh": "风险等级", "en": "risk"},
    "scope": {"zh": "范围或内容", "en": "scope or content"},
    "limits": {"zh": "限值", "en": "limits"},
    "text": {"zh": "通报的文本", "en": "notified text"},
    "status": {"zh": "状态", "en": "status"},
}
TOLD = {
    "adoption": {"zh": "批准日期", "en": "adoption"},
    "entry_into_force": {"zh": "生效日期", "en": "entry into force"},
}
"""Days that the document tells as facts, not as a plan."""
NATIONAL = {"comments_close": {"zh": "意见截止日", "en": "comments close"}}
"""Fields that have another name in a national measure."""
STATUS = {
    "withdrawn": {"zh": "措施已撤销", "en": "the measure is withdrawn"},
    "void": {"zh": "原文件作废", "en": "the document is void"},
}
MOVES = {"zh": ("推迟", "提前"), "en": ("later", "earlier")}
LENGTHS = {"zh": ("延长", "缩短"), "en": ("longer", "shorter")}
CLAUSES = {
    "changed": ("修改", "changed"),
    "added": ("新增", "added"),
    "removed": ("删去", "removed"),
    "moved": ("重新编号", "renumbered"),
}
