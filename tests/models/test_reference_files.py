"""The reference facts: counted, unique, complete, and equal to the samples."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest

from tests.models.reference_rows import (
    REFERENCE,
    column,
    fold,
    read,
    repeated,
    spellings,
)

KEYS = {
    "members": ("code", 189),
    "ics": ("code", 1381),
    "objectives": ("name", 19),
    "notice_types": ("name", 15),
    "measure_types": ("id", 19),
    "grounds": ("id", 40),
    "standards": ("body", 183),
}


@pytest.mark.parametrize("name", [*KEYS, "member_groups"])
def test_every_file_is_plain_csv(name: str) -> None:
    raw = (REFERENCE / f"{name}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    assert all(None not in row and None not in row.values() for row in read(name))


@pytest.mark.parametrize("name", KEYS)
def test_keys_are_unique_and_complete(name: str) -> None:
    key, count = KEYS[name]
    keys = column(name, key)
    assert len(keys) == count
    assert not repeated(keys)


class TestIcs:
    def test_there_are_40_fields_401_groups_940_sub_groups(self) -> None:
        assert Counter(column("ics", "level")) == {"1": 40, "2": 401, "3": 940}

    def test_every_code_stands_under_its_parent(self) -> None:
        rows = read("ics")
        codes = {row["code"] for row in rows}
        for row in rows:
            assert row["code"].count(".") == int(row["level"]) - 1
            assert row["level"] == "1" or row["code"].rpartition(".")[0] in codes

    def test_fields_and_groups_speak_chinese(self) -> None:
        untitled = [
            row["code"] for row in read("ics") if row["level"] < "3" and not row["zh"]
        ]
        assert untitled == []

    def test_titles_are_clean(self) -> None:
        for row in read("ics"):
            assert row["en"]
            assert row["en"] == " ".join(row["en"].split())
            assert "," not in row["zh"]


class TestNames:
    @pytest.mark.parametrize(
        ("name", "keys"),
        [
            ("objectives", ("key", "agreement", "zh", "en")),
            ("notice_types", ("key", "zh")),
            ("measure_types", ("zh", "en")),
            ("standards", ("pattern_hint", "zh", "en")),
        ],
    )
    def test_nothing_promised_is_empty(self, name: str, keys: tuple[str, ...]) -> None:
        assert [row for row in read(name) if not all(row[key] for key in keys)] == []

    def test_an_objective_is_its_english_name_and_its_agreement(self) -> None:
        for row in read("objectives"):
            assert row["name"] == f"{row['en']} ({row['agreement']})"
        assert "Consumer information, labelling (TBT)" in column("objectives", "name")

    def test_notice_types_have_the_seven_keys(self) -> None:
        keys = sorted(set(column("notice_types", "key")))
        assert keys[:4] == ["addendum", "corrigendum", "emergency", "equivalence"]
        assert keys[4:] == ["regular", "revision", "supplement"]

    def test_a_type_is_an_emergency_when_its_name_says_so(self) -> None:
        for row in read("notice_types"):
            assert row["emergency"] == ("yes" if "Emergency" in row["name"] else "no")
            assert row["agreement_hint"] == ("SPS" if "(SPS)" in row["name"] else "")

    def test_measure_types_keep_their_order(self) -> None:
        ids = column("measure_types", "id")
        assert ids[0] == "labelling"
        assert ids[4] == "testing-certification"
        assert ids[-1] == "other"

    def test_only_world_bodies_are_international(self) -> None:
        world = {row["body"]: row["international"] for row in read("standards")}
        assert set(world.values()) == {"yes", "no"}
        assert {"ISO", "IEC", "ITU", "Codex", "ISPM", "WOAH", "UN Regulation"} <= {
            body for body, answer in world.items() if answer == "yes"
        }
        assert {world[body] for body in ("EN", "ASTM", "GB", "UL", "EAS")} == {"no"}


class TestGrounds:
    def test_each_ground_can_be_argued_in_both_languages(self) -> None:
        optional = {"auto_check", "caution", "caution_zh"}
        for row in read("grounds"):
            empty = [key for key, value in row.items() if not value]
            assert set(empty) <= optional, row["id"]

    def test_ids_carry_their_agreement(self) -> None:
        rows = read("grounds")
        assert all(row["id"].startswith(row["agreement"].lower()) for row in rows)
        assert Counter(row["agreement"] for row in rows) == {"TBT": 26, "SPS": 14}
        assert {row["strength"] for row in rows} == {"core", "supporting", "rare"}


@pytest.mark.samples
class TestAgainstSamples:
    def test_members_are_those_of_the_wto_list(self, samples: Path) -> None:
        text = (samples / "wto_members" / "wto_names.csv").read_text(encoding="utf-8")
        status = {"1": "member", "0": "observer"}
        theirs = {
            row["iso3"]: status[row["is_member"]]
            for row in csv.DictReader(text.splitlines())
        }
        assert {row["iso3"]: row["status"] for row in read("members")} == theirs

    def test_ics_codes_are_those_of_the_edition(self, samples: Path) -> None:
        text = (samples / "ics" / "ics_ed7_2015.csv").read_text(encoding="utf-8")
        theirs = [(r["code"], r["level"]) for r in csv.DictReader(text.splitlines())]
        assert [(row["code"], row["level"]) for row in read("ics")] == theirs

    def test_every_notice_speaks_in_known_names(self, samples: Path) -> None:
        text = (samples / "notifications" / "notifications.jsonl").read_text("utf-8")
        records = [json.loads(line) for line in text.splitlines()]
        objectives = set(column("objectives", "name"))
        types = set(column("notice_types", "name"))
        known = spellings()
        assert len(records) == 76
        for record in records:
            assert record["type"] in types
            assert set(record["objectives"]) <= objectives
            assert all(fold(name) in known for name in record["members"])

    def test_ics_codes_of_the_notices_are_known(self, samples: Path) -> None:
        text = (samples / "notifications" / "notifications.jsonl").read_text("utf-8")
        stated = {
            code for line in text.splitlines() for code in json.loads(line)["ics"]
        }
        assert stated <= set(column("ics", "code"))
