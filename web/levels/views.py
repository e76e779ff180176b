"""The pages of levels: the rules for everyone to see, and officers to change."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models import clock
from models.kinds import NoticeKind
from web.language import language
from web.levels import service, stored
from web.levels.form import read_rule, sketch
from web.levels.rules import TESTS, WITH_DAYS, Level, Rule
from web.levels.words import market_names, sector_names, sentence, value_names
from web.refused import RefusedError
from web.rights import Right, needs
from web.store import session, today

bp = Blueprint("levels", __name__, template_folder="templates")
DOCUMENTS = {
    NoticeKind.NOTIFICATION: _("通报"),
    NoticeKind.DRAFT: _("法规草案"),
    NoticeKind.RULE: _("法规"),
    NoticeKind.BORDER_ALERT: _("进口警示"),
    NoticeKind.REJECTION: _("拒绝入境"),
    NoticeKind.MARKET_ALERT: _("市场风险通报"),
}
LABELS = {
    "home": _("通报成员为中国"),
    "unmatched": _("尚未完成行业匹配"),
    "doubtful": _("征求意见截止日期存疑"),
    "open": _("正在征求意见"),
    "coming": _("尚未生效"),
    "force_near": _("生效日临近或刚过"),
    "made_lately": _("近期批准或公布，生效日未知"),
    "young": _("近期发布"),
    "touches": _("涉及湖北行业"),
    "market": _("来自所选市场"),
    "measure": _("属所选措施种类"),
    "no_measure": _("不含所选措施种类"),
    "names_china": _("点名中国或湖北"),
}
NEW = "own"


@bp.get("/levels")
@needs(Right.PUBLIC)
def index() -> str:
    """Every rule in the order in which they are asked, with how often each fired."""
    rules, tried = service.read_shown(session(), language(), today())
    return render_template(
        "levels/index.html", rules=rules, tried=tried, DOCUMENTS=DOCUMENTS
    )


@bp.get("/levels/<key>")
@needs(Right.CENTRE)
def edit(key: str) -> ResponseReturnValue:
    """The form of one rule, or of a new one."""
    if key == NEW:
        return form_page(Rule(NEW, Level.YELLOW, frozenset({"notification"})))
    try:
        row = stored.find(session(), key)
    except RefusedError as error:
        return refused(error), 404
    return form_page(stored.as_rule(row), enabled=row.enabled)


@bp.post("/levels/<key>")
@needs(Right.CENTRE)
def save(key: str) -> ResponseReturnValue:
    """Keep a rule, or only show what it would change."""
    enabled = "enabled" in request.form
    labels = {kind: str(label) for kind, label in LABELS.items()}
    try:
        rule = read_rule(free_key() if key == NEW else key, request.form, labels)
        if key != NEW:
            stored.find(session(), key)
    except RefusedError as error:
        words = gettext(error.text, **error.values)
        sketched = sketch(key, request.form)
        return form_page(sketched, enabled=enabled, error=words), 422
    if request.form.get("do") == "try":
        effect = service.effect_of(session(), rule, enabled=enabled, today=today())
        return form_page(rule, enabled=enabled, effect=effect, key=key)
    stored.save(
        session(), rule, enabled=enabled, actor=current_user.email, now=clock.now()
    )
    return done(gettext("规则已保存，级别随即按新规则显示。"))


@bp.post("/levels/<key>/move")
@needs(Right.CENTRE)
def move(key: str) -> ResponseReturnValue:
    """Ask a rule earlier or later."""
    try:
        stored.move(
            session(),
            stored.find(session(), key),
            up=request.form.get("do") == "up",
            actor=current_user.email,
            now=clock.now(),
        )
    except RefusedError as error:
        return refused(error), 422
    return done(gettext("次序已调整。"))


@bp.post("/levels/<key>/back")
@needs(Right.CENTRE)
def put_back(key: str) -> ResponseReturnValue:
    """Make a rule what it was as shipped, or take one's own away."""
    try:
        stored.put_back(session(), stored.find(session(), key), current_user.email)
    except RefusedError as error:
        return refused(error), 422
    return done(gettext("已恢复为默认规则；自建的规则已删除。"))


def form_page(
    rule: Rule,
    *,
    enabled: bool = True,
    effect: service.Effect | None = None,
    key: str = "",
    error: str = "",
) -> str:
    """The form, filled with a rule."""
    return render_template(
        "levels/edit.html",
        key=key or rule.key,
        rule=rule,
        asked={need.kind: need for need in rule.needs},
        enabled=enabled,
        effect=effect,
        error=error,
        typed=request.form.get("markets"),
        **choices(),
    )


def choices() -> Mapping[str, Any]:
    """What the form offers."""
    return {
        "NEW": NEW,
        "DOCUMENTS": DOCUMENTS,
        "LABELS": LABELS,
        "KINDS_OF_NEED": tuple(TESTS),
        "WITH_DAYS": WITH_DAYS,
        "Level": Level,
        "sector_names": sector_names(),
        "markets": market_names(),
        "value_names": value_names,
    }


def refused(error: RefusedError) -> str:
    """What was wrong, with the way back; nothing was changed."""
    words = gettext(error.text, **error.values)
    return render_template("levels/refused.html", words=words)


def done(words: str) -> ResponseReturnValue:
    """Keep what was done, say so, and show the rules."""
    session().commit()
    flash(words)
    return redirect(url_for("levels.index"), 303)


@bp.app_template_global()
def level_rule(rule: Rule) -> str:
    """The rule that gave a level, in the language of the page."""
    return sentence(rule, language())


def free_key() -> str:
    """A key for a new rule."""
    taken = {row.key for row in stored.all_rows(session())}
    keys = (f"{NEW}_{n}" for n in range(1, len(taken) + 2))
    return next(key for key in keys if key not in taken)
