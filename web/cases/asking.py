"""What every page of a case asks first: who is there, and which case."""

from typing import NoReturn

from flask import abort, make_response
from flask_babel import gettext
from flask_login import current_user

from models.case import Case
from web.cases.record import Actor
from web.cases.service import find_case
from web.errors import error_page
from web.refused import RefusedError
from web.store import session


def actor() -> Actor:
    """Who is asking, as the record names them."""
    return Actor(current_user.id, current_user.name)


def asked_case(case_id: int) -> Case:
    """The case of an address; its page is missing (404) where there is none."""
    try:
        return find_case(session(), case_id)
    except RefusedError as error:
        missing(error)


def missing(error: RefusedError) -> NoReturn:
    """Answer that what was asked for is not there, in the words of the refusal."""
    page, code = error_page(404, gettext(error.text, **error.values))
    abort(make_response(page, code))
