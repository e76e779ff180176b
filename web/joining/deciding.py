"""An officer decides on requests for accounts, once each, and the applicant hears."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.organisation import Application, ApplicationState, Organisation
from models.user import Role, User
from web.accounts.service import add_user, find
from web.audit import note
from web.joining.applications import DECIDED, FIRM, LONGEST
from web.joining.letters import Reader, post_letter
from web.marks import N_
from web.refused import RefusedError


def waiting(session: Session) -> Sequence[Application]:
    """The requests that an officer must decide, the oldest first."""
    query = select(Application).where(Application.state == ApplicationState.WAITING)
    return session.scalars(query.order_by(Application.confirmed_at)).all()


def approve(
    session: Session, application_id: int, actor: User, base_url: str, now: datetime
) -> User:
    """Open the account of a request, in the firm of its credit code."""
    found = decide(session, application_id, ApplicationState.APPROVED, actor, now)
    if find(session, found.email) is not None:
        raise RefusedError(N_("%(email)s 已有账号。"), email=found.email)
    user = add_user(
        session,
        found.email,
        found.name,
        Role.ENTERPRISE,
        actor=actor.email,
        language=found.language,
    )
    user.password_hash = found.password_hash
    user.organisation_id = firm_of(session, found, now).id
    reader = Reader(user.email, user.name, user.language, user.id)
    url, key = f"{base_url}/login?next=/firm", str(found.id)
    post_letter(session, "approved", reader, url, key=key, now=now, firm=found.firm)
    return user


def firm_of(session: Session, found: Application, now: datetime) -> Organisation:
    """The firm of a request: the one with its credit code or name, else a new one."""
    same = select(Organisation).where(Organisation.credit_code == found.credit_code)
    firm = session.scalar(same)
    if firm is None:
        named = select(Organisation).where(Organisation.name == found.firm)
        firm = session.scalar(named)
        if firm is not None and firm.credit_code is not None:
            raise RefusedError(
                N_("已有同名企业“%(firm)s”，信用代码不同，请先核对。"), firm=found.firm
            )
    if firm is None:
        firm = Organisation(kind=FIRM, name=found.firm, created_at=now)
        session.add(firm)
    firm.credit_code = found.credit_code
    firm.city = firm.city or found.city or None
    session.flush()
    return firm


def refuse(
    session: Session,
    application_id: int,
    actor: User,
    reason: str,
    base_url: str,
    *,
    now: datetime,
) -> None:
    """Turn a request down, and tell why."""
    if not reason.strip():
        raise RefusedError(N_("请写明不通过的原因，会发给申请人。"))
    found = decide(session, application_id, ApplicationState.REFUSED, actor, now)
    found.reason = reason.strip()[: LONGEST * 3]
    post_letter(
        session,
        "refused",
        Reader(found.email, found.name, found.language),
        f"{base_url}/signup",
        key=str(found.id),
        now=now,
        firm=found.firm,
        reason=found.reason,
    )


def decide(
    session: Session,
    application_id: int,
    state: ApplicationState,
    actor: User,
    now: datetime,
) -> Application:
    """Take the decision on us; of two officers who decide at once, one succeeds."""
    changed = session.scalars(
        update(Application)
        .where(
            Application.id == application_id,
            Application.state == ApplicationState.WAITING,
        )
        .values(state=state, decided_by=actor.email, decided_at=now)
        .returning(Application.id)
    ).all()
    if not changed:
        raise RefusedError(DECIDED)
    subject = ("application", application_id)
    note(session, actor.email, f"application.{state}", subject)
    return session.get_one(Application, application_id, populate_existing=True)
