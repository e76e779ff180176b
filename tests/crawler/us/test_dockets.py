"""Dockets: their ids, their last day in New York, and recorded answers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from crawler.faults import CrawlError
from crawler.us_dockets import docket_ids, last_day, read_docket, read_filed
from tests.crawler.us.servers import (
    read_sample,
)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2020-11-24T04:59:59Z", date(2020, 11, 23)),
        ("2023-07-11T03:59:59Z", date(2023, 7, 10)),
        ("2024-03-11T03:59:59Z", date(2024, 3, 10)),
        ("2024-11-04T04:59:59Z", date(2024, 11, 3)),
        ("2024-05-06T12:00:00", date(2024, 5, 6)),
    ],
)
def test_the_last_day_is_that_of_new_york(moment: str, day: date) -> None:
    assert last_day(moment) == day


def test_a_moment_that_is_none_is_a_fault_of_its_row() -> None:
    with pytest.raises(CrawlError, match="commentEndDate"):
        last_day("soon")


@pytest.mark.parametrize(
    ("written", "known", "found"),
    [
        ("Docket No. FAA-2022-1135", "", "FAA-2022-1135"),
        ("Docket ID: OSMRE-2017-0003 S1D1S SS08011000", "", "OSMRE-2017-0003"),
        ("DOCKET #: RBS-23-BUSINESS-0024", "", "RBS-23-BUSINESS-0024"),
        ("Doc. No. AMS-SC-23-0039", "", "AMS-SC-23-0039"),
        ("EERE-2017-BT-STD-0003", "EERE-2017-BT-STD-0003", "EERE-2017-BT-STD-0003"),
        ("CPSC Docket No. 2023-0047", "CPSC-2023-0047", "CPSC-2023-0047"),
        ("Project Identifier MCAI-2023-00653-T", "", ""),
        ("FRL-11576-01-R7", "IRS_FRDOC_0001", ""),
        ("AD 2023-24-07", "", ""),
        ("WC Docket No. 12-375", "", ""),
    ],
)
def test_the_id_of_a_docket_is_found_in_the_agencys_words(
    written: str, known: str, found: str
) -> None:
    assert docket_ids([written], [known]) == ([found] if found else [])


@pytest.mark.samples
def test_the_listing_is_read_to_the_last_field(samples: Path) -> None:
    pages = [f"documents_notice_since_2023-01-11_page{n}" for n in (1, 2)]
    answers = [read_sample(samples, name) for name in [*pages, "documents_by_frDocNum"]]
    rows = [row for answer in answers for row in answer["data"]]
    readings = [read_filed("it", row) for row in rows]
    assert [new for _, new in readings if new] == []
    assert len({row["id"] for row in rows}) == 406
    for row, (one, _) in zip(rows, readings, strict=True):
        end = row["attributes"]["commentEndDate"]
        assert (one.closes is None) is (end is None)
        if one.closes:
            told = date.fromisoformat(end[:10])
            assert (told - one.closes).days == 1, "the moment is past midnight, in UTC"
    assert readings[-1][0].closes == date(2020, 11, 23)


@pytest.mark.samples
def test_a_document_and_dockets_are_read_to_the_last_field(samples: Path) -> None:
    one, new = read_filed("it", read_sample(samples, "document_detail")["data"])
    assert (one.docket, one.closes, one.number, new) == (
        "FRTIB_FRDOC_0001",
        date(2020, 11, 23),
        "2020-22330",
        None,
    )
    title, new = read_docket("it", read_sample(samples, "docket_detail")["data"])
    assert (title[:26], new) == ("Registration of Fuels and ", None)
    rows = read_sample(samples, "dockets_listing_2021-05-10")["data"]
    listed = [read_docket("it", row) for row in rows]
    assert len(listed) == 10
    assert all(title and new is None for title, new in listed)
