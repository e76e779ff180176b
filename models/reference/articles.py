"""Articles of the two agreements, as they are listed and as a sentence cites them.

A ground names its articles as the treaty does in English: ``7 / Annex B (2, 5)``.
"""

from __future__ import annotations

import re

BRACKET = re.compile(r" ?\([^)]*\)")
SIGNS = (
    (" / ", "、"),
    (", ", "、"),
    ("Annex ", "附件"),
    (" (", "（"),
    ("(", "（"),
    (")", "）"),
    ("-", "至"),
)


def article_zh(article: str) -> str:
    """Articles as a Chinese list or heading names them: 7、附件B（2、5）."""
    for latin, chinese in SIGNS:
        article = article.replace(latin, chinese)
    return article


def cite(article: str, side: str) -> str:
    """Articles as a sentence cites them; paragraphs in brackets are left out."""
    numbers = [one.strip() for one in BRACKET.sub("", article).split("/")]
    return cite_zh(numbers) if side == "zh" else cite_en(numbers)


def cite_zh(numbers: list[str]) -> str:
    """第10.1条、第10.4条和第10.5条."""
    told = [article_zh(one) for one in numbers]
    *first, last = [one if one.startswith("附件") else f"第{one}条" for one in told]
    return f"{'、'.join(first)}和{last}" if first else last


def cite_en(numbers: list[str]) -> str:
    """Articles 10.1, 10.4 and 10.5."""
    several = "-" in numbers[0] or (numbers[1:] and "Annex" not in numbers[1])
    *first, last = [one.replace("-", " to ") for one in numbers]
    names = f"{', '.join(first)} and {last}" if first else last
    return f"Article{'s' if several else ''} {names}"
