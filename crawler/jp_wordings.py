"""Wordings of Japanese laws: what they tell, and the laws whose history is watched."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from scrapy.http import Response

from crawler.answers import Raw, read_object
from crawler.faults import CrawlError, DroppedError
from crawler.goods.deciding import why_left_out
from crawler.parts import take_part, take_parts
from crawler.published import read_stated
from crawler.record import Record
from models.content import Content
from models.fold import fold

PAST = frozenset({"PreviousEnforced", "Repeal"})
"""States of a wording that another has replaced."""
HOLDS = frozenset({None, "", "None"})
"""What stands for a law that is not repealed."""


@lru_cache(maxsize=1)
def watched() -> tuple[str, ...]:
    """The ids of the acts on goods whose every change is looked for.

    An id is the era and year of the act, AC, and its number in ten figures.
    """
    text = files("crawler.goods").joinpath("jp_watched.csv").read_text("utf-8-sig")
    return tuple(row["law_id"] for row in csv.DictReader(text.splitlines()))


def wordings(response: Response, source: str, law_id: str) -> Iterator[Raw]:
    """The history of one law as records of the list, each with the law it is of."""
    answer = Record(source, read_object(response))
    law = take_part(answer, "law_info")
    if law.left.get("law_id") != law_id:
        reason = f"{law.left.get('law_id')} in place of {law_id}"
        raise CrawlError("filter_ignored", source=source, reason=reason)
    for told in take_parts(answer, "revisions"):
        yield {"law_info": law.left, "revision_info": told}


def read_content(law: Record, told: Record) -> Content:
    """What a wording says: the law, and the law that changed it.

    Whether it is in force moves by itself as days pass: that is no change of it.
    """
    state, repealed = (
        told.take_any("current_revision_status"),
        told.take("repeal_status"),
    )
    if state in PAST or repealed not in HOLDS:
        raise DroppedError("jp_not_newest")
    title = told.take("law_title").strip()
    names = [name for name in (told.take("category"), told.take("abbrev")) if name]
    left_out = why_left_out("jp_laws", {"text": [fold(one) for one in (title, *names)]})
    if left_out:
        raise DroppedError(left_out)
    numbers = [law.take("law_num"), told.take("amendment_law_num")]
    content = Content(
        title=title,
        keywords=names,
        references=list(dict.fromkeys(one for one in numbers if one)),
        action=told.take("mission") or "",
    )
    changed_by = told.take("amendment_law_title")
    if changed_by:
        content["description"] = changed_by
    force = read_stated(told.take("amendment_enforcement_date"), "enforcement date")
    if force:
        content["entry_into_force"] = force.isoformat()
    return content
