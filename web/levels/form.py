"""A rule of levels out of the form that officers fill in."""

import re
from collections.abc import Mapping

from werkzeug.datastructures import MultiDict

from models.kinds import NoticeKind
from web.levels.rules import TESTS, WITH_DAYS, WITH_VALUES, Level, Need, Rule
from web.levels.words import market_names, sector_names, value_names
from web.marks import N_
from web.refused import RefusedError

MOST_DAYS = 730
NO_LEVEL = N_("请选择级别。")
NO_KIND = N_("请至少选择一类文件。")
NO_NEED = N_("请至少选择一个条件。")
BAD_DAYS = N_("“%(label)s”的天数应为 1 至 %(most)d 的整数。")
NO_VALUES = N_("请为“%(label)s”至少选择一项。")
NO_MARKET = N_("“%(code)s”不是成员代码或成员组代码，例如 USA、EU、asean。")


Form = MultiDict[str, str]


def read_rule(key: str, form: Form, labels: Mapping[str, str]) -> Rule:
    """The rule of a form; refused with what is missing in it.

    ``labels`` are the names of the conditions, as the form shows them.
    """
    kinds = frozenset(map(str, NoticeKind)).intersection(form.getlist("kind"))
    if form.get("level", "") not in set(Level):
        raise RefusedError(NO_LEVEL)
    if not kinds:
        raise RefusedError(NO_KIND)
    chosen = [kind for kind in TESTS if kind in form.getlist("need")]
    if not chosen:
        raise RefusedError(NO_NEED)
    needs = tuple(read_need(kind, form, labels[kind]) for kind in chosen)
    return Rule(key, Level(form.get("level", "")), kinds, needs)


def read_need(kind: str, form: Form, label: str) -> Need:
    """One condition, with what it is asked with."""
    days = read_days(form.get(f"days_{kind}", ""), label) if kind in WITH_DAYS else 0
    values = read_values(kind, form, label) if kind in WITH_VALUES else ()
    sectors = known(form.getlist("sector"), sector_names()) if kind == "touches" else ()
    return Need(kind, days, values, sectors)


def sketch(key: str, form: Form) -> Rule:
    """What can be read of a form that was refused, so that it is shown again."""
    level = form.get("level", "")
    needs = tuple(
        Need(
            kind,
            int("".join(re.findall(r"[0-9]", form.get(f"days_{kind}", "")))[:3] or 0),
            known(form.getlist(f"values_{kind}"), value_names(kind)),
            known(form.getlist("sector"), sector_names()),
        )
        for kind in TESTS
        if kind in form.getlist("need")
    )
    return Rule(
        key,
        Level(level) if level in set(Level) else Level.YELLOW,
        frozenset(map(str, NoticeKind)).intersection(form.getlist("kind")),
        needs,
    )


def read_days(words: str, label: str) -> int:
    """A number of days."""
    number = words.strip()
    if not re.fullmatch(r"[0-9]{1,3}", number) or not 1 <= int(number) <= MOST_DAYS:
        raise RefusedError(BAD_DAYS, label=label, most=MOST_DAYS)
    return int(number)


def read_values(kind: str, form: Form, label: str) -> tuple[str, ...]:
    """Certainties, kinds of measure or markets; further Members may be typed."""
    names = value_names(kind)
    found = list(known(form.getlist(f"values_{kind}"), names))
    if kind == "market":
        found += read_markets(form.get("markets", ""))
    if not found:
        raise RefusedError(NO_VALUES, label=label)
    return tuple(dict.fromkeys(found))


def read_markets(words: str) -> list[str]:
    """Codes of Members and groups that were typed; an unknown one is refused."""
    spelt = {code.upper(): code for code in market_names()}
    codes = [word for word in re.split(r"[\s,;，；、]+", words) if word]
    for code in codes:
        if code.upper() not in spelt:
            raise RefusedError(NO_MARKET, code=code[:20])
    return [spelt[code.upper()] for code in codes]


def known(values: list[str], names: Mapping[str, object]) -> tuple[str, ...]:
    """The values that there are; the others nobody can have chosen."""
    return tuple(value for value in values if value in names)
