"""What the invented firms of a demonstration sell, and where."""

from datetime import datetime

from models.organisation import Contact, Organisation, Product

GOODS = {
    "trade": (
        ("320910", "3209100090", "水性涂料"),
        ("870830", "8708309990", "制动片"),
        ("200899", "2008999000", "香菇罐头"),
        ("851713", "8517130090", "智能手机"),
    ),
    "optics": (
        ("854470", "8544700000", "光缆"),
        ("900190", "9001909090", "光学滤光片"),
    ),
    "cars": (("870899", "8708999990", "汽车零部件"),),
    "nonwovens": (("621010", "6210103010", "一次性防护服"), ("630790", "", "口罩")),
    "batteries": (("850760", "8507600090", "磷酸铁锂电池"),),
    "tea": (("090210", "0902101000", "恩施玉露"),),
}
MARKETS = {
    "trade": ["EU", "g:eac", "USA", "JPN"],
    "tea": ["EU", "g:eac"],
    "optics": ["IND"],
}


def fill_profiles(firms: dict[str, Organisation], actor: str, now: datetime) -> None:
    """Give the firms their goods and markets, and the first of them a contact."""
    for key, goods in GOODS.items():
        firm = firms[key]
        firm.markets = MARKETS.get(key, [])
        firm.products = [
            Product(hs=hs, code=code, name=name, added_by=actor, added_at=now)
            for hs, code, name in goods
        ]
    called = Contact(name="王女士（虚构）", duty="质量经理", phone="027-00000000")
    firms["trade"].contacts.append(called)
