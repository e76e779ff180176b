"""The letters that a service puts into the outbox, each as that service writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.alert import Message
from models.case import Case
from models.consultation import Asked, AskedKind, Consultation
from models.endpoint import Endpoint
from models.user import Role, User
from models.voice import Voice
from tests.web import asking
from tests.web.all_letters_told import CONTACT, SAID, TOLD, URL
from tests.web.lettered_world import add_whole
from tests.web.letters import LINKS
from tests.web.small_world import NOW, TODAY, add_user
from web.alerts.channels.telling import tell_owner
from web.channels.addresses import try_mail
from web.consultations import letters as asked_letters
from web.consultations import moving, rounds, thanking
from web.consultations.questions import question_of
from web.enquiries import letters as enquiries
from web.joining import letters as accounts
from web.mail.plain import Reader
from web.mail.writing import Letter
from web.papers.contact import FIELDS, keep_contact

Made = Iterator[tuple[str, Letter]]
Act = Callable[[], object]


def posted(session: Session, act: Act, address: str = "") -> list[Letter]:
    """What an act puts into the outbox, or only what goes to an address."""
    before = session.scalar(select(func.max(Message.id))) or 0
    act()
    session.flush()
    query = select(Message).where(Message.id > before).order_by(Message.id)
    return [
        Letter(one.subject, one.body, one.body_html)
        for one in session.scalars(query)
        if address in ("", one.address)
    ]


def add_contact(session: Session) -> None:
    """Whom to turn to, as the centre entered it."""
    form = {name: CONTACT.get(name, "") for name in FIELDS}
    keep_contact(session, form, seen="", actor="周岚", now=NOW)


def add_person(
    session: Session, part: str, language: str, role: Role = Role.ENTERPRISE
) -> User:
    """A person who has an account and reads a language."""
    name, address = str(TOLD[language]["name"]), f"{part}-{language}@firm.cn"
    return add_user(session, address, name=name, language=language, role=role)


def desk(session: Session, language: str) -> Made:
    """About accounts, and answers of the desk."""
    told: Any = dict(TOLD[language])
    reader = Reader("wang@firm.cn", told.pop("name"), language)
    for occasion in accounts.wordings():
        given = (session, occasion, reader, URL)
        act = partial(accounts.post_letter, *given, key=language, now=NOW, **told)
        yield f"account-{occasion}", posted(session, act)[0]
    for occasion in enquiries.wordings():
        said = "" if occasion == "barrier_confirm" else SAID[language]
        about, key = enquiries.Letter(occasion, URL, said), f"{occasion}:{language}"
        what = (session, about, reader)
        act = partial(enquiries.post_letter, *what, key=key, now=NOW, **told)
        yield f"enquiry-{occasion}", posted(session, act)[0]


def asked(session: Session, language: str) -> Made:
    """A round of questions, from the first letter to what came of it."""
    symbol = {"zh": "G/TBT/N/EU/1301", "en": "G/TBT/N/EU/1302"}[language]
    case = asking.add_case(session, add_whole(session, symbol, members=("EU",)))
    one = asking.add_round(session, case)
    one.question_zh, one.question_en = question_of(session, case)
    for occasion, kind in (
        ("asked", AskedKind.FIRM),
        ("expert", AskedKind.EXPERT),
        ("department", AskedKind.DEPARTMENT),
    ):
        party = ask(session, case, occasion, kind, language)
        act = sending(session, party)
        yield f"asked-{occasion}", posted(session, act)[0]
    yield from answering(session, case, language)


def ask(
    session: Session, case: Case, name: str, kind: AskedKind, language: str
) -> Asked:
    """A party of the round of a case, named as people are."""
    (one,) = session.query(Consultation).filter_by(case_id=case.id)
    who = TOLD[language]["name" if kind == AskedKind.EXPERT else "firm"]
    address = f"{name}-{language}@firm.cn"
    return asking.ask(session, one, str(who), kind, email=address, language=language)


def sending(session: Session, party: Asked) -> Act:
    """The act of putting the question to a party."""
    return partial(rounds.send, session, party, LINKS, now=NOW, today=TODAY)


def answering(session: Session, case: Case, language: str) -> Made:
    """Reminders, a moved day, a new link, thanks, and the outcome."""
    firm = ask(session, case, "firm", AskedKind.FIRM, language)
    late = ask(session, case, "late", AskedKind.FIRM, language)
    one = firm.consultation
    at: Any = {"now": NOW, "today": TODAY}
    before = one.closes - timedelta(days=7)
    acts: dict[str, Act] = {
        occasion: partial(
            asked_letters.post_letter,
            *(session, occasion, firm, URL),
            key=occasion,
            now=NOW,
        )
        for occasion in ("half", "last")
    }
    acts["moved"] = partial(moving.tell_all, session, one, before, LINKS, **at)
    acts["again"] = partial(rounds.send_again, session, firm, LINKS, **at)
    acts["thanks"] = partial(thank, session, firm, is_late=False)
    acts["thanks_late"] = partial(thank, session, late, is_late=True)
    acts["told"] = partial(thanking.tell_outcome, session, case, LINKS, NOW)
    for occasion, act in acts.items():
        found = posted(session, act, late.email if "late" in occasion else firm.email)
        yield f"asked-{occasion}", found[0]
    yield "told", told_voice(session, case, language)
    case.state = "closed"  # no later letter tells of its days


def thank(session: Session, party: Asked, *, is_late: bool) -> None:
    """A party answers, and is thanked."""
    asking.reply(session, party, late=is_late)
    thanking.thank(session, party, LINKS, now=NOW, today=TODAY)


def told_voice(session: Session, case: Case, language: str) -> Letter:
    """Who answered from an alert hears what came of each argument."""
    user = add_person(session, "voice", language)
    for item, outcome in zip(case.items, ("accepted", "refused"), strict=True):
        item.outcome = outcome
    voice = Voice(
        notice_id=case.notice_id,
        user_id=user.id,
        product="锂电池",
        contact=user.name,
        created_at=NOW,
        changed_at=NOW,
    )
    session.add(voice)
    session.flush()
    return posted(
        session, lambda: thanking.tell_outcome(session, case, LINKS, NOW), user.email
    )[0]


def channels(session: Session, language: str) -> Made:
    """A robot that was halted, and a test of one's own address."""
    told = TOLD[language]
    user = add_person(session, "subscriber", language)
    robot = Endpoint(
        user=user,
        kind="wecom",
        name=str(told["robot"]),
        url="https://qyapi.example/",
        failures=20,
        last_error=str(told["reason_en"]),
        created_at=NOW,
    )
    session.add(robot)
    session.flush()
    yield "halted", posted(session, lambda: tell_owner(session, robot, LINKS, NOW))[0]
    yield "test", posted(session, lambda: try_mail(session, user, NOW))[0]
