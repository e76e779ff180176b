"""What the form of a subscription reads, refuses and says; words worth watching."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from models.subscription import Subscription
from tests.web.small_world import TODAY, add_event, add_notice, add_tag
from web.notices.filters import Filters
from web.refused import RefusedError
from web.subscriptions.backtest import back_test
from web.subscriptions.checking import check
from web.subscriptions.reading import asked, read_wish
from web.subscriptions.service import check_whole
from web.subscriptions.watchwords import watch_words
from web.subscriptions.wish import MAIL, Wish, of, put

GOODS = Wish(hs=["8507"])
EVERY_CODE = [f"{number:04}" for number in range(5000)]


def read(**fields: Any) -> Wish:
    """A form with these fields."""
    return read_wish(MultiDict(fields))


def test_national_codes_are_cut_to_six_digits_and_said() -> None:
    wish = read(hs="8507.60.00.90，8507600000\n8506")
    assert wish.hs == ["850760", "8506"]
    assert wish.cut == [("8507600090", "850760"), ("8507600000", "850760")]


def test_phrases_keep_their_blanks_and_each_comes_once() -> None:
    wish = read(words="lithium  battery，锂电池, lithium battery", excluded="toy；玩具")
    assert wish.words == ["lithium battery", "锂电池"]
    assert wish.excluded == ["toy", "玩具"]


def test_five_thousand_codes_come_back_whole_with_the_limit() -> None:
    wish = replace(GOODS, hs=read(hs=" ".join(EVERY_CODE)).hs)
    with pytest.raises(RefusedError, match="最多 200 个，现有 5000 个"):
        check(wish)
    assert wish.hs == EVERY_CODE


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"hs": ["850765"]}, "850765 不在2022年版目录中"),
        ({"excluded_hs": ["85a"]}, "“85a”不是HS编码"),
        ({"ics": ["29.2"]}, "“29.2”不是ICS号"),
        ({"words": ["a"]}, "“a”太短"),
        ({"words": ["茶"]}, "“茶”太短"),
        ({"excluded": ["茶"]}, "“茶”太短"),
        ({"words": ["……"]}, "没有可供查找的文字"),
        ({"words": ["长" * 101]}, "太长"),
        ({"words": [f"word {n}" for n in range(21)]}, "最多 20 个，现有 21 个"),
        ({"words": ["Toy"], "excluded": ["toy"]}, "“Toy”既是关键词又是排除词"),
        ({"words": ["toys"], "excluded": ["Toy"]}, "“toys”既是关键词又是排除词"),
        ({"excluded": ["[.*]+"]}, "“\\[.\\*\\]\\+”中没有可供查找的文字"),
        ({"excluded_hs": EVERY_CODE}, "HS编码最多 200 个，现有 5000 个"),
        ({"ics": EVERY_CODE}, "ICS号最多 200 个，现有 5000 个"),
        ({"hs": ["850760"], "excluded_hs": ["8507"]}, "被排除的 HS 8507 包含"),
        ({"markets": ["USA"], "excluded_members": ["USA"]}, "USA 既是所选市场又被排除"),
        ({"markets": ["g:gcc"], "excluded_members": "all"}, "都被排除了"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(
    session: Session, change: dict[str, Any], words: str
) -> None:
    if change.get("excluded_members") == "all":
        seats = ["ARE", "BHR", "KWT", "OMN", "QAT", "SAU", "YEM"]
        change = {**change, "excluded_members": seats}
    with pytest.raises(RefusedError, match=words):
        check_whole(session, replace(GOODS, **change))


def test_words_that_look_like_a_pattern_are_taken_as_they_stand(
    session: Session,
) -> None:
    add_notice(session, "G/TBT/N/USA/1", search_text="battery box")
    for word in ("bat.*", "(battery|box)", "battery%", '"battery" OR'):
        check_whole(session, Wish(words=[word]))
        assert back_test(session, Wish(words=[word]), "zh", TODAY).count == 0


@pytest.mark.parametrize(
    ("word", "count"),
    [("dra.*", 1), ("(draft|goods)", 1), ("draft%", 0), ("raft", 1), ("GOOD", 0)],
)
def test_words_that_are_left_out_are_no_pattern_either(
    session: Session, word: str, count: int
) -> None:
    """The notice is a draft of goods; marks count for nothing, parts of words too."""
    add_event(session, add_notice(session, "G/TBT/N/USA/1"))
    wish = Wish(markets=["USA"], excluded=[word])
    check_whole(session, wish)
    assert back_test(session, wish, "zh", TODAY).count == count


def test_a_form_that_is_kept_shows_the_same_again() -> None:
    wish = replace(
        GOODS,
        rate="weekly",
        weekday=4,
        at=17 * 60 + 45,
        note="大客户",
        paused_until=TODAY,
        excluded=["toy"],
        least_level="orange",
    )
    kept = Subscription(channels=["feishu"])
    put(wish, kept)
    assert of(kept) == wish
    assert kept.channels == [MAIL, "feishu"]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [("1065", 1065), ("1066", 480), ("1440", 480), ("-15", 480), ("x", 480)],
)
def test_hours_go_by_quarters(sent: str, kept: int) -> None:
    assert read(at=sent).at == kept


def test_chips_carry_codes_and_words() -> None:
    chosen = Filters(q="充电器", ics=("29.220",), hs=("8507",), market=("EU",))
    query = [pair.split("=") for pair in chosen.subscription().split("&")]
    assert {name for name, _ in query} == {"market", "hs", "ics", "words"}
    began = asked(
        MultiDict([("words", "充电器"), ("ics", "29.220"), ("level", "orange")]), "zh"
    )
    assert (began.words, began.ics, began.least_level) == (
        ["充电器"],
        ["29.220"],
        "orange",
    )


def test_words_of_the_chosen_goods_are_proposed_by_how_often_they_occur(
    session: Session,
) -> None:
    texts = ("锂电 电池", "锂电 电池 lithium battery", "power bank")
    for number, text in enumerate(texts):
        notice = add_notice(session, f"G/TBT/N/USA/{number}", search_text=text)
        if number:
            add_tag(session, notice, "850760")
    found = watch_words(session, Wish(hs=["850760"]), TODAY)
    told = [(one.word, one.count) for one in found]
    assert told[0] == ("锂电池", 2)
    assert sorted(told[1:]) == [("lithium battery", 1), ("power bank", 1)]
    again = watch_words(session, Wish(hs=["850760"], words=["锂电池"]), TODAY)
    assert "锂电池" not in [one.word for one in again]
    assert watch_words(session, Wish(markets=["USA"]), TODAY) == []
