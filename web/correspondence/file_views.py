"""The files of a case that went out or came back."""

import io

from flask import abort, current_app, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models.correspondence import Dispatch, Reply
from web.cases.service import find_case
from web.correspondence.links import check_package, check_visitor, read_package
from web.correspondence.package import package_name, zip_of
from web.correspondence.room import bp
from web.errors import error_page
from web.extensions import limiter
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.uploads.forms import folder, send_kept

ZIP = "application/zip"


@bp.get("/cases/<int:case_id>/dispatches/<int:dispatch_id>.zip")
@needs(Right.CENTRE)
def package(case_id: int, dispatch_id: int) -> ResponseReturnValue:
    """What was sent, as one archive."""
    found = session().get(Dispatch, dispatch_id)
    if found is None or found.case_id != case_id:
        abort(404)
    return send_package(found)


def send_package(dispatch: Dispatch) -> ResponseReturnValue:
    """The archive of a sending; 404 if a file of it is lost."""
    case = find_case(session(), dispatch.case_id)
    content = zip_of(folder(), dispatch)
    if content is None:
        abort(404)
    name = package_name(dispatch, case.notice.symbol)
    return send_file(
        io.BytesIO(content),
        mimetype=ZIP,
        as_attachment=True,
        download_name=name,
        max_age=0,
    )


@bp.get("/packages/<token>")
@needs(Right.PUBLIC)
@limiter.limit("30 per hour")
def package_by_link(token: str) -> ResponseReturnValue:
    """The archive for the body to which it was sent; until it is taken back."""
    number = read_package(current_app.config["SECRET_KEY"], token)
    found = session().get(Dispatch, number) if number is not None else None
    if found is None:
        abort(404)
    try:
        check_visitor(found, current_user.user if is_known() else None)
        check_package(found, today())
    except RefusedError as error:
        return error_page(404, gettext(error.text, **error.values))
    return send_package(found)


def is_known() -> bool:
    """Whether the visitor is signed in."""
    return bool(current_user.is_authenticated)


@bp.get("/cases/<int:case_id>/dispatches/<int:dispatch_id>/receipt")
@needs(Right.CENTRE)
def receipt_file(case_id: int, dispatch_id: int) -> ResponseReturnValue:
    """The file that proves arrival."""
    found = session().get(Dispatch, dispatch_id)
    if found is None or found.case_id != case_id or not found.receipt_file:
        abort(404)
    return send_kept(found.receipt_file)


@bp.get("/cases/<int:case_id>/replies/<int:reply_id>")
@needs(Right.CENTRE)
def reply_file(case_id: int, reply_id: int) -> ResponseReturnValue:
    """The file of a reply."""
    found = session().get(Reply, reply_id)
    if found is None or found.case_id != case_id or not found.file:
        abort(404)
    return send_kept(found.file)
