"""How long pages and their parts take on one database, once they are warm."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from random import Random
from typing import Any

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased
from werkzeug.datastructures import MultiDict

from models.database import open_database
from models.facets import count_facets, count_notices
from models.facts import Facts, facts_of
from models.facts.found import find_places
from models.facts.narrowing import count_narrowed, narrow, total
from models.notice import Notice, Rendering
from models.notice_filter import NoticeFilter
from tests.bench.children import HEAVY, BenchError, Figures
from tests.bench.plan import LAST_DAY

SEED = 20261130
CHOICES = 40
FACETS = ("markets", "status", "sectors", "years")
DIRECT = ("markets", "sectors")
"""Facets that the database counts too, for comparison."""
ASKED: dict[str, tuple[str, ...]] = {
    "word": ("steel", "tyres", "toys", "milk", "pumps", "cotton", "labelling", "food"),
    "two_words": ("iron steel", "maximum residue", "electric motors", "cotton yarn"),
    "phrase": ('"technical regulation"', '"residue limit"', '"food safety"'),
    "two_characters": ("标准", "食品", "钢铁", "汽车", "纺织", "动物", "检测", "机械"),
    "four_characters": ("食品安全", "技术法规", "汽车零部", "动物检疫", "检测认证"),
    "hs": ("8507", "85", "0902", "870380", "8517", "3004"),
}
LONG = 20
"""Every question is asked so often."""
Timed = list[float]


CLOCKS = {"sqlite": time.process_time, "postgresql": time.perf_counter}
"""SQLite works in this very process: what others do on the machine is left out."""


def milliseconds(session: Session, work: Callable[[], object]) -> float:
    """How long a work takes."""
    clock = CLOCKS[session.get_bind().dialect.name]
    begun = clock()
    work()
    return (clock() - begun) * 1000


def spread(prefix: str, times: Sequence[float]) -> Figures:
    """The middle of some times, and what nineteen of twenty stay below."""
    ordered = sorted(times)
    last = len(ordered) - 1
    return {
        f"{prefix}_p50_ms": round(ordered[last // 2], 2),
        f"{prefix}_p95_ms": round(ordered[round(last * 0.95)], 2),
    }


def memory_mb() -> float:
    """The most memory that this process had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / HEAVY


def read_first(session: Session) -> tuple[Facts, Figures]:
    """The facts, and what reading them cost."""
    before = memory_mb()
    begun, spent = time.perf_counter(), time.process_time()
    facts = facts_of(session)
    return facts, {
        "notices": len(facts),
        "facts_seconds": round(time.perf_counter() - begun, 2),
        "facts_cpu_seconds": round(time.process_time() - spent, 2),
        "facts_mb": round(memory_mb() - before),
    }


def random_choices(facts: Facts) -> list[dict[str, list[str]]]:
    """Choices as people make them: a period, some Members or sectors, codes."""
    rng = Random(SEED)  # noqa: S311

    def some(names: Sequence[str], most: int) -> list[str]:
        return rng.sample(sorted(names), rng.randint(1, most))

    made: list[dict[str, list[str]]] = [{}]
    while len(made) < CHOICES:
        since = rng.randint(2000, 2025)
        parts = {
            "since": [f"{since}-01"],
            "until": [f"{rng.randint(since, 2026)}-12"],
            "market": some(facts.members.names, 5),
            "sector": some(facts.sectors.names, 3),
            "hs": [rng.choice(("85", "84", "8507", "02", "39"))],
            "agreement": [rng.choice(("TBT", "SPS"))],
            "unit": ["measures"],
        }
        names = rng.sample(sorted(parts), rng.randint(1, 3))
        made.append({name: parts[name] for name in names})
    return made


def time_views(session: Session, facts: Facts) -> Figures:
    """Every view over all choices, each answer counted anew."""
    from web.refused import RefusedError
    from web.trends.catalogue import VIEWS
    from web.trends.choice import read_choice
    from web.trends.view import Scene

    choices = []
    for asked in random_choices(facts):
        try:
            choices.append(read_choice(MultiDict(asked), LAST_DAY))
        except RefusedError as refused:
            raise BenchError(refused.text) from refused
    told: Figures = {"choices": len(choices)}
    every: Timed = []
    for view in VIEWS.values():
        if view.need(session) is not None:
            told[f"view_{view.key}"] = "needs_data"
            continue
        scenes = [Scene(session, facts, one, LAST_DAY) for one in choices]
        view.count(scenes[0])
        times = [milliseconds(session, partial(view.count, one)) for one in scenes]
        told |= spread(f"view_{view.key}", times)
        every += times
    slow = [value for name, value in told.items() if name.endswith("_p95_ms")]
    return told | {"views_worst_p95_ms": max(slow, default=0)}


def search(session: Session, facts: Facts, asked: str, today: date) -> object:
    """What stands beside a list: its size and four facets."""
    found = narrow(session, facts, NoticeFilter(q=asked))
    return total(found, today), count_narrowed(found, FACETS, today)


def search_directly(session: Session, asked: str, today: date) -> object:
    """The same asked of the database: the size, and two of the facets."""
    question = NoticeFilter(q=asked)
    totals = count_notices(session, question, today)
    return totals, count_facets(session, question, DIRECT)


def time_searches(session: Session, facts: Facts) -> Figures:
    """Each sort of question, with its four facets; and the database's own way."""
    told: Figures = {}
    every: Timed = []
    direct: Timed = []
    for sort, questions in ASKED.items():
        hits = [find_places(session, facts, one) for one in questions]
        told[f"{sort}_hits"] = round(
            sum(len(one) for one in hits if one is not None) / len(hits)
        )
        times = [
            milliseconds(session, partial(search, session, facts, one, LAST_DAY))
            for _ in range(LONG)
            for one in questions
        ]
        told |= spread(f"search_{sort}", times)
        every += times
        direct += [
            milliseconds(session, partial(search_directly, session, one, LAST_DAY))
            for one in questions
        ]
    return told | spread("search", every) | spread("search_by_tables", direct)


def check_chinese(session: Session, facts: Facts, words: Iterable[str]) -> Figures:
    """That the index finds whatever LIKE finds in titles and texts of ours."""
    checked = 0
    for word in words:
        found = find_places(session, facts, word)
        mine = set() if found is None else {int(facts.ids[one]) for one in found}
        missed = like(session, word) - mine
        if missed:
            raise BenchError(f"{word} is in {len(missed)} notices that were not found.")
        checked += len(mine)
    return {"two_characters_found": checked, "two_characters_missed": 0}


def like(session: Session, word: str) -> set[int]:
    """The notices whose texts hold a word, read through one by one."""
    newer = aliased(Rendering)
    replaced = exists().where(
        newer.notice_id == Rendering.notice_id,
        newer.language == Rendering.language,
        newer.field == Rendering.field,
        newer.version_number > Rendering.version_number,
    )
    ours = select(Rendering.notice_id).where(Rendering.text.contains(word), ~replaced)
    own = select(Notice.id).where(or_(Notice.title.contains(word), Notice.id.in_(ours)))
    return set(session.scalars(own))


def work(address: str) -> Figures:
    """All figures of one database."""
    with open_database(address)() as session:
        facts, told = read_first(session)
        told |= time_views(session, facts)
        told |= time_searches(session, facts)
        return told | check_chinese(session, facts, ASKED["two_characters"])


def main(arguments: Sequence[str]) -> Any:
    """Measure the database of an address."""
    return work(arguments[0])


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1:])) + "\n")
