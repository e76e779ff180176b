"""What is no word for a lexicon: each fault in one sentence."""

import re
from collections.abc import Mapping
from functools import lru_cache

from models.lexicon_terms import OfficersWord
from models.search import CJK
from models.text import clean_text
from web.editing.texts import TURNS
from web.lexicon.codes import names_of
from web.lexicon.entries import LANGUAGES, LEXICONS, STRENGTHS, Entry
from web.refused import RefusedError

MOST_WORDS, MOST_LETTERS, LEAST_LETTERS = 5, 60, 2
CHINESE = re.compile(f"[{CJK}]")
LATIN = re.compile(r"[^\W\d_]")


def read_word(form: Mapping[str, str]) -> OfficersWord:
    """The word that a form holds, tidied; nothing of it is checked."""
    term = TURNS.sub("", clean_text(form.get("term", "")))
    code = form.get("code", "").strip()
    lexicon = form.get("lexicon", "products")
    return OfficersWord(
        lexicon,
        form.get("language", "zh"),
        " ".join(term.split()),
        code.replace(".", "") if lexicon == "products" else code,
        form.get("strength", "sure") if lexicon != "substances" else "sure",
    )


def check(word: OfficersWord) -> None:
    """RefusedError for what no lexicon can hold."""
    if word.lexicon not in LEXICONS or word.language not in LANGUAGES:
        raise RefusedError("请从列表中选择词表和语言。")
    check_letters(word.term)
    check_script(word)
    if word.code not in names_of(word.lexicon):
        raise RefusedError("没有代码“%(code)s”，请从提示中选择。", code=word.code)
    if word.lexicon == "products" and norm(word) in swallowed_norms(word.language):
        raise RefusedError(
            "“%(term)s”已列为易混词（机构名称、惯用语等），不作产品名称。",
            term=word.term,
        )


def check_strength(word: OfficersWord) -> None:
    """Only the words of measures may be sure in titles alone."""
    if word.strength not in strengths_of(word.lexicon):
        raise RefusedError("请从列表中选择强度。")


def strengths_of(lexicon: str) -> dict[str, str]:
    """How surely a word of a lexicon may mean something."""
    if lexicon == "measures":
        return STRENGTHS
    return {name: label for name, label in STRENGTHS.items() if name != "title"}


def check_letters(term: str) -> None:
    """A word is neither a letter nor a sentence."""
    if len(term) < LEAST_LETTERS:
        raise RefusedError("词条至少 %(n)d 个字。", n=LEAST_LETTERS)
    if len(term) > MOST_LETTERS or len(term.split()) > MOST_WORDS:
        raise RefusedError(
            "词条请不超过 %(words)d 个词、%(letters)d 个字符。",
            words=MOST_WORDS,
            letters=MOST_LETTERS,
        )


def check_script(word: OfficersWord) -> None:
    """Chinese is written in Chinese, and what is not is not."""
    chinese = bool(CHINESE.search(word.term))
    if word.language == "zh" and not chinese:
        raise RefusedError("中文词条须含汉字；外文词请选相应语言。")
    if word.language != "zh" and (chinese or not LATIN.search(word.term)):
        raise RefusedError("外文词条须用拉丁字母书写；中文词请选中文。")


def check_new(word: OfficersWord, entries: list[Entry]) -> None:
    """RefusedError if one of these is the same word, perhaps in another form."""
    wanted = norm(word)
    for one in entries:
        same = one.key[:2] == word[:2] and one.key.code == word.code
        if not same or norm_in(word.language, one.key.term) != wanted:
            continue
        if one.state == "removed":
            raise RefusedError(
                "词条“%(term)s”（%(code)s）已停用，请查到后恢复。",
                term=one.key.term,
                code=word.code,
            )
        raise RefusedError(
            "词表已有“%(term)s”（%(code)s），单复数视为同一词条。",
            term=one.key.term,
            code=word.code,
        )


def norm(word: OfficersWord) -> str:
    """A word as texts are compared with it."""
    return norm_in(word.language, word.term)


def norm_in(language: str, term: str) -> str:
    """The same for a term of a language."""
    from nlp.pipeline import cut  # takes seconds to load

    return " ".join(cut(language, term).norms)


@lru_cache(maxsize=4)
def swallowed_norms(language: str) -> frozenset[str]:
    """The words that only look like goods."""
    from nlp.components.products import swallowed  # takes seconds to load

    return frozenset(norm_in(language, term) for term, _ in swallowed(language))
