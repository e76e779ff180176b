"""The title and the summary of a notice in English; pure."""

from collections.abc import Iterator, Sequence

from models.kinds import INCIDENTS, REGULATIONS
from models.reference import measure_types
from nlp.summaries.chinese import tells_stage
from nlp.summaries.days_en import until
from nlp.summaries.facts import Facts
from nlp.summaries.words_en import (
    DO,
    FEW,
    MANY,
    MILD,
    OPENINGS,
    PLAIN,
    RELATIONS,
    SECTORS,
    STAGE_WORDS,
    STAGES,
    TITLES,
)


def title_en(facts: Facts) -> str:
    """The notice in one line; '' where too little is known to name it."""
    told = facts.goods.names or facts.measures
    if not facts.members or not told or facts.kind not in TITLES:
        return ""
    kind = facts.kind
    if kind == "regular" and facts.emergency:
        kind = "emergency"
    others = len(facts.members) - 1
    names = facts.goods.english
    return TITLES[kind].format(
        who=facts.members[0].en + (f" and {others} more" if others else ""),
        goods=joined([*map(lower, names[:2])]) if names else "products",
        what=what(facts, 2),
        stage=STAGES.get(facts.ended or facts.stage, ""),
    )


def what(facts: Facts, most: int) -> str:
    """The kinds of measure as something that is laid down."""
    strict = [code for code in facts.measures if code not in MILD][:most]
    names = {one.id: one.en for one in measure_types()}
    asked = [lower(names[code]) for code in strict if code not in PLAIN]
    others = [PLAIN[code] for code in strict if code in PLAIN]
    parts = ([f"{joined(asked)} requirements"] if asked else []) + others
    return joined(parts) or "technical requirements"


def joined(parts: Sequence[str]) -> str:
    """Several things in one phrase."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def lower(words: str) -> str:
    """A name inside a sentence: its first letter small, unless it is an acronym."""
    return words[:1].lower() + words[1:] if words[1:2].islower() else words


def summary_en(facts: Facts) -> str:
    """The summary, a sentence a line: who and what, how, until when, for whom."""
    if not facts.members:
        return ""
    parts = [opening(facts), *details(facts), *until(facts), *meaning(facts)]
    return "\n".join(part for part in parts if part)


def opening(facts: Facts) -> str:
    """Who published what about which goods, what it asks, and why."""
    kind = facts.kind
    if kind == "regular" and facts.emergency:
        kind = "emergency"
    names = [one.en for one in facts.members]
    shown = joined(names) if len(names) <= MANY else f"{names[0]} and {len(names) - 1}"
    who = shown if len(names) <= MANY else f"{shown} other Members"
    first = OPENINGS.get(kind, OPENINGS["regular"]).format(
        who=who,
        agr=facts.agreement or "technical",
        base=f" ({facts.base})" if facts.base else "",
        publisher=f" ({facts.publisher.en})" if facts.publisher.en else "",
    )
    return f"{first} {goods(facts)}{content(facts)}."


def goods(facts: Facts) -> str:
    """Which goods: by name, in the publisher's words, or that none are stated."""
    names = facts.goods.english
    if names:
        parts = [*map(lower, names), *(["other goods"] if facts.goods.more else [])]
        return f"on {joined(parts)}"
    if facts.horizontal:
        return "for goods of any kind"
    if facts.goods.quoted:
        return f"on “{facts.goods.quoted}”"
    national = facts.kind in (*REGULATIONS, *INCIDENTS)
    return "on goods as in its text" if national else "without stating the goods"


def content(facts: Facts) -> str:
    """What is asked, and what for; an incident asks nothing, it tells of goods."""
    strict = [code for code in facts.measures if code not in MILD]
    if facts.is_undone:
        ended = facts.ended or facts.stage == "withdrawn"
        return "" if ended else ", relaxing or withdrawing it"
    asks = strict and facts.kind not in INCIDENTS
    words = f", with {what(facts, FEW)}" if asks else ""
    if facts.measures[:1] == [MILD[0]]:
        words = f", relaxing or withdrawing {what(facts, FEW)}"
    if facts.objectives:
        aims = joined([lower(one.en) for one in facts.objectives[:FEW]])
        words += f", for: {aims}"
    return words


def details(facts: Facts) -> Iterator[str]:
    """Whose goods are meant, what is cited and limited, how far it has come."""
    if facts.aims:
        word = "The goods are" if facts.kind in INCIDENTS else "It is aimed at goods"
        yield f"{word} from {joined([one.en for one in facts.aims[:MANY]])}."
    if tells_stage(facts):
        yield STAGE_WORDS[facts.stage]
    if facts.changes.en:
        yield f"Changes: {facts.changes.en}."
    if facts.is_undone:
        return
    if facts.standards:
        told = [
            f"{one.number} (Chinese counterpart: {one.counterpart}, "
            f"{RELATIONS.get(one.relation, '')})"
            if one.counterpart
            else one.number
            for one in facts.standards[:FEW]
        ]
        yield f"Standards cited: {'; '.join(told)}{etc(facts.standards)}."
    limited = [one for one in facts.limits if one.limit]
    if limited:
        told = [f"{one.name.en} {one.limit}" for one in limited[:FEW]]
        yield f"Limits: {'; '.join(told)}{etc(limited)}."
    elif facts.limits:
        told = [one.name.en for one in facts.limits[:FEW]]
        yield f"Substances named: {', '.join(told)}{etc(facts.limits)}."


def etc(things: Sequence[object]) -> str:
    """That there are more than are named."""
    return f" and {len(things) - FEW} more" if len(things) > FEW else ""


def meaning(facts: Facts) -> Iterator[str]:
    """Which sectors of Hubei it touches, and what their exporters may do."""
    told = [
        f"{word} {', '.join(one.en for one in facts.sectors[key])}"
        for key, word in SECTORS
        if facts.sectors.get(key)
    ]
    if not told:
        yield "No export sector of Hubei was matched."
        return
    yield f"Hubei's export sectors: it {'; it '.join(told)}."
    yield f"To do: {to_do(facts)}."


def to_do(facts: Facts) -> str:
    """What a firm may do, by what the document is."""
    if facts.kind in INCIDENTS:
        return DO["spared" if facts.spares_china else "incident"]
    if facts.spares_china:
        return DO["others"]
    if facts.ended:
        return DO["withdrawn"]
    if facts.stage in ("withdrawn", "extension") and not (
        facts.stage == "extension" and facts.deadline
    ):
        return DO[facts.stage]
    if facts.deadline:
        return DO["open"]
    final = facts.kind == "rule" or facts.emergency or facts.stage == "final"
    return DO["final" if final else "draft"]
