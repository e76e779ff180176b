"""The stage: whether a database may become a demonstration, its day, its people."""

from collections.abc import Iterator
from datetime import date, datetime, time

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from models import clock
from models.case import Case
from models.deadlines import HERE
from models.measure import Event, Measure
from models.notice import Notice
from models.organisation import Organisation
from models.subscription import Subscription
from models.user import User
from web.accounts.service import add_user
from web.demo.cast import FIRMS, PLAYERS, Player
from web.demo.exports import bring_exports
from web.demo.profiles import fill_profiles
from web.demo.wired import bring_ways
from web.refused import RefusedError
from web.subscriptions import service as subscriptions

DAY = date(2025, 6, 12)
"""The day at which a demonstration stands still."""
BEGAN = date(2025, 5, 20)
"""The day on which its people came and subscribed."""
ACTOR = "demo"
REFUSAL = (
    "This database holds %(what)s, so it cannot become a demonstration: "
    "give --demo an empty folder with --data."
)


def check_empty(session: Session) -> None:
    """Refuse a database that holds anything but the archive and the reference."""
    for what, query in (
        ("people", select(User.id)),
        ("organisations", select(Organisation.id)),
        ("subscriptions", select(Subscription.id)),
        ("cases", select(Case.id)),
        ("real notices", select(Notice.id).where(Notice.provisional.is_(False))),
    ):
        if session.scalar(query.limit(1)) is not None:
            raise RefusedError(REFUSAL, what=what)


def set_stage(session: Session) -> None:
    """Stop the clock, forget what is yet to come, and bring in the people."""
    clock.fix_day(session, DAY)
    forget_the_future(session)
    firms = dict(bring_firms(session))
    fill_profiles(firms, ACTOR, at(BEGAN, 9))
    for player in PLAYERS:
        bring_player(session, player, firms)
    session.flush()
    bring_ways(session, at(BEGAN, 11))
    bring_exports(session, firms["trade"], at(BEGAN, 9))


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour in Wuhan."""
    return datetime.combine(day, time(hour, minute), HERE)


def forget_the_future(session: Session) -> None:
    """Take out the notices that came after the day of the demonstration."""
    late = session.scalars(select(Notice).where(Notice.distributed > DAY)).all()
    ids = [notice.id for notice in late]
    session.execute(delete(Event).where(Event.notice_id.in_(ids)))
    for notice in late:
        session.delete(notice)
    session.flush()
    kept = select(Notice.measure_id).where(Notice.measure_id.is_not(None))
    for measure in session.scalars(select(Measure).where(Measure.id.not_in(kept))):
        session.delete(measure)
    session.flush()


def bring_firms(session: Session) -> Iterator[tuple[str, Organisation]]:
    """The invented firms, by their keys."""
    for firm in FIRMS:
        row = Organisation(
            kind=firm.kind, name=firm.name, city=firm.city, created_at=at(BEGAN, 9)
        )
        session.add(row)
        yield firm.key, row


def bring_player(
    session: Session, player: Player, firms: dict[str, Organisation]
) -> None:
    """A person of the play, and what they subscribe to."""
    user = add_user(
        session,
        player.email,
        player.name,
        player.role,
        actor=ACTOR,
        language=player.language,
    )
    user.created_at = at(BEGAN, 9)
    user.organisation = firms.get(player.firm)
    for wish in player.wishes:
        subscriptions.create(session, user, wish, at(BEGAN, 10))
