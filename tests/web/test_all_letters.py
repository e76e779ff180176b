"""Each letter of the house is whole in both languages."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from models.database import make_engine, session_factory
from tests.web.all_letters import SAID, all_letters
from web.mail.writing import TAGS, Letter

CHINESE = re.compile(r"[\u3400-\u9fff，。：；（）【】]")
HREF = re.compile(r'href="(https://chutong\.example/[^"#]+)')


@pytest.fixture(scope="module")
def letters(
    tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path
) -> dict[str, Letter]:
    """Made once: no letter hangs on the kind of the database."""
    file = tmp_path_factory.mktemp("letters") / "chutong.db"
    shutil.copyfile(sqlite_template, file)
    with session_factory(make_engine(f"sqlite:///{file}"))() as session:
        return all_letters(session)


def faults(name: str, letter: Letter) -> list[str]:
    """What is wrong with a letter."""
    language, whole = name.rpartition(".")[2], letter.subject + letter.body
    found: dict[str, object] = {
        "a subject of more than one line": "\n" in letter.subject,
        "a subject without words": len(letter.subject) < 6,
        "a word that was not filled in": re.search(r"%\(|\{\{|\bNone\b", whole),
        "three empty lines": "\n\n\n\n" in letter.body,
        "the language of its HTML": f'<html lang="{TAGS[language]}"'
        not in letter.body_html,
        "an image or a script": re.search(r"<(?:img|script|link)\b", letter.body_html),
    }
    links = {unescape(one) for one in HREF.findall(letter.body_html)}
    found["a link that only its HTML has"] = [
        one for one in links if one not in letter.body
    ]
    return [fault for fault, is_there in found.items() if is_there]


def test_every_letter_is_whole(letters: dict[str, Letter]) -> None:
    assert len(letters) > 80
    wrong = {name: faults(name, one) for name, one in letters.items()}
    assert {name: one for name, one in wrong.items() if one} == {}


def test_an_english_letter_holds_chinese_only_where_people_wrote_it(
    letters: dict[str, Letter],
) -> None:
    written = [*SAID.splitlines(), "锂电池"]
    left = {}
    for name, letter in letters.items():
        lines = f"{letter.subject}\n{letter.body}".splitlines()
        kept = [one for one in lines if not any(words in one for words in written)]
        chinese = [one for one in kept if CHINESE.search(one)]
        if name.endswith(".en") and chinese:
            left[name] = chinese[:3]
    assert left == {}


def test_nothing_is_shipped_by_the_days_of_a_withdrawn_measure(
    letters: dict[str, Letter],
) -> None:
    told = {name: one.body for name, one in letters.items() if name.startswith("alert")}
    assert "最晚安全发运日（2027年2月18日生效）：海运" in told["alert-new.zh"]
    assert "Last safe shipment (Kenya, in force 18 February" in told["alert-joint.en"]
    assert "最晚安全发运日" not in told["alert-withdrawn.zh"]
    assert "2026年4月20日改为2026年6月19日，延长60天" in told["alert-extended.zh"]
    assert "评议截止日：2026年6月19日（通报载明" in told["alert-extended.zh"]


def test_a_day_without_joint_notifications_is_counted_once(
    letters: dict[str, Letter],
) -> None:
    assert "SPS 0 项）。其中美国 2 项" in letters["digest.zh"].body
    assert "SPS 0): United States 2" in letters["digest.en"].body
