"""Requests for accounts: the address is confirmed, then an officer decides."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from models.credit_codes import clean_credit_code, is_credit_code
from models.organisation import Application, ApplicationState
from models.user import User
from web.accounts import passwords
from web.accounts.service import clean, find
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
