"""The declared table of rights, and the routes that an application really has."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.routing import AnyConverter, Rule

from models.user import Role
from web.rights import right_of

TABLE = Path(__file__).with_name("rights.csv")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
EVERY = frozenset(Role)
WHO: dict[str, frozenset[str]] = {
    "public": EVERY | {"anonymous"},
    "member": EVERY,
    "centre": frozenset({"officer", "analyst", "reviewer", "admin"}),
    "review": frozenset({"reviewer"}),
    "admin": frozenset({"admin"}),
    "key": frozenset(),  # no one who is signed in: only a program with a key
}
"""Who holds each right, written down a second time so that neither slips alone."""
OUTSIDERS = ("enterprise", "association", "department", "expert")
"""Roles that are not of the centre: each sees what is its own."""
NOTHING, SELF, SHARED, LINK = "", "self", "shared", "link"
"""Owner rules that name no object: nothing of a firm, what belongs to who asks,
facts for all, and a signed link or a key that is itself the proof."""


@dataclass(frozen=True)
class Row:
    """One method of one endpoint: the right it asks for, and whose things it shows.

    ``owner`` is one of the four rules above, or names what `two_firms.MAKERS` makes.
    """

    endpoint: str
    method: str
    right: str
    owner: str

    @property
    def names_object(self) -> bool:
        """Whether its address names an object of one firm."""
        return self.owner not in {NOTHING, SELF, SHARED, LINK}


def declared() -> list[Row]:
    """The table as it is written."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return [Row(**line) for line in csv.DictReader(file)]


def standing(app: Flask) -> list[Row]:
    """The rows that have a route; that all have is for one test alone to say."""
    real = rules(app)
    return [row for row in declared() if (row.endpoint, row.method) in real]


def rules(app: Flask) -> dict[tuple[str, str], Rule]:
    """The rule of each endpoint and method that an application answers."""
    return {
        (rule.endpoint, method): rule
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) & set(METHODS)
    }


def real_rights(app: Flask) -> dict[tuple[str, str], str]:
    """The right that each endpoint and method of an application asks for."""
    return {key: str(right_of(app, key[0])) for key in rules(app)}


def fitting(rule: Rule, name: str, value: Any) -> Any:
    """The value, or the first of the few words that alone may stand in its place."""
    converter = rule._converters[name]
    if isinstance(converter, AnyConverter) and value not in converter.items:
        return min(converter.items)
    return value


def address(app: Flask, row: Row, given: dict[str, Any]) -> str:
    """The address of a row; arguments that are not given stand for nothing there."""
    rule = rules(app)[row.endpoint, row.method]
    values = {name: fitting(rule, name, given.get(name, 1)) for name in rule.arguments}
    with app.test_request_context():
        return app.url_for(row.endpoint, _method=row.method, **values)
