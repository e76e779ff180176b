"""One tree of phrases for all lexicons of a language."""

from nlp.components.phrases import Entry, PhraseTagger
from nlp.nomenclature import codes_under
from nlp.phrasebook import Phrasebook
from nlp.pipeline import blank, pipeline, taggers
from nlp.words import words_of


def test_every_phrase_is_found_those_inside_others_too() -> None:
    book = Phrasebook()
    book.add(1, ["steel"])
    book.add(2, ["steel", "pipe"])
    book.add(3, ["pipe", "fitting"])
    assert book.find(["steel", "pipe", "fitting"]) == [(1, 0, 1), (2, 0, 2), (3, 1, 3)]
    assert book.find(["pipe"]) == book.find([]) == []


def test_a_phrase_stands_in_the_book_once() -> None:
    book = Phrasebook()
    book.add(1, ["steel"])
    book.add(1, ["steel"])
    book.add(2, [])
    assert book.size == 1
    assert book.find(["steel"]) == [(1, 0, 1)]


def test_each_tagger_finds_its_own_phrases_in_the_common_book() -> None:
    nlp = blank("en")
    goods = PhraseTagger(nlp, "goods", [("pumps", Entry("8413", 1.0))])
    text = words_of(nlp("Insulin pump"))
    assert [one.code for one in goods.marks(text)] == ["8413"]
    other = PhraseTagger(nlp, "devices", [("insulin pump", Entry("9018", 1.0))])
    assert [one.code for one in other.marks(text)] == ["9018"], "learnt later"
    assert [one.code for one in goods.marks(text)] == ["8413"]


def test_marks_and_spans_say_the_same() -> None:
    doc = pipeline("en")("Lead in toys, HS 9503; ISO 8124-1")
    for name, tagger in taggers("en"):
        spans = [(one.label_, one.start, one.end) for one in doc.spans[name]]
        assert [one[:3] for one in tagger.marks(words_of(doc))] == spans


def test_the_codes_under_another_lie_together() -> None:
    assert codes_under("hs", "8507")[0] == "8507"
    assert "850760" in codes_under("hs", "8507")
    assert all(code.startswith("43.0") for code in codes_under("ics", "43.0"))
    assert codes_under("hs", "9999") == []
