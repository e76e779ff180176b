"""What is special to sources of the EU, the UK and Japan, and what they leave out."""

FAULTS: dict[str, tuple[str, str]] = {
    "not_xml": (
        "{url} answered with something that is no whole XML ({reason}).",
        "{url} 返回的不是完整的XML（{reason}）。",
    ),
    "odd_field": (
        "The field {field} of {source} no longer has the form we know.",
        "{source}的字段{field}结构已改变，无法读取。",
    ),
    "no_id": (
        "The record has no id that can be read: {words!r}.",
        "记录编号无法识别：“{words}”。",
    ),
    "days_crossed": (
        "The comments close on {closes}, before they open on {opens}.",
        "评议截止日{closes}早于开始日{opens}。",
    ),
    "unknown_topic": (
        "No topic that we know tells what the initiative is on: {name!r}.",
        "无法根据主题判断该立法动议涉及的内容：“{name}”。",
    ),
    # what a source leaves out on purpose
    "not_on_goods": (
        "The measure is not on goods.",
        "措施不涉及货物。",
    ),
    "not_from_china": (
        "The goods do not come from China.",
        "货物的原产地不是中国。",
    ),
    "uk_effect": (
        "The entry lists a change that one law makes to another, not a new law.",
        "条目仅说明一部法规对另一部的修改，不是新法规。",
    ),
    "uk_republished": (
        "A law that was there before was published again.",
        "此前已公布的法规再次发布。",
    ),
    "uk_withdrawn": (
        "A copy of a law was taken from the site.",
        "法规的一份文本从网站撤下。",
    ),
    "uk_beside_law": (
        "The document only accompanies a law, such as an impact assessment.",
        "文件仅为法规的附属文件，例如影响评估。",
    ),
    "uk_old_law": (
        "A law made long ago was added to the site.",
        "早年制定的法规补录入网站。",
    ),
    "eu_no_legal_act": (
        "The document is no regulation, directive or decision.",
        "文件不是条例、指令或决定。",
    ),
    "jp_not_newest": (
        "An earlier wording of a law that has since been changed or repealed.",
        "该法令的旧文本，其后已修改或废止。",
    ),
}
