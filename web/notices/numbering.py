"""A publisher's own number beside the publisher's name, nothing said twice; pure."""

SAID = {"Import alert": ("进口警示", "import alert")}
"""How a symbol begins, and how the names of publishers say the same."""


def number_of(publisher: str, symbol: str) -> str:
    """A symbol after the short name of its publisher; what both say stands once.

    >>> number_of("欧盟食品和饲料快速预警系统（RASFF）", "RASFF 2026.1")
    '欧盟食品和饲料快速预警系统 RASFF 2026.1'
    >>> number_of("FDA import alerts", "Import alert 16-131")
    'FDA import alert 16-131'
    """
    short = publisher.split("（")[0].split("(")[0].strip()
    for start, names in SAID.items():
        number = symbol.removeprefix(f"{start} ")
        one = short.removesuffix("s")
        if number != symbol and one.endswith(names):
            return f"{one} {number}"
    own = short.split()
    if own and symbol.split()[:1] == own[-1:]:
        own.pop()  # the number begins with the name
    return " ".join([*own, symbol])
