"""The sentences of one argument: what the draft says, standards, evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from models.case import CaseItem
from models.evidence import Evidence
from web.arguments.proving import OF_THE_TEXT, goes_out
from web.arguments.texts import FORM, clause_of
from web.drafts.patterns import write
from web.evidence.sources import fits, source_of

GAP = {"zh": "", "en": " "}
"""What stands between two sentences."""
END = {"zh": "。", "en": "."}
ENDS = "。！？；.!?;：:"
CLOSE = "”’\"'）)】]"


def text_of(item: CaseItem, name: str, side: str) -> str:
    """What an argument says of something in a language."""
    return str(getattr(item, f"{name}_{side}")).strip()


def says(item: CaseItem, side: str) -> str:
    """What the draft says, with its clause; a quote stays in its own language."""
    clause, quote = clause_of(item, side), trimmed(item.quote)
    if quote and item.anchor.startswith(f"{FORM}."):
        return write("says_form", side, clause=clause, quote=quote)
    if quote and clause:
        return write("says_where", side, clause=clause, quote=quote)
    return write("says", side, quote=quote) if quote else ""


def trimmed(quote: str) -> str:
    """A quote on one line, without marks around it or a stop behind."""
    plain = " ".join(quote.split()).strip('"“”').rstrip("。.")
    return plain.replace("“", "‘").replace("”", "’")


def standards(item: CaseItem, side: str) -> Iterator[str]:
    """The standards that the clause is compared with, and the gap."""
    if item.intl_ref.strip():
        yield write("standard", side, ref=item.intl_ref.strip())
    if item.gb_ref.strip():
        yield write("gb", side, ref=item.gb_ref.strip())
    yield full(text_of(item, "gap", side), side)


def evidence(rows: Sequence[Evidence], side: str) -> Iterator[str]:
    """The evidence that may go out, a sentence each; quotes were told already."""
    for row in rows:
        text = (row.text_zh if side == "zh" else row.text_en).strip()
        if not goes_out(row) or row.who == OF_THE_TEXT or not text:
            continue
        yield sentence_of(row, text, side)


def sentence_of(row: Evidence, text: str, side: str) -> str:
    """One row as a sentence, with its figure and source."""
    value = measured(row, side)
    source = source_of(row, side)
    shown = row.value and row.value not in text and fits(value, side)
    return write(
        "evidence",
        side,
        text=text.rstrip(ENDS),
        figure=write("figure", side, value=value) if shown else "",
        source="".join(
            (
                write("source", side, source=source) if source else "",
                write("invented", side) if row.invented else "",
            )
        ),
    )


def measured(row: Evidence, side: str) -> str:
    """A value with its unit; a Chinese unit follows its number at once."""
    is_chinese = side == "zh" and "\u4e00" <= row.unit[:1] <= "\u9fff"
    gap = "" if is_chinese else " "
    return gap.join(part for part in (row.value, row.unit) if part)


def full(text: str, side: str) -> str:
    """A text with a stop at its end."""
    bare = text.rstrip(CLOSE)
    return text if not text or bare[-1:] in tuple(ENDS) else text + END[side]


def sentences(side: str, *parts: str) -> str:
    """Sentences one behind the other."""
    return GAP[side].join(part for part in parts if part)
