"""Who plays: invented firms and people, and what they subscribe to.

Every firm, person and address here is invented. Cities and goods are those that
Hubei's export sectors name.
"""

from dataclasses import dataclass, field

from models.user import Role
from web.subscriptions.wish import Wish


@dataclass(frozen=True)
class Firm:
    """An invented organisation; its name says so."""

    key: str
    kind: str
    name: str
    city: str


@dataclass(frozen=True)
class Player:
    """An invented person of a role, perhaps of a firm, and what they ask for."""

    role: Role
    email: str
    name: str
    firm: str = ""
    language: str = "zh"
    wishes: tuple[Wish, ...] = field(default=())


FIRMS = (
    Firm("trade", "firm", "武汉示例进出口（虚构）", "武汉"),
    Firm("optics", "firm", "武汉示例光电（虚构）", "武汉"),
    Firm("cars", "firm", "十堰示例汽车部件（虚构）", "十堰"),
    Firm("paints", "firm", "荆州示例化工（虚构）", "荆州"),
    Firm("mushrooms", "firm", "随州示例食用菌（虚构）", "随州"),
    Firm("nonwovens", "firm", "仙桃示例无纺布（虚构）", "仙桃"),
    Firm("batteries", "firm", "荆门示例电池（虚构）", "荆门"),
    Firm("tea", "firm", "恩施示例茶业（虚构）", "恩施"),
    Firm("association", "association", "湖北示例汽车行业协会（虚构）", "武汉"),
    Firm("laboratory", "laboratory", "湖北示例检测中心（虚构）", "武汉"),
    Firm("department", "department", "示例成员单位（虚构）", "武汉"),
)
"""The goods of a trading house are many: it plays the exporter of the tour."""

PAINTS = Wish(
    name="涂料与精细化工 × 东非",
    sectors=["fine-chemicals-pesticides"],
    hs=["3208", "3209", "3210"],
    markets=["g:eac", "MWI"],
    note="东非客户占涂料出口的大头（演示用虚构内容）",
)
CARS = Wish(
    name="汽车及零部件 × 美国和智利",
    sectors=["automobiles-parts"],
    markets=["USA", "CHL"],
    excluded=["头盔"],
)
FOOD = Wish(
    name="食品 × 主要贸易伙伴和中国台北",
    sectors=["food-processing"],
    markets=["g:main", "TPKM"],
)
PHONES = Wish(
    name="通信终端 × 日本",
    sectors=["next-gen-it"],
    markets=["JPN"],
    note="关注生效日，按最晚安全装运日排期（演示用虚构内容）",
)
GULF = Wish(
    name="汽车 × 海湾",
    sectors=["automobiles-parts", "new-energy-vehicles"],
    markets=["g:gcc"],
    rate="immediate",
)
FIBRE = Wish(
    name="光缆与通信设备 × 印度",
    sectors=["optoelectronics", "next-gen-it"],
    markets=["IND"],
)
NONWOVENS = Wish(
    name="医用防护用品 × 任何市场，只看新通报和批准",
    sectors=["nonwovens-medical-textiles", "medical-devices"],
    kinds=["new", "final", "ended"],
)
TEA = Wish(name="茶叶 × 东非和欧盟", sectors=["tea"], markets=["g:eac", "EU"])
ABROAD = Wish(
    name="Motor vehicles, any market",
    sectors=["automobiles-parts"],
    language="en",
    excluded=["helmet"],
)

PLAYERS = (
    Player(Role.ADMIN, "admin@example.org", "管理员（演示）"),
    Player(Role.OFFICER, "officer@example.org", "评议专员（演示）"),
    Player(Role.ANALYST, "analyst@example.org", "分析员（演示）"),
    Player(Role.REVIEWER, "reviewer@example.org", "审核人（演示）"),
    Player(Role.EXPERT, "expert@example.org", "评议专家（演示）", "laboratory"),
    Player(
        Role.ENTERPRISE,
        "trade@example.com",
        "出口企业（演示）",
        "trade",
        wishes=(PAINTS, CARS, FOOD, PHONES),
    ),
    Player(
        Role.ASSOCIATION,
        "association@example.org",
        "行业协会（演示）",
        "association",
        wishes=(ABROAD,),
    ),
    Player(Role.DEPARTMENT, "department@example.org", "成员单位（演示）", "department"),
    Player(Role.ENTERPRISE, "cars@example.com", "示例汽车部件", "cars", wishes=(GULF,)),
    Player(
        Role.ENTERPRISE, "optics@example.com", "示例光电", "optics", wishes=(FIBRE,)
    ),
    Player(
        Role.ENTERPRISE,
        "nonwovens@example.com",
        "示例无纺布",
        "nonwovens",
        wishes=(NONWOVENS,),
    ),
    Player(Role.ENTERPRISE, "tea@example.com", "示例茶业", "tea", wishes=(TEA,)),
)
"""One person a role comes first; further exporters follow."""
