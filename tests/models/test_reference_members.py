"""Members and groups of members: complete, written once, and never shown wrongly."""

import re
from collections import Counter
from zoneinfo import ZoneInfo

import pytest

from tests.models.reference_rows import column, fold, read, repeated, spellings

NEVER_SHOWN = (
    "中国台湾省",
    "中国香港特别行政区",
    "中国澳门特别行政区",
    "台湾省",
    "Province of China",
)
EU_NOT_SINGLE_STATES = {"GBR", "CHE", "NOR", "ISL", "LIE", "EU"}


def group(name: str) -> set[str]:
    return {row["member"] for row in read("member_groups") if row["group"] == name}


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
