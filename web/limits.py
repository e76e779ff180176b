"""What a request may carry: text without NUL, numbers that both databases hold."""

from collections.abc import Iterator
from urllib.parse import urlencode

from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.routing import IntegerConverter, ValidationError

from web.errors import WORDS, error_page
from web.problems import WORDS as PROBLEMS
from web.problems import both, for_programs, problem

LARGEST = 2**31 - 1
NUL = "\0"


class Number(IntegerConverter):
    """A number in an address; one that no row can have leads nowhere (404)."""

    def to_python(self, value: str) -> int:
        """The number of an address."""
        try:
            return number(value)
        except ValueError as error:
            raise ValidationError from error


def number(text: str) -> int:
    """The id that a text names; ValueError if no row can have it."""
    found = int(text)
    if not 0 <= found <= LARGEST:
        raise ValueError(f"{text[:20]} is no number of a row")
    return found


def page_asked() -> int:
    """The page of a list that is asked for; the first where there can be no such."""
    return max(1, request.args.get("page", 1, type=number))


def page_address(**changed: object) -> str:
    """The question of this address with something changed: another page."""
    kept = {**request.args.to_dict(), **changed}
    return urlencode({name: value for name, value in kept.items() if value != ""})


def refuse_unreadable() -> ResponseReturnValue | None:
    """Turn away what PostgreSQL cannot hold, before anything is asked of it."""
    if any(NUL in text for text in sent()):
        if for_programs():
            return problem(400, both(PROBLEMS[400]))
        return error_page(400, str(WORDS[404][1]))
    return None


def sent() -> Iterator[str]:
    """Every text of a request that may reach the database."""
    yield request.path
    for pairs in (request.args, request.form):
        for name, value in pairs.items(multi=True):
            yield name
            yield value


def register(app: Flask) -> None:
    """Hold an application to these limits; comes before its routes."""
    app.url_map.converters["int"] = Number
    app.before_request(refuse_unreadable)
    app.jinja_env.globals.update(page_address=page_address)
