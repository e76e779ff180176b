"""Chinese or English: which one to speak, and how to change it without moving.

Source text is Chinese, marked ``_()``. English lives in ``translations/en``: one
catalogue a feature (messages, accounts, cases, …), all of them read together.
"""

from pathlib import Path
from urllib.parse import quote, urlencode

from flask import Flask, Response, request
from flask_babel import get_locale
from flask_login import current_user

from web.extensions import babel

LANGUAGES = {"zh": "zh_Hans_CN", "en": "en"}
CATALOGUES = Path(__file__).parent / "translations"
COOKIE = "lang"
YEAR = 365 * 24 * 3600


def language() -> str:
    """The language of this request: zh or en."""
    locale = get_locale()
    return "en" if locale is not None and locale.language == "en" else "zh"


def wanted() -> str:
    """What the address asks for, else the cookie, else the person, else Chinese."""
    asked = request.args.get("lang", "")
    kept = request.cookies.get(COOKIE, "")
    own = current_user.language if current_user.is_authenticated else "zh"
    return next(name for name in (asked, kept, own, "zh") if name in LANGUAGES)


def select() -> str:
    """The locale for Babel."""
    return LANGUAGES[wanted()]


def domains() -> list[str]:
    """The names of the catalogues that are there, the common one first."""
    found = {path.stem for path in CATALOGUES.glob("en/LC_MESSAGES/*.mo")}
    return ["messages", *sorted(found - {"messages"})]


def switch(to: str) -> str:
    """The address of this very page in the other language, never of another site."""
    pairs = [(key, value) for key, value in request.args.items(multi=True)]
    kept = [(key, value) for key, value in pairs if key != "lang"]
    path = quote("/" + request.path.lstrip("/"))
    return f"{path}?{urlencode([*kept, ('lang', to)])}"


def named(zh: str | None, en: str | None) -> str:
    """One of two names, by the language of the page; the other where it is empty."""
    first, second = (en, zh) if language() == "en" else (zh, en)
    return first or second or ""


def keep_choice(response: Response) -> Response:
    """Remember a language that the address asked for."""
    asked = request.args.get("lang")
    if asked in LANGUAGES:
        response.set_cookie(COOKIE, asked, max_age=YEAR, samesite="Lax", httponly=True)
    return response


def register(app: Flask) -> None:
    """Bind the languages to an application."""
    names = domains()
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(
        [str(CATALOGUES)] * len(names)
    )
    app.config["BABEL_DOMAIN"] = ";".join(names)
    babel.init_app(app, default_locale="zh_Hans_CN", locale_selector=select)
    app.after_request(keep_choice)
    app.jinja_env.globals.update(language=language, switch=switch, named=named)
