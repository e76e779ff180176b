"""The signed address under which a national body fetches what was sent to it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from models.correspondence import Dispatch
from models.deadlines import HERE
from models.user import User
from web.alerts.links import Links, sealed, unsealed
from web.marks import N_
from web.refused import RefusedError
from web.rights import HOLDERS, Right

PACKAGE = "package"
LASTS = timedelta(days=90)
"""So long after a sending was written down its link opens."""
EXPIRED = N_("这个下载链接已于%(day)s失效，请与发件的咨询中心联系，索取新的链接。")
ANOTHERS = N_("这个下载链接是发给国家咨询机构的，当前账号不能使用。")
RECALLED = N_("咨询中心已撤回这次报送，文件不再提供。")


def package_link(links: Links, dispatch_id: int) -> str:
    """The address of a package; it opens nothing else."""
    return f"{links.base_url}/packages/{sealed(links.key, PACKAGE, dispatch_id)}"


def read_package(key: str, token: str) -> int | None:
    """Which sending an address names; None if we did not make it."""
    found = unsealed(key, PACKAGE, token)
    return found if isinstance(found, int) else None


def until(noted_at: datetime) -> date:
    """The last day on which the link of a sending opens."""
    return noted_at.astimezone(HERE).date() + LASTS


def check_visitor(dispatch: Dispatch, user: User | None) -> None:
    """Refuse who is signed in as neither the centre nor the body written to."""
    if user is None or user.role in HOLDERS[Right.CENTRE]:
        return
    if dispatch.recipient is None or user.email != dispatch.recipient.email:
        raise RefusedError(ANOTHERS)


def check_package(dispatch: Dispatch, today: date) -> None:
    """Refuse a package that was taken back, or whose link has run out."""
    if dispatch.withdrawn_at is not None:
        raise RefusedError(RECALLED)
    if today > until(dispatch.noted_at):
        raise RefusedError(EXPIRED, day=until(dispatch.noted_at).isoformat())
