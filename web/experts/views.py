"""The roster of experts: list, entry, import."""

from flask import (
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.consultation import Expert
from web.errors import error_page
from web.experts import import_views, roster
from web.experts.room import bp, done, sectors
from web.experts.roster import Profile
from web.experts.words import KINDS, LANGUAGES
from web.limits import page_asked
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session

__all__ = ["bp", "import_views"]
PLAIN = ("name", "kind", "employer", "email", "phone", "ics", "fields", "conflicts")


@bp.get("/experts")
@needs(Right.CENTRE)
def index() -> str:
    """The roster, with how much each was asked."""
    words = request.args.get("q", "")[:100]
    listed, here, total = roster.list_experts(session(), words, page_asked())
    return render_template(
        "experts/index.html",
        listed=listed,
        page=here.page,
        pages=here.pages,
        total=total,
        q=words,
        kinds=KINDS,
        tongues=LANGUAGES,
        sectors=sectors(),
    )


def read_profile() -> Profile:
    """What the form of an entry holds."""
    form = request.form
    return Profile(
        **{name: form.get(name, "") for name in PLAIN},
        languages=form.getlist("language"),
        sectors=form.getlist("sector"),
    )


def profile_of(one: Expert) -> Profile:
    """An entry as its form shows it."""
    return Profile(
        name=one.name,
        kind=one.kind,
        employer=one.employer,
        email=one.email,
        phone=one.phone,
        languages=one.languages,
        sectors=one.sectors,
        ics=" ".join(one.ics),
        fields=one.fields,
        conflicts=one.conflicts,
    )


def form_page(
    one: Expert | None, profile: Profile, error: str = "", based_on: str = ""
) -> ResponseReturnValue:
    """The form of an entry."""
    page = render_template(
        "experts/one.html",
        one=one,
        profile=profile,
        based_on=based_on or (one.edited_at.isoformat() if one else ""),
        kinds=KINDS,
        tongues=LANGUAGES,
        sectors=sectors(),
        error=error,
    )
    return page, 422 if error else 200


@bp.get("/experts/new")
@needs(Right.CENTRE)
def new() -> ResponseReturnValue:
    """The form of a new entry."""
    return form_page(None, Profile(name="", languages=["zh"]))


@bp.post("/experts")
@needs(Right.CENTRE)
def add() -> ResponseReturnValue:
    """Put somebody on the roster."""
    profile = read_profile()
    try:
        roster.add(session(), profile, current_user.email, clock.now_in(session()))
    except RefusedError as error:
        session().rollback()
        return form_page(None, profile, gettext(error.text, **error.values))
    return done(gettext("已登记。"))


@bp.get("/experts/<int:expert_id>")
@needs(Right.CENTRE)
def show(expert_id: int) -> ResponseReturnValue:
    """An entry and its form."""
    try:
        one = roster.find_expert(session(), expert_id)
    except RefusedError as error:
        return error_page(404, gettext(error.text, **error.values))
    return form_page(one, profile_of(one))


@bp.post("/experts/<int:expert_id>")
@needs(Right.CENTRE)
def change(expert_id: int) -> ResponseReturnValue:
    """Change an entry."""
    one = roster.find_expert(session(), expert_id)
    profile, based_on = read_profile(), request.form.get("based_on", "")
    try:
        roster.change(
            session(),
            one,
            profile,
            based_on=based_on,
            actor=current_user.email,
            now=clock.now_in(session()),
        )
    except RefusedError as error:
        session().rollback()
        told = gettext(error.text, **error.values)
        return form_page(one, profile, told, based_on)
    return done(gettext("已保存。"))


@bp.post("/experts/<int:expert_id>/retire")
@needs(Right.CENTRE)
def retire(expert_id: int) -> ResponseReturnValue:
    """Take somebody off the roster, or back."""
    one = roster.find_expert(session(), expert_id)
    out = request.form.get("do") != "restore"
    now = clock.now_in(session())
    roster.retire(session(), one, out=out, actor=current_user.email, now=now)
    return done(gettext("已移出名册。") if out else gettext("已恢复。"))
