"""Who may do what: every route declares its right, and one guard asks for it."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request
from flask_login import current_user
from werkzeug.datastructures import WWWAuthenticate

from models.user import Role
from web.extensions import login_manager

View = TypeVar("View", bound=Callable[..., Any])


class Right(StrEnum):
    """What a route may ask of its visitor."""

    PUBLIC = "public"
    """Anyone, signed in or not."""
    MEMBER = "member"
    """Anyone who is signed in; sees what is their own."""
    CENTRE = "centre"
    """The enquiry centre's own work: cases, drafts, consultations."""
    REVIEW = "review"
    """Signs a comment off."""
    ADMIN = "admin"
    """People, sources, settings."""
    KEY = "key"
    """A program that shows the key of an organisation; sees what is its own. Nobody
    who is signed in holds it: no cookie opens an address of programs."""


HOLDERS = {
    Right.MEMBER: frozenset(Role),
    Right.CENTRE: frozenset({Role.OFFICER, Role.ANALYST, Role.REVIEWER, Role.ADMIN}),
    Right.REVIEW: frozenset({Role.REVIEWER}),
    Right.ADMIN: frozenset({Role.ADMIN}),
}
KEY_READER = "chutong.key_reader"
"""What an application keeps to find whose key a request shows."""
OUTSIDE = frozenset({"bootstrap.static"})
"""Routes of extensions; they hold nothing but files that ship with them."""


def needs(right: Right) -> Callable[[View], View]:
    """Declare the right that a view asks for; stands below the route."""

    def mark(view: View) -> View:
        view.required_right = right  # type: ignore[attr-defined]
        return view

    return mark


def right_of(app: Flask, endpoint: str) -> Right | None:
    """The right an endpoint asks for; None if it declares none."""
    if endpoint in OUTSIDE:
        return Right.PUBLIC
    return getattr(app.view_functions[endpoint], "required_right", None)


def may(right: Right, user: Any = None) -> bool:
    """Whether this person (by default who is asking now) holds a right."""
    person = current_user if user is None else user
    if right == Right.PUBLIC:
        return True
    if right == Right.KEY:
        return shows_key()
    return bool(person.is_authenticated) and person.role in HOLDERS[right]


def shows_key() -> bool:
    """Whether the request shows a key that is good."""
    read = current_app.extensions.get(KEY_READER)
    return read is not None and read() is not None


def guard() -> Any:
    """Turn away whoever lacks the right; a route without one is closed to all."""
    if request.endpoint is None:
        return None
    right = right_of(current_app, request.endpoint)
    if right is None:
        abort(403)
    if may(right):
        return None
    if right == Right.KEY:
        abort(401, www_authenticate=WWWAuthenticate("bearer", {"realm": "chutong"}))
    if not current_user.is_authenticated:
        return login_manager.unauthorized()
    return abort(403)
