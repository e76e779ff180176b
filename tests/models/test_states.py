from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.events import EventKind, Happening
from models.states import STATE_ZH, State, state_of

TODAY = date(2025, 6, 12)
BEFORE, AFTER = TODAY - timedelta(days=9), TODAY + timedelta(days=9)


def event(kind: EventKind, day: date | None, target: str | None = None) -> Happening:
    return Happening(kind, day, "", "type", target)


CIRCULATED = event(EventKind.CIRCULATED, BEFORE - timedelta(days=60))
events = st.lists(
    st.builds(
        event, st.sampled_from(EventKind), st.none() | st.sampled_from([BEFORE, AFTER])
    )
)


@pytest.mark.parametrize(
    ("kind", "day", "state"),
    [
        (EventKind.ADOPTED, BEFORE, State.ADOPTED),
        (EventKind.ADOPTED, None, State.ADOPTED),
        (EventKind.ADOPTED, AFTER, State.OPEN),
        (EventKind.PUBLISHED, BEFORE, State.PUBLISHED),
        (EventKind.IN_FORCE, TODAY, State.IN_FORCE),
        (EventKind.IN_FORCE, AFTER, State.ADOPTED),
        (EventKind.FINAL_TEXT, None, State.ADOPTED),
        (EventKind.WITHDRAWN, BEFORE, State.WITHDRAWN),
        (EventKind.VOID, None, State.VOID),
        (EventKind.EXTENDED, AFTER, State.OPEN),
        (EventKind.OTHER, BEFORE, State.OPEN),
    ],
)
def test_states(kind: EventKind, day: date | None, state: State) -> None:
    assert state_of([CIRCULATED, event(kind, day)], AFTER, TODAY) == state


def test_open_through_the_last_day() -> None:
    assert state_of([CIRCULATED], TODAY, TODAY) == State.OPEN
    assert state_of([CIRCULATED], TODAY - timedelta(days=1), TODAY) == State.CLOSED
    assert state_of([CIRCULATED], None, TODAY) == State.CLOSED


def test_a_revision_begins_anew() -> None:
    adopted = event(EventKind.ADOPTED, BEFORE)
    revised = event(EventKind.REVISED, BEFORE + timedelta(days=2))
    assert state_of([adopted, revised], AFTER, TODAY) == State.OPEN
    assert state_of([revised, event(EventKind.ADOPTED, TODAY)], AFTER, TODAY) == (
        State.ADOPTED
    )


def test_a_void_addendum_leaves_the_family() -> None:
    addendum = event(EventKind.VOID, None, "G/TBT/N/BRA/366/Add.1")
    base = event(EventKind.VOID, None, "G/TBT/N/BRA/366")
    assert state_of([CIRCULATED, addendum], AFTER, TODAY) == State.OPEN
    assert state_of([CIRCULATED, base], AFTER, TODAY) == State.VOID


@given(events, st.none() | st.sampled_from([BEFORE, TODAY, AFTER]))
def test_every_history_has_one_state_in_any_order(
    history: list[Happening], deadline: date | None
) -> None:
    state = state_of(history, deadline, TODAY)
    assert state == state_of(reversed(history), deadline, TODAY)
    assert state in STATE_ZH
    if state == State.OPEN:
        assert deadline is not None
        assert deadline >= TODAY


def test_every_state_has_its_chinese_name() -> None:
    assert set(STATE_ZH) == set(State)
    assert len(set(STATE_ZH.values())) == len(State)
