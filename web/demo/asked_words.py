"""What those who are asked in the play say, and what it proves; all invented."""

from datetime import date

from models.evidence import EvidenceKind
from web.consultations.fields import Given
from web.demo.stage import DAY
from web.evidence.comparing import Cells
from web.evidence.facts import Fact

SYMBOL = "G/TBT/N/USA/2201"
BEGUN, CLOSES = date(2025, 6, 4), date(2025, 6, 11)
FIRMS = (
    "武汉示例进出口",
    "荆州示例化工",
    "仙桃示例无纺布",
    "荆门示例电池",
    "武汉示例光电",
)
ANSWERS: tuple[tuple[str, date, Given], ...] = (
    (
        "荆州示例化工（虚构）",
        date(2025, 6, 5),
        Given(
            affected="yes",
            cost="to100",
            months="12",
            exports="d",
            models="26",
            product="水性涂料、木器漆",
            certificate="SDS",
            opinion="每个配方都要重新检测并逐批声明，建议承认出口前的第三方报告。（演示用虚构内容）",
            contact="示例化工",
        ),
    ),
    (
        "仙桃示例无纺布（虚构）",
        date(2025, 6, 9),
        Given(
            affected="yes",
            cost="to10",
            months="6",
            exports="c",
            product="擦拭布",
            contact="示例无纺布",
        ),
    ),
    (
        "武汉示例光电（虚构）",
        DAY,
        Given(
            affected="unsure",
            product="光缆护套料",
            opinion="供应商还没有给出成分。（演示）",
            contact="示例光电",
        ),
    ),
)
"""The last one comes a day late."""
EXPERT = Given(
    clauses=[
        ("§69501", "进口商的合规方式没有写明可接受哪些检测报告。（演示）"),
        ("§69503", "建议给出豁免的浓度下限，并说明检测方法。（演示）"),
    ],
    conflict="所在中心承接过其中一家企业的委托检测（演示用虚构内容）。",
    contact="评议专家（演示）",
)
COST = Fact(
    kind=EvidenceKind.COST,
    text_zh="每个配方的全项检测约6000元、15个工作日（演示用虚构数字）。",
    text_en="A full test of one formula costs about CNY 6,000 and takes 15 working days"
    " (invented for this demonstration).",
    who="湖北示例检测中心（虚构）",
    value="6000",
    unit="元/配方",
    year="2025",
    source="演示用虚构报价",
    source_en="quotation invented for this demonstration",
    public=True,
    invented=True,
)
STANDARD = Cells(
    subject="受关注化学物质的检测方法（演示）",
    theirs=f"{SYMBOL} 未写明检测方法",
    international="ISO 17881-1（示例）",
    gb="GB/T 24279.1（示例）",
    others="欧盟：REACH 附录17",
    gap="方法和检出限不一致，待核对",
)
