"""Planning back from the last day, against deadlines worked out by hand.

The hand work, for each line: the window in days; 21 days back, or 35 % of the window
rounded up; three working days at least; then back over days off. Days off of 2025 and
2026 are those announced (2025: 1 Jan, 28 Jan-4 Feb, 4-6 Apr, 1-5 May, 31 May-2 Jun,
1-8 Oct, made up on 26 Jan, 8 Feb, 27 Apr, 28 Sep, 11 Oct; 2026: 1-3 Jan, 15-23 Feb,
4-6 Apr, 1-5 May, 19-21 Jun, 25-27 Sep, 1-7 Oct, made up on 4 Jan, 14 and 28 Feb,
9 May, 20 Sep, 10 Oct); from 2027 on they are estimated.
"""

from __future__ import annotations

import pytest

from models.back_plan import Lead, Share, earliest_zone
from tests.models.planned import day, plan

BY_HAND = [
    # circulated, last day, window, national day, why it lies there
    ("2025-06-02", "2025-08-01", 60, "2025-07-11", "21 days before, a Friday"),
    ("2025-06-03", "2025-08-01", 59, "2025-07-11", "20.65 days, so 21"),
    ("2025-08-25", "2025-10-24", 60, "2025-09-30", "3 Oct is National Day week"),
    ("2025-09-02", "2025-11-01", 60, "2025-10-11", "a make-up Saturday"),
    ("2024-12-18", "2025-02-16", 60, "2025-01-26", "a make-up Sunday"),
    ("2024-12-22", "2025-02-20", 60, "2025-01-27", "30 Jan is Spring Festival"),
    ("2026-01-11", "2026-03-12", 60, "2026-02-14", "19 Feb; 14 Feb is made up"),
    ("2026-03-02", "2026-03-17", 15, "2026-03-11", "5.25 days, so 6"),
    ("2026-09-21", "2026-10-08", 17, "2026-09-28", "2 Oct leaves no working day"),
    ("2026-04-01", "2026-04-21", 20, "2026-04-14", "7.0 days are 7, not 8"),
    ("2026-04-10", "2026-05-10", 30, "2026-04-29", "10.5 days, so 11"),
    ("2026-05-20", "2026-07-04", 45, "2026-06-18", "15.75 days, so 16"),
    ("2026-05-22", "2026-07-06", 45, "2026-06-18", "20 Jun is Dragon Boat"),
    ("2025-07-01", "2025-09-29", 90, "2025-09-08", "a Monday"),
    ("2025-06-13", "2025-10-11", 120, "2025-09-19", "20 Sep is a plain Saturday"),
    ("2025-02-25", "2025-04-26", 60, "2025-04-03", "5 Apr is Tomb-sweeping"),
    ("2025-03-26", "2025-05-25", 60, "2025-04-30", "4 May is Labour Day"),
    ("2025-04-24", "2025-06-23", 60, "2025-05-30", "2 Jun is Dragon Boat"),
    ("2025-11-24", "2026-01-23", 60, "2025-12-31", "2 Jan is New Year"),
    ("2025-11-26", "2026-01-25", 60, "2026-01-04", "a make-up Sunday"),
    ("2026-08-18", "2026-10-17", 60, "2026-09-24", "26 Sep is Mid-Autumn"),
    ("2026-08-28", "2026-10-27", 60, "2026-09-30", "6 Oct is National Day week"),
    ("2026-07-06", "2026-09-04", 60, "2026-08-14", "a Friday"),
    ("2027-01-02", "2027-03-03", 60, "2027-02-03", "10 Feb, estimated 4-12 Feb"),
    ("2026-11-25", "2027-01-24", 60, "2026-12-31", "3 Jan 2027, estimated"),
    ("2028-09-20", "2028-10-20", 30, "2028-10-09", "after 1-8 Oct, estimated"),
]
ELSEWHERE = [
    # zone, circulated, last day, national day, last safe minute in China
    ("Pacific/Auckland", "2026-03-10", "2026-05-09", "2026-04-17", "19:59"),
    ("Pacific/Auckland", "2025-11-16", "2026-01-15", "2025-12-25", "18:59"),
    ("Pacific/Apia", "2025-11-16", "2026-01-15", "2025-12-25", "18:59"),
    ("Australia/Sydney", "2025-10-21", "2025-12-20", "2025-11-28", "20:59"),
    ("Asia/Tokyo", "2026-05-01", "2026-06-30", "2026-06-09", "22:59"),
    ("America/Los_Angeles", "2025-07-02", "2025-08-01", "2025-07-21", ""),
    ("Pacific/Honolulu", "2025-06-02", "2025-08-01", "2025-07-11", ""),
    ("Europe/Brussels", "2025-06-02", "2025-08-01", "2025-07-11", ""),
    ("", "2025-06-02", "2025-08-01", "2025-07-11", ""),
]
RECIPIENTS = [
    (Lead(30, 0.35, 3), "2026-03-02", "2026-05-31", "2026-04-30"),
    (Lead(21, 0.50, 3), "2026-07-01", "2026-08-10", "2026-07-21"),
    (Lead(21, 0.35, 10), "2026-09-10", "2026-09-30", "2026-09-16"),
    (Lead(0, 0.0, 0), "2026-09-10", "2026-10-03", "2026-09-30"),
]
OWN_STEPS = [
    # circulated, last day, replies close, draft, meeting, sign-off
    ("2025-06-02", "2025-08-01", "06-20", "06-30", "07-04", "07-09"),
    ("2025-08-25", "2025-10-24", "09-12", "09-19", "09-24", "09-28"),
    ("2026-01-11", "2026-03-12", "01-28", "02-04", "02-06", "02-12"),
    ("2026-03-02", "2026-03-17", "03-06", "03-06", "03-09", "03-11"),
]


@pytest.mark.parametrize(("circulated", "external", "window", "national", "_"), BY_HAND)
def test_the_national_day_is_what_it_is_by_hand(
    circulated: str, external: str, window: int, national: str, _: str
) -> None:
    assert (day(external) - day(circulated)).days == window
    found = plan(circulated, external)
    assert found.national == day(national)
    assert found.is_estimated is (external > "2027")


@pytest.mark.parametrize(
    ("zone", "circulated", "external", "national", "at"), ELSEWHERE
)
def test_the_members_zone_tells_the_last_safe_minute(
    zone: str, circulated: str, external: str, national: str, at: str
) -> None:
    found = plan(circulated, external, zone=zone)
    assert found.national == day(national)
    safe = [one["at"] for one in found.told if one["step"] == "safe"]
    assert safe == ([at] if at else [])


@pytest.mark.parametrize(("lead", "circulated", "external", "national"), RECIPIENTS)
def test_a_recipient_has_a_lead_of_its_own(
    lead: Lead, circulated: str, external: str, national: str
) -> None:
    assert plan(circulated, external, lead).national == day(national)


@pytest.mark.parametrize(
    ("circulated", "external", *(share for share in Share)), OWN_STEPS
)
def test_the_centres_own_days_are_shares_of_the_way(
    circulated: str,
    external: str,
    replies_close: str,
    draft_due: str,
    meeting_due: str,
    sign_off_due: str,
) -> None:
    steps = plan(circulated, external).steps
    year = external[:4]
    told = [replies_close, draft_due, meeting_due, sign_off_due]
    assert list(steps.values()) == [day(f"{year}-{one}") for one in told]


def test_every_table_together_holds_thirty_deadlines() -> None:
    assert len(BY_HAND) + len(ELSEWHERE) + len(RECIPIENTS) >= 30


def test_of_several_zones_the_one_whose_day_ends_first_counts() -> None:
    zones = ["America/Toronto", "Pacific/Auckland", "", "Europe/Brussels"]
    assert earliest_zone(zones, day("2026-05-09")) == "Pacific/Auckland"
    assert earliest_zone([], day("2026-05-09")) == ""
