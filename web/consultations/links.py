"""The link by which a party answers: its own, until a day, and ended by a new one."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from models.consultation import Asked
from models.user import User
from web.alerts.links import Links, sealed, unsealed
from web.marks import N_
from web.refused import RefusedError
from web.rights import HOLDERS, Right

ASKED = "asked"
"""The salt of these links: a token of another purpose opens nothing here."""
TAKEN_LATE = timedelta(days=14)
"""So long after the last day a link still takes an answer, for the next round."""
LOST = N_("这个链接无效或不完整，请从邮件中重新打开，或与咨询中心联系。")
REPLACED = N_("这个链接已被新的链接取代，请打开最近一封邮件中的链接。")
WITHDRAWN = N_("咨询中心已撤回这次征求意见，不需要再答复。")
EXPIRED = N_("这个链接已于%(day)s失效。")
ANOTHERS = N_(
    "这个链接是发给另一家单位的，当前账号不能使用。请退出登录后再打开，或用本单位收到的链接。"
)
NOT_FOR_CENTRE = N_("咨询中心人员不代他人答复。收到书面或口头意见的，请用表格导入。")


@dataclass(frozen=True)
class Opened:
    """A link that is ours: who is asked by it, and until when it works."""

    asked: Asked
    until: date

    def check_day(self, today: date) -> None:
        """Refuse a link whose day is past."""
        if today > self.until:
            raise RefusedError(EXPIRED, day=self.until.isoformat())


def link_of(links: Links, asked: Asked, today: date) -> str:
    """The address of the form of one party."""
    until = max(asked.consultation.closes, today) + TAKEN_LATE
    said = [asked.id, asked.serial, until.isoformat()]
    return f"{links.base_url}/asked/{sealed(links.key, ASKED, said)}"


def open_link(session: Session, key: str, token: str) -> Opened:
    """Who is asked by a link; RefusedError if it is altered, replaced or taken back."""
    said = unsealed(key, ASKED, token)
    if not isinstance(said, list) or len(said) != len(("asked", "serial", "until")):
        raise RefusedError(LOST)
    asked_id, serial, until = said
    asked = session.get(Asked, asked_id)
    if asked is None:
        raise RefusedError(LOST)
    if asked.withdrawn_at is not None:
        raise RefusedError(WITHDRAWN)
    if asked.serial != serial:
        raise RefusedError(REPLACED)
    return Opened(asked, date.fromisoformat(until))


def check_visitor(asked: Asked, user: User | None) -> None:
    """Refuse somebody signed in for whom a link is not; it needs no sign-in."""
    if user is None or is_for(asked, user) or user.email == asked.email:
        return
    centre = user.role in HOLDERS[Right.CENTRE]
    raise RefusedError(NOT_FOR_CENTRE if centre else ANOTHERS)


def is_for(asked: Asked, user: User) -> bool:
    """Whether a question was put to this person or their organisation."""
    if asked.expert is not None and asked.expert.user_id is not None:
        return asked.expert.user_id == user.id
    mine = asked.organisation_id
    return mine is not None and mine == user.organisation_id
