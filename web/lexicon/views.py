"""The pages on which officers search and change the words of the lexicons."""

import csv
import io
from urllib.parse import urlencode

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models import clock
from models.lexicon_terms import OfficersWord
from web.judgements.service import Actor
from web.language import named
from web.lexicon import service
from web.lexicon.checks import read_word, strengths_of
from web.lexicon.codes import name_of, suggest
from web.lexicon.entries import (
    LANGUAGES,
    LEXICONS,
    STATES,
    STRENGTHS,
    Wanted,
    find_entries,
    find_entry,
    read_sheet,
)
from web.lexicon.trying import Effect, effect_of
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today
from web.trends.tables import defuse

bp = Blueprint("lexicon", __name__, template_folder="templates")
COLUMNS = ("lexicon", "language", "term", "code", "strength", "state", "edited_by")


@bp.get("/lexicon")
@needs(Right.CENTRE)
def index() -> str:
    """Search the words; officers' own stand first."""
    wanted = read_wanted()
    sheet = read_sheet(session(), wanted)
    return render_template(
        "lexicon/index.html", wanted=wanted, sheet=sheet, address=address, **choices()
    )


@bp.get("/lexicon/export.csv")
@needs(Right.CENTRE)
def export() -> Response:
    """The words asked for, for a spreadsheet."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for one in find_entries(session(), read_wanted()):
        cells = (*one.key, one.strength, one.state, one.author)
        writer.writerow([defuse(cell) for cell in cells])
    response = Response("\ufeff" + stream.getvalue(), mimetype="text/csv")
    name = 'attachment; filename="chutong-lexicon.csv"'
    response.headers["Content-Disposition"] = name
    return response


@bp.get("/lexicon/codes")
@needs(Right.CENTRE)
def codes() -> Response:
    """The codes that what is typed may mean."""
    lexicon = request.args.get("lexicon", "products")
    found = suggest(lexicon, request.args.get("q", "")[:100])
    return jsonify([[code, named(*pair)] for code, pair in found.items()])


@bp.get("/lexicon/word")
@needs(Right.CENTRE)
def edit() -> str:
    """The form of one word, with what it touches; or of a new one."""
    word = read_word(request.args)
    entry = find_entry(session(), service.key_of(word))
    if entry is None and word.code:
        abort(404)
    if entry is None:
        return form_page(word)
    effect = effect_of(session(), word, today())
    return form_page(word._replace(strength=entry.strength), effect)


@bp.post("/lexicon/word")
@needs(Right.CENTRE)
def save() -> ResponseReturnValue:
    """Try a word, keep it, take it out or restore it."""
    word, do = read_word(request.form), request.form.get("do", "try")
    effect = None
    try:
        service.check_wish(session(), word)
        effect = effect_of(session(), word, today())
        if do == "try":
            return form_page(word, effect)
        if do == "save" and must_confirm(effect, word):
            raise RefusedError("这个词出现较多，请看过所列通报，勾选确认后再保存。")
        done = carry_out(word, do)
    except RefusedError as refused:
        session().rollback()
        return form_page(word, effect, gettext(refused.text, **refused.values)), 422
    session().commit()
    flash(told(done))
    return redirect(url_for("lexicon.index", q=word.term), 303)


def must_confirm(effect: Effect, word: OfficersWord) -> bool:
    """Whether a common word is about to count for more, unconfirmed."""
    listed = find_entry(session(), service.key_of(word)) is not None
    weaker = listed and word.strength == "weak"
    return effect.is_common and not weaker and "confirmed" not in request.form


def carry_out(word: OfficersWord, do: str) -> str:
    """Do what the form asks for; what was done."""
    actor = Actor(current_user.name, current_user.email)
    if do == "restore":
        return service.restore(session(), service.key_of(word), actor)
    wish = word._replace(removed=do == "remove")
    return service.save(session(), wish, actor, clock.now_in(session()))


def told(done: str) -> str:
    """What was done, in a sentence."""
    sentences = {
        "added": gettext("词条已新增，下次处理时全部通报按新词表重新标注。"),
        "changed": gettext("词条已修改，下次处理时全部通报按新词表重新标注。"),
        "removed": gettext("词条已停用，下次处理时全部通报按新词表重新标注。"),
        "restored": gettext("词条已恢复，下次处理时全部通报按新词表重新标注。"),
    }
    return str(sentences[done])


def form_page(word: OfficersWord, effect: Effect | None = None, error: str = "") -> str:
    """The form, filled with a word, and what it touches."""
    entry = find_entry(session(), service.key_of(word))
    nearest = {} if entry or effect else suggest(word.lexicon, word.code or word.term)
    return render_template(
        "lexicon/word.html",
        word=word,
        entry=entry,
        effect=effect,
        error=error,
        nearest=nearest,
        **choices(),
    )


def choices() -> dict[str, object]:
    """What the pages offer, and how they name it."""
    return {
        "LEXICONS": LEXICONS,
        "LANGUAGES": LANGUAGES,
        "STRENGTHS": STRENGTHS,
        "strengths_of": strengths_of,
        "STATES": STATES,
        "name_of": lambda lexicon, code: named(*name_of(lexicon, code)),
    }


def read_wanted() -> Wanted:
    """What the address asks for; what is unknown is not asked for."""
    ask = request.args
    lexicon, language, state = (ask.get(k, "") for k in ("lexicon", "of", "state"))
    return Wanted(
        words=ask.get("q", "")[:100],
        lexicon=lexicon if lexicon in LEXICONS else "",
        language=language if language in LANGUAGES else "",
        state=state if state in STATES else "",
        page=ask.get("page", 1, type=int),
    )


def address(page: int = 1) -> str:
    """The same search at another page."""
    kept = {k: v for k, v in request.args.items() if v and k not in ("page", "lang")}
    return urlencode(kept | {"page": page})
