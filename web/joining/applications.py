"""Requests for accounts: the address is confirmed, then an officer decides."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from models.credit_codes import clean_credit_code, is_credit_code
from models.organisation import Application, ApplicationState, Organisation
from models.user import Role, User
from web.accounts import passwords
from web.accounts.service import add_user, clean, find
from web.audit import note
from web.joining.letters import Reader, post_letter
from web.joining.tickets import make_ticket, mark_of
from web.marks import N_
from web.refused import RefusedError

LASTS = timedelta(days=3)
LONGEST = 100
FIRM = "firm"
GONE = N_("这个确认链接已失效，请重新申请。")
DECIDED = N_("这个申请已经处理过，请刷新页面。")
BAD_CODE = N_("统一社会信用代码不正确：应为18位数字和大写字母，请对照营业执照核对。")


@dataclass(frozen=True)
class Request:
    """A request as its form gives it."""

    email: str
    name: str
    password: str
    firm: str
    credit_code: str
    city: str = ""
    phone: str = ""
    language: str = "zh"


def apply(
    session: Session,
    hasher: PasswordHasher,
    asked: Request,
    base_url: str,
    now: datetime,
) -> None:
    """Keep a request and mail the link that confirms its address.

    Who has an account is told so by mail: the page says the same to everybody, so
    that nobody can find out by it who has one.
    """
    address, code = clean(asked.email), check(asked)
    kept = hasher.hash(asked.password)
    user = find(session, address)
    if user is not None:
        say_known(session, user, base_url, now)
        return
    ticket, mark = make_ticket()
    session.add(
        Application(
            mark=mark,
            email=address,
            name=asked.name.strip()[:LONGEST],
            language=asked.language,
            password_hash=kept,
            firm=asked.firm.strip(),
            credit_code=code,
            city=asked.city.strip()[:LONGEST],
            phone=asked.phone.strip()[:LONGEST],
            created_at=now,
            expires_at=now + LASTS,
        )
    )
    post_letter(
        session,
        "confirm",
        Reader(address, asked.name.strip()[:LONGEST], asked.language),
        f"{base_url}/signup/{ticket}",
        key=mark[:32],
        now=now,
        firm=asked.firm.strip(),
    )


def check(asked: Request) -> str:
    """The clean credit code of a request; RefusedError says what is wrong with it."""
    if not asked.name.strip():
        raise RefusedError(N_("请填写姓名。"))
    if not 2 <= len(asked.firm.strip()) <= LONGEST:
        raise RefusedError(N_("请填写营业执照上的企业全称。"))
    code = clean_credit_code(asked.credit_code)
    if not is_credit_code(code):
        raise RefusedError(BAD_CODE)
    passwords.check_new(asked.password, clean(asked.email))
    return code


def say_known(session: Session, user: User, base_url: str, now: datetime) -> None:
    """Tell the owner of an account that somebody asked for one; once a day."""
    reader = Reader(user.email, user.name, user.language, user.id)
    day = now.date().isoformat()
    url = f"{base_url}/login"
    post_letter(session, "known", reader, url, key=f"{user.id}:{day}", now=now)


def confirm(session: Session, ticket: str, now: datetime) -> Application:
    """Confirm the address of a request; twice is as good as once."""
    query = select(Application).where(
        Application.mark == mark_of(ticket), Application.expires_at > now
    )
    found = session.scalar(query)
    if found is None:
        raise RefusedError(GONE)
    if found.state == ApplicationState.UNCONFIRMED:
        found.state, found.confirmed_at = ApplicationState.WAITING, now
    return found


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
