"""Every route, every method, every role: as the declared table says, and no other."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models.database import open_database
from models.user import Role
from tests.web.centre import add_people, enter, make_app
from tests.web.rights_table import (
    LINK,
    METHODS,
    NOTHING,
    WHO,
    address,
    declared,
    real_rights,
    rules,
    standing,
)
from tests.web.two_firms import MAKERS

ANY = {"filename": "a", "ending": "csv"}
"""Arguments for which not everything can stand."""
WAYS = {"token", "ticket"}
"""Arguments that carry a proof of their own."""


@pytest.fixture
def app(folder: Path) -> Flask:
    """An application whose views are reached but do nothing."""
    made = make_app(
        f"sqlite:///{folder / 'chutong.db'}", folder, WTF_CSRF_ENABLED=False
    )
    for endpoint, view in made.view_functions.items():
        made.view_functions[endpoint] = reached(view)
    return made


def reached(view: object) -> object:
    """A view that asks for the same right, and only tells that one got there."""

    def told(**_values: object) -> tuple[str, int]:
        return "", 204

    right = getattr(view, "required_right", None)
    if right is not None:
        told.required_right = right  # type: ignore[attr-defined]
    return told


@pytest.fixture
def visitors(app: Flask, folder: Path) -> dict[str, FlaskClient]:
    """Somebody of each role, and somebody whom we do not know."""
    with open_database(f"sqlite:///{folder / 'chutong.db'}").begin() as session:
        ids = {role: user.id for role, user in add_people(session).items()}
    known = {role: enter(app, user_id) for role, user_id in ids.items()}
    return {"anonymous": app.test_client(), **known}


def test_the_table_names_every_route_once_and_no_other(app: Flask) -> None:
    told = {(row.endpoint, row.method): row.right for row in declared()}
    real = real_rights(app)
    assert len(told) == len(declared()), "a route stands in the table twice"
    missing = sorted(set(real) - set(told))
    assert missing == [], "routes without a row in tests/web/rights.csv"
    assert sorted(set(told) - set(real)) == [], "rows without a route"
    assert {key: told[key] for key in real} == real


def test_each_right_is_held_by_the_roles_that_are_named() -> None:
    assert set(WHO) >= {row.right for row in declared()}
    assert WHO["public"] - {"anonymous"} == WHO["member"] == set(Role)


def test_each_role_gets_where_the_table_says_and_nowhere_else(
    app: Flask, visitors: dict[str, FlaskClient]
) -> None:
    wrong = []
    tried: Counter[int] = Counter()
    for row in standing(app):
        place = address(app, row, ANY)
        for who, client in visitors.items():
            answer = client.open(place, method=row.method)
            tried[answer.status_code] += 1
            if answer.status_code != expected(row.right, who):
                wrong.append((row, who, answer.status_code))
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith("/login?next="), place
    assert wrong == []
    assert set(tried) == {204, 302, 401, 403}
    assert tried.total() == len(standing(app)) * (len(Role) + 1)


def expected(right: str, who: str) -> int:
    """What a visitor is answered by a route of a right."""
    if who in WHO[right]:
        return 204
    if right == "key":
        return 401
    return 302 if who == "anonymous" else 403


def test_no_route_answers_a_method_that_it_does_not_name(
    app: Flask, visitors: dict[str, FlaskClient]
) -> None:
    client, known = visitors["admin"], set(rules(app))
    places = {row.endpoint: row for row in standing(app)}
    by_place: dict[str, set[str]] = {}
    for row in places.values():
        place = address(app, row, ANY)
        by_place.setdefault(place, set())
        by_place[place] |= {m for e, m in known if e == row.endpoint}
    for place, methods in by_place.items():
        for method in set(METHODS) - methods:
            refused = client.open(place, method=method).status_code == 405
            assert refused or (matched(app, place, method), method) in known, place


def matched(app: Flask, place: str, method: str) -> str:
    """The endpoint of an address; a word in it may stand where others have an id."""
    endpoint, _values = app.url_map.bind("localhost").match(place, method=method)
    return str(endpoint)


def test_the_table_tells_whose_things_a_route_shows(app: Flask) -> None:
    for row in standing(app):
        arguments = rules(app)[row.endpoint, row.method].arguments
        if arguments & WAYS:
            assert (row.right, row.owner) == ("public", LINK), row
        elif row.right in {"member", "key"}:
            assert row.owner != NOTHING, f"{row}: whose is it?"
            assert not (arguments and row.owner == "self"), f"{row}: which one's?"
        else:
            kept_by_a_key = row.right == "public" and row.owner == LINK
            assert row.owner == NOTHING or kept_by_a_key, row
        if row.names_object:
            assert row.owner in MAKERS, f"{row}: nothing makes one"
            assert row.right in {"member", "key"}, row


def test_a_route_without_a_right_is_closed_to_all(app: Flask) -> None:
    app.view_functions["assets.show"] = reached(None)
    row = next(row for row in standing(app) if row.endpoint == "assets.show")
    assert app.test_client().get(address(app, row, {})).status_code == 403
