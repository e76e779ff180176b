"""Each letter of the house is whole in both languages."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from models.database import make_engine, session_factory
from tests.web.all_letters import all_letters, kinds
from tests.web.all_letters_told import SAID
from web.consultations.letters import wordings as asked_words
from web.enquiries.letters import wordings as enquiry_words
from web.joining.letters import wordings as account_words
from web.mail.writing import TAGS, Letter
from web.planning.letters import wordings as planning_words

ROOM = Path("web")
COMPOSING = re.compile(
    r"^from web\.mail\.(?:plain|writing) import .*\b(?:fill|write|write_plain)\b", re.M
)
"""What a file imports that makes a letter."""

SMALL = re.compile(r"(?:^|\n\n)[a-z]")
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
    lines = letter.body.splitlines()
    found: dict[str, object] = {
        "a subject of more than one line": "\n" in letter.subject,
        "a subject without words": len(letter.subject) < 6,
        "a word that was not filled in": re.search(r"%\(|\{\{|\bNone\b", whole),
        "two empty lines": "\n\n\n" in letter.body,
        "a line that ends with a blank": [one for one in lines if one != one.rstrip()],
        "a sentence with a small beginning": SMALL.search(letter.body)
        if language == "en"
        else None,
        "one of several": re.search(r"\b1 \w+s\b(?! ago)", whole),
        "a full stop too many": re.search(r"\.\.(?!\.)|。。|，。|；。", whole),
        "a paragraph without words": re.search(r"<p[^>]*>\s*</p>", letter.body_html),
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
    assert len(letters) > 100
    wrong = {name: faults(name, one) for name, one in letters.items()}
    assert {name: one for name, one in wrong.items() if one} == {}


def test_whatever_composes_mail_has_its_letter(letters: dict[str, Letter]) -> None:
    """A new kind of mail fails until it stands in the table and among the letters."""
    table = kinds()
    composing = {
        path.as_posix()
        for path in ROOM.rglob("*.py")
        if COMPOSING.search(path.read_text(encoding="utf-8"))
    }
    assert {row["made_by"] for row in table} == composing - {"web/mail/plain.py"}
    wanted = {
        (row["letter"], language)
        for row in table
        for language in row["languages"].split()
    }
    made = {tuple(re.split(r"-.*\.|\.", name, maxsplit=1)) for name in letters}
    assert made == wanted


def test_every_wording_of_a_table_is_a_letter(letters: dict[str, Letter]) -> None:
    tables = {
        "asked": asked_words(),
        "enquiry": enquiry_words(),
        "account": account_words(),
        "planning": planning_words().keys() - {"due", "phases"},
    }
    for room, occasions in tables.items():
        made = {name for name in letters if name.startswith(f"{room}-")}
        both = (f"{room}-{one}.{language}" for one in occasions for language in TAGS)
        assert made == set(both)


def test_an_english_letter_holds_chinese_only_where_people_wrote_it(
    letters: dict[str, Letter],
) -> None:
    written = [*SAID["en"].splitlines(), "锂电池"]
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
