"""A mail from its folder: subject.txt, body.txt and body.html, in either language.

The source of every template is Chinese, marked ``_()``; the frame around all mails and
its pieces stand in ``templates``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

LANGUAGES = ("zh", "en")
FRAME = Path(__file__).parent / "templates"
CATALOGUES = Path(__file__).parents[1] / "translations"
TAGS = {"zh": "zh-Hans", "en": "en"}
"""The languages as mail programs and browsers name them."""


@dataclass(frozen=True)
class Letter:
    """What a message says."""

    subject: str
    body: str
    body_html: str


def spoken(language: str) -> str:
    """The language in which a reader is written to; Chinese if it is none of ours."""
    return language if language in LANGUAGES else LANGUAGES[0]


def write(folder: Path, language: str, words: Mapping[str, object]) -> Letter:
    """The letter of a folder; a word that its templates miss is an error.

    The subject is one line, whatever the words hold.
    """
    found = templates(folder, language)
    subject = " ".join(found.get_template("subject.txt").render(words).split())
    body, html = (
        found.get_template(name).render({**words, "subject": subject})
        for name in ("body.txt", "body.html")
    )
    return Letter(subject, body.strip() + "\n", html)


@lru_cache
def templates(folder: Path, language: str) -> Environment:
    """The templates of a folder in the frame of all; HTML escapes what it is given."""
    made = Environment(
        loader=FileSystemLoader([folder, FRAME]),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.install_gettext_translations(  # type: ignore[attr-defined]
        catalogue(language), newstyle=True
    )
    made.globals.update(lang=TAGS[language], language=language)
    return made


@lru_cache
def catalogue(language: str) -> NullTranslations:
    """All that the site says in a language; Chinese is the source itself."""
    found: NullTranslations = NullTranslations()
    if language == LANGUAGES[0]:
        return found
    for path in sorted(CATALOGUES.glob(f"{language}/LC_MESSAGES/*.mo")):
        with path.open("rb") as file:
            one = Translations(file, domain=path.stem)
        found = found.merge(one) if isinstance(found, Translations) else one
    return found
