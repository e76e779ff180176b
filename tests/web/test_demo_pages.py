"""What a demonstration adds to the pages, and that nothing of it is elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from models.user import Role
from tests.web.centre import csrf_of
from tests.web.stage import Place, open_place
from web import create_app
from web.demo.views import here

WORDS = ("演示 ·", "导览", "demo.css", "/demo", "选择一种角色")
PAGES = ("/", "/notices", "/login", "/trends", "/sources", "/nowhere")


@pytest.fixture
def visitor(own_demo: Place) -> FlaskClient:
    return create_app(own_demo.settings, TESTING=True).test_client()


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[FlaskClient]:
    """A visitor of a place that is no demonstration."""
    app = create_app(open_place(tmp_path).settings, TESTING=True)
    with app.test_client() as client:
        yield client


def read(client: FlaskClient, address: str) -> str:
    return client.get(address, follow_redirects=True).get_data(as_text=True)


@pytest.mark.parametrize("address", PAGES)
def test_banner_stands_on_every_page(visitor: FlaskClient, address: str) -> None:
    page = read(visitor, address)
    assert "演示 · 时间固定在2025年6月12日" in page
    assert page.count("tour-number") == 5


@pytest.mark.parametrize("address", PAGES)
def test_nothing_of_it_is_elsewhere(stranger: FlaskClient, address: str) -> None:
    page = read(stranger, address)
    assert not [word for word in WORDS if word in page]


def test_its_routes_are_closed_elsewhere(stranger: FlaskClient) -> None:
    mark = csrf_of(read(stranger, "/login"))
    for address in ("/demo/tour", *(f"/login/demo/{role}" for role in Role)):
        assert stranger.post(address, data={"csrf_token": mark}).status_code == 404


def test_tour_can_be_closed_and_opened_again(visitor: FlaskClient) -> None:
    mark = csrf_of(read(visitor, "/notices?q=涂料"))
    given = {"csrf_token": mark, "next": "/notices?q=涂料", "close": "1"}
    answer = visitor.post("/demo/tour", data=given)
    assert answer.status_code == 303
    assert answer.location.startswith("/notices?q=")
    page = read(visitor, "/")
    assert "tour-number" not in page
    assert "时间固定在" in page
    visitor.post("/demo/tour", data={"csrf_token": csrf_of(page), "next": "/"})
    assert "tour-number" in read(visitor, "/")


@pytest.mark.parametrize("role", list(Role))
def test_each_role_enters_by_its_button(visitor: FlaskClient, role: Role) -> None:
    page = read(visitor, "/login?next=/notices")
    assert f'action="/login/demo/{role.value}"' in page
    given = {"csrf_token": csrf_of(page), "next": "/notices"}
    answer = visitor.post(f"/login/demo/{role.value}", data=given)
    assert answer.location == "/notices"
    assert visitor.get("/account").status_code == 200


def test_steps_lead_to_pages_that_are_there(visitor: FlaskClient) -> None:
    first = read(visitor, "/")
    for role in (Role.ENTERPRISE, Role.OFFICER):
        given = {"csrf_token": csrf_of(first), "next": "/"}
        visitor.post(f"/login/demo/{role.value}", data=given)
        tour = read(visitor, "/").partition('class="tour"')[2].partition("</ol>")[0]
        addresses = [part.partition('"')[0] for part in tour.split('href="')[1:]]
        assert len(addresses) == 5
        for address in addresses:
            assert visitor.get(address).status_code == 200


def test_step_where_the_visitor_stands_is_told(visitor: FlaskClient) -> None:
    assert 'href="/trends" aria-current="step"' in read(visitor, "/trends")
    assert 'href="/trends" aria-current="step"' not in read(visitor, "/")


def test_tour_speaks_english(visitor: FlaskClient) -> None:
    page = read(visitor, "/?lang=en")
    assert "Demonstration · date fixed at" in page
    assert "Close the tour" in page


def test_way_back_is_a_page_of_ours(own_demo: Place) -> None:
    app = create_app(own_demo.settings, TESTING=True)
    with app.test_request_context():
        assert here("/notices?q=1") == "/notices?q=1"
        for strange in ("//evil.example", "/\\evil.example", "https://e", ""):
            assert here(strange) == "/"
