"""What the letters tell of where no service fills them in."""

from __future__ import annotations

from tests.web.letters import LINKS

URL = f"{LINKS.base_url}/example/eyJhIjoxfQ.c2lnbmF0dXJl"
SAID = {
    "zh": "出口美国需按UL 1642测试电池，报告由认可实验室出具。\n另请留意运输要求。",
    "en": "Cells need a test to UL 1642 by an accredited laboratory.\n"
    "Please mind the rules of transport as well.",
}
CONTACT = {
    "name_zh": "湖北省WTO/TBT通报咨询中心",
    "name_en": "Hubei WTO/TBT Enquiry Centre",
    "person_zh": "周岚",
    "person_en": "Zhou Lan",
    "phone": "+86 27 5550 0100",
    "email": "tbt@centre.example",
}
"""Whom to turn to; invented, as are the people and firms below."""
TOLD: dict[str, dict[str, object]] = {
    "zh": {
        "name": "王芳",
        "firm": "武汉示例电池有限公司",
        "by": "周岚",
        "of": "（武汉示例电池有限公司）",
        "reason": "信用代码与企业名称不符。",
        "title": "锂离子电池出口美国要做哪些测试",
        "product": "锂离子电池",
        "robot": "外贸部群机器人",
        "reason_en": "The robot answered 404.",
    },
    "en": {
        "name": "Wang Fang",
        "firm": "Wuhan Example Battery Co., Ltd.",
        "by": "Zhou Lan",
        "of": " for Wuhan Example Battery Co., Ltd.",
        "reason": "The credit code is not that of the firm.",
        "title": "Tests for lithium-ion batteries to the United States",
        "product": "lithium-ion batteries",
        "robot": "Export team robot",
        "reason_en": "The robot answered 404.",
    },
}
"""What the letters are filled with."""
