"""A paper in blocks: each knows the argument that it belongs to, and how it was made.

``zh`` and ``en`` are the texts that stand; ``made_zh`` and ``made_en`` are what was
composed from the argument last, so that what a person wrote is told from it.
``offered_zh`` and ``offered_en`` are newer compositions that wait beside a person's
words. ``stale`` names the language that lags behind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

SIDES = ("zh", "en")
NUMERALS = "一二三四五六七八九十"
HEAD, OPENING, CLOSING, FREE = "head", "opening", "closing", "free"


@dataclass(frozen=True)
class Block:
    """A part of the paper; ``item_id`` is None where it belongs to the whole."""

    key: str
    item_id: int | None
    zh: str
    en: str
    made_zh: str = ""
    made_en: str = ""
    offered_zh: str = ""
    offered_en: str = ""
    stale: str = ""

    def text(self, side: str) -> str:
        """What stands in a language."""
        return self.zh if side == "zh" else self.en

    def is_by_hand(self, side: str) -> bool:
        """Whether a person changed what was composed."""
        made = self.made_zh if side == "zh" else self.made_en
        return self.text(side) != made

    @property
    def in_conflict(self) -> bool:
        """Whether a newer composition waits beside a person's words."""
        return bool(self.offered_zh or self.offered_en)


def made(key: str, item_id: int | None, zh: str, en: str) -> Block:
    """A block as it is composed."""
    return Block(key, item_id, zh, en, made_zh=zh, made_en=en)


def read_blocks(stored: Iterable[dict[str, Any]]) -> list[Block]:
    """The blocks as a version keeps them."""
    known = {one.name for one in fields(Block)}
    return [Block(**{k: v for k, v in row.items() if k in known}) for row in stored]


def stored(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    """The blocks as a version keeps them, as plain values."""
    return [asdict(block) for block in blocks]


def join(blocks: Sequence[Block], side: str) -> str:
    """The whole text in one language: the points numbered, blocks apart."""
    parts, number = [], 0
    for block in blocks:
        text = block.text(side).strip()
        if not text:
            continue
        if block.item_id is not None:
            number += 1
            text = numbered(text, number, side)
        parts.append(text)
    return "\n\n".join(parts) + "\n"


def numbered(text: str, number: int, side: str) -> str:
    """A point with its number before its first line."""
    if side == "en":
        return f"{number}. {text}"
    mark = NUMERALS[number - 1] if number <= len(NUMERALS) else str(number)
    return f"{mark}、{text}"


def merge(old: Sequence[Block], new: Sequence[Block]) -> list[Block]:
    """New compositions in their order, with what people wrote kept.

    Blocks of a person's own stay behind the block that they followed. A block whose
    argument was taken out stays only if a person wrote in it, as one of their own.
    """
    held = {block.key: block for block in old}
    found = [merge_block(held.get(block.key), block) for block in new]
    keys = [block.key for block in found]
    before = ""
    for block in old:
        if block.key not in keys:
            if not by_hand(block):
                continue
            place = keys.index(before) + 1 if before in keys else 0
            found.insert(place, as_own(block))
            keys.insert(place, block.key)
        before = block.key
    return found


def by_hand(block: Block) -> bool:
    """Whether a person wrote in a block."""
    return any(block.is_by_hand(side) for side in SIDES)


def as_own(block: Block) -> Block:
    """A block that no argument makes any more."""
    return replace(
        block, item_id=None, made_zh="", made_en="", offered_zh="", offered_en=""
    )


def merge_block(old: Block | None, new: Block) -> Block:
    """A block composed anew: a person's words stay, and newer ones wait beside."""
    if old is None:
        return new
    zh, offered_zh = kept(old.zh, old.made_zh, new.zh)
    en, offered_en = kept(old.en, old.made_en, new.en)
    return Block(
        key=new.key,
        item_id=new.item_id,
        zh=zh,
        en=en,
        made_zh=old.made_zh if offered_zh else new.zh,
        made_en=old.made_en if offered_en else new.en,
        offered_zh=offered_zh,
        offered_en=offered_en,
        stale=old.stale if (zh, en) == (old.zh, old.en) else "",
    )


def kept(text: str, was_made: str, now_made: str) -> tuple[str, str]:
    """The text that stands, and the newer composition where a person has to choose."""
    if text in {was_made, now_made}:
        return now_made, ""
    return text, "" if now_made == was_made else now_made


def edit_block(
    old: Block, zh: str, en: str, *, use_offered: bool, agreed: bool
) -> Block:
    """A block after a person's edit; taking or leaving what was offered settles it."""
    if use_offered:
        zh, en = old.offered_zh or zh, old.offered_en or en
    stale = stale_after(old, zh, en)
    return replace(
        old,
        zh=zh,
        en=en,
        made_zh=old.offered_zh or old.made_zh,
        made_en=old.offered_en or old.made_en,
        offered_zh="",
        offered_en="",
        stale="" if agreed and zh and en else stale,
    )


def stale_after(old: Block, zh: str, en: str) -> str:
    """The language that lags behind after an edit."""
    if bool(zh.strip()) != bool(en.strip()):
        return "en" if zh.strip() else "zh"
    changed = [side for side, now in (("zh", zh), ("en", en)) if old.text(side) != now]
    if len(changed) != 1:
        return "" if changed else old.stale
    other = "en" if changed == ["zh"] else "zh"
    return "" if old.stale == changed[0] else other
