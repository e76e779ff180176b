"""The blueprint of the inbox, and what its pages share."""

from typing import Any

from flask import Blueprint, abort
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user

from models.alert import Alert
from models.handling import HandlingState, TapVerdict
from models.subscription import Subscription
from models.user import User
from web.inbox.circle import Circle, circle_of, one_of_theirs, their_alerts
from web.inbox.evidence import proposal
from web.inbox.tighten import Proposal
from web.language import named
from web.levels.words import market_names
from web.store import session

bp = Blueprint("inbox", __name__, template_folder="templates")
STATES: dict[str, Any] = {
    HandlingState.WAITING: _("待看"),
    HandlingState.WORKING: _("处理中"),
    HandlingState.NOT_OURS: _("不适用"),
    HandlingState.DONE: _("已完成"),
}
KINDS = {
    "new": _("新发布"),
    "dates": _("日期变更"),
    "text": _("内容变更"),
    "final": _("批准、公布、生效"),
    "ended": _("撤销、作废"),
}
VERDICTS: dict[str, Any] = {
    TapVerdict.RELEVANT: _("相关"),
    TapVerdict.IRRELEVANT: _("不相关"),
}


@bp.app_template_global()
def tighter_name(one: Proposal) -> str:
    """What a proposal leaves out, as it is said in a sentence."""
    if one.what == "word":
        return str(gettext("“%(word)s”", word=one.value))
    if one.what == "member":
        zh, en = market_names().get(one.value, (one.value, one.value))
        return str(gettext("成员%(name)s", name=named(zh, en)))
    if one.what == "hs":
        return f"HS {one.value}"
    return str(gettext("“%(kind)s”这类变化", kind=KINDS[one.value]))


@bp.app_template_global()
def proposal_for(subscription: Subscription) -> Proposal | None:
    """What the taps on a subscription say should be left out."""
    return proposal(session(), subscription)


def me() -> User:
    """The user who is asking."""
    user: User = current_user.user
    return user


def circle() -> Circle:
    """Whose inbox the asking user looks into."""
    return circle_of(me())


def my_alert(alert_id: int) -> Alert:
    """An alert to my firm; another's is not found."""
    found = one_of_theirs(session(), circle(), alert_id)
    if found is None:
        abort(404)
    return found


def my_alerts(measure_id: int) -> list[Alert]:
    """The alerts of a measure to my firm; who was not alerted finds nothing."""
    found = their_alerts(session(), circle(), [measure_id]).get(measure_id)
    if not found:
        abort(404)
    return found
