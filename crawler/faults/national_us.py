"""What is special to sources of the United States, and what they leave out."""

FAULTS: dict[str, tuple[str, str]] = {
    "regulations_key_not_set": (
        "Regulations.gov wants a key: set CHUTONG_REGULATIONS_KEY.",
        "Regulations.gov接口需要密钥，请设置CHUTONG_REGULATIONS_KEY。",
    ),
    "regulations_key_refused": (
        "Regulations.gov refused the key (HTTP {status}): check"
        " CHUTONG_REGULATIONS_KEY.",
        "Regulations.gov拒绝了密钥（HTTP {status}），请核对CHUTONG_REGULATIONS_KEY。",
    ),
    "regulations_refused": (
        "Regulations.gov answered HTTP {status} to the question for {asked}: {reason}",
        "Regulations.gov对{asked}的查询返回HTTP {status}：{reason}",
    ),
    "cut_off": (
        "{url} breaks off before its table ends.",
        "{url} 的表格不完整，内容中断。",
    ),
    # what a source leaves out on purpose
    "us_not_goods": (
        "Nothing tells that the document is on goods.",
        "文件未表明涉及货物。",
    ),
    "us_single_aircraft": (
        "An airworthiness order for one make or model of aircraft.",
        "仅针对个别型号航空器的适航指令或审定要求。",
    ),
    "us_procedure": (
        "The document is on the work of an agency itself: fines, privacy, procurement,"
        " courts.",
        "文件涉及机关自身事务（罚款、隐私、采购、司法等），不涉及货物。",
    ),
    "us_domestic_origin": (
        "The document names a wine region of the United States.",
        "文件划定美国国内葡萄酒产区。",
    ),
    "us_culture": (
        "An import ban on cultural property.",
        "文化财产进口限制。",
    ),
    "us_transport": (
        "The document is on airspace, waterways or the running of transport.",
        "文件涉及空域、航道或运输经营。",
    ),
    "us_plants": (
        "The document is on air, water or waste of plants in the United States.",
        "文件涉及美国境内设施的大气、水或废物管理。",
    ),
    "us_wildlife": (
        "The document is on fishing seasons, protected species or public lands.",
        "文件涉及捕捞配额、物种保护或公共土地。",
    ),
    "us_controlled": (
        "The document is on narcotics and their precursors.",
        "文件涉及麻醉药品及其前体的管制。",
    ),
    "us_marketing": (
        "A marketing order or a promotion board of growers in the United States.",
        "美国国内农产品营销令或推广委员会事务。",
    ),
    "us_farming": (
        "The document is on farm programmes or on animals in the United States.",
        "文件涉及美国国内农业项目或畜禽管理。",
    ),
    "us_services": (
        "The document is on services or benefits, not on goods.",
        "文件涉及服务或福利，不涉及货物。",
    ),
    "us_exports": (
        "The document is on export controls or foreign relations.",
        "文件涉及出口管制或对外关系。",
    ),
    "us_customs": (
        "The document is on customs procedure or trade remedies.",
        "文件涉及海关程序或贸易救济。",
    ),
    "us_work": (
        "The document is on labour, pensions, mines or drilling.",
        "文件涉及劳动、养老金、矿山或钻探。",
    ),
    "us_energy": (
        "The document is on nuclear plants, energy markets or energy programmes.",
        "文件涉及核设施、电力和燃气市场或能源计划。",
    ),
    "us_finance": (
        "The document is on taxes, banks, securities or sanctions.",
        "文件涉及税收、银行、证券或制裁。",
    ),
    "us_trade_practices": (
        "The document is on advertising, competition or other trade practices.",
        "文件涉及广告、竞争等商业行为。",
    ),
    "us_no_docket": (
        "Regulations.gov knows no document behind this one.",
        "Regulations.gov没有与该文件对应的记录。",
    ),
    "us_not_held": (
        "Regulations.gov tells of a document that is not held here.",
        "本系统未收录Regulations.gov所述的文件。",
    ),
}
