"""The reference facts: counted, unique, complete, and equal to the samples."""

import csv
import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

REFERENCE = Path(__file__).parents[2] / "models" / "reference"
KEYS = {
    "members": ("code", 189),
    "ics": ("code", 1381),
    "objectives": ("name", 19),
    "notice_types": ("name", 15),
    "measure_types": ("id", 19),
    "grounds": ("id", 40),
    "standards": ("body", 183),
}
NEVER_SHOWN = (
    "中国台湾省",
    "中国香港特别行政区",
    "中国澳门特别行政区",
    "台湾省",
    "Province of China",
)
EU_NOT_SINGLE_STATES = {"GBR", "CHE", "NOR", "ISL", "LIE", "EU"}


def read(name: str) -> list[dict[str, str]]:
    text = (REFERENCE / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def column(name: str, key: str) -> list[str]:
    return [row[key] for row in read(name)]


def repeated(values: list[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]


def group(name: str) -> set[str]:
    return {row["member"] for row in read("member_groups") if row["group"] == name}


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.casefold().replace("’", "'"))
    return "".join(mark for mark in plain if not unicodedata.combining(mark))


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


class TestMembers:
    def test_there_are_166_members_and_23_observers(self) -> None:
        assert Counter(column("members", "status")) == {"member": 166, "observer": 23}

    @pytest.mark.parametrize("key", ["iso2", "numeric", "eping_code", "en", "zh"])
    def test_no_two_members_share_a_code_or_name(self, key: str) -> None:
        values = column("members", key)
        assert all(values)
        assert not repeated(values)

    def test_codes_are_those_of_the_symbols(self) -> None:
        codes = {row["code"]: row for row in read("members")}
        odd = {code for code, row in codes.items() if code != row["iso3"]}
        assert odd == {"EU", "TPKM"}
        assert codes["EU"]["eping_code"] == "U918"
        assert codes["CHN"]["eping_code"] == "C156"
        for row in codes.values():
            prefix = "U" if row["code"] == "EU" else "C"
            assert re.fullmatch(r"\d{3}", row["numeric"])
            assert row["eping_code"] == prefix + row["numeric"]

    def test_the_three_customs_territories_have_their_proper_names(self) -> None:
        zh = {row["code"]: row["zh"] for row in read("members")}
        assert zh["TPKM"] == "中国台北"
        assert zh["HKG"] == "中国香港"
        assert zh["MAC"] == "中国澳门"

    def test_no_display_name_is_a_forbidden_one(self) -> None:
        for row in read("members"):
            shown = row["zh"] + row["en"] + row["en_wto"]
            assert not [bad for bad in NEVER_SHOWN if bad in shown]
            assert row["zh"] not in {"台湾", "香港", "澳门"}
            assert "台湾省" not in row["aliases"]

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Korea, Republic of", "KOR"),
            ("Kuwait, the State of", "KWT"),
            ("Bahrain, Kingdom of", "BHR"),
            ("Viet Nam", "VNM"),
            ("Türkiye", "TUR"),
            ("Turkey", "TUR"),
            ("Swaziland", "SWZ"),
            ("EEC", "EU"),
            ("Czech Republic", "CZE"),
            ("United States of America", "USA"),
            ("États-Unis", "USA"),
            ("República de Corea", "KOR"),
            ("Chinese Taipei", "TPKM"),
            ("沙特", "SAU"),
        ],
    )
    def test_a_spelling_leads_to_its_member(self, name: str, code: str) -> None:
        assert spellings()[fold(name)] == {code}

    def test_no_spelling_leads_to_two_members(self) -> None:
        assert [name for name, codes in spellings().items() if len(codes) > 1] == []

    def test_every_zone_is_known(self) -> None:
        zones = column("members", "zone")
        assert {ZoneInfo(zone).key for zone in zones} == set(zones)


def spellings() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in read("members"):
        aliases = row["aliases"].split("|") if row["aliases"] else []
        for name in (row["en"], row["en_wto"], row["zh"], *aliases):
            assert name == name.strip()
            assert name
            found.setdefault(fold(name), set()).add(row["code"])
    return found


class TestMemberGroups:
    def test_the_eight_groups_hold_the_right_number(self) -> None:
        assert Counter(column("member_groups", "group")) == {
            "eu27": 28,
            "gcc": 7,
            "eac": 5,
            "eaeu": 5,
            "asean": 11,
            "rcep": 15,
            "bri": 146,
            "main": 4,
        }

    def test_every_member_of_a_group_exists(self) -> None:
        assert set(column("member_groups", "member")) <= set(column("members", "code"))

    def test_no_group_holds_a_member_twice(self) -> None:
        pairs = [f"{row['group']} {row['member']}" for row in read("member_groups")]
        assert not repeated(pairs)

    def test_the_market_eu_is_the_union_and_its_single_states(self) -> None:
        single = group("eu27") - {"EU"}
        assert "EU" in group("eu27")
        assert len(single) == 27
        assert not single & EU_NOT_SINGLE_STATES

    def test_joint_notifiers_are_those_of_the_symbols(self) -> None:
        assert group("gcc") == {"ARE", "BHR", "KWT", "OMN", "QAT", "SAU", "YEM"}
        assert group("eac") == {"BDI", "KEN", "RWA", "TZA", "UGA"}
        assert group("main") == {"USA", "EU", "JPN", "KOR"}

    def test_each_group_says_where_it_comes_from_and_when(self) -> None:
        for row in read("member_groups"):
            assert row["name_zh"]
            assert row["name_en"]
            assert row["source"]
            assert re.fullmatch(r"20\d\d-\d\d-\d\d", row["as_of"])


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
