"""What holds for the whole site: rights, languages, headers, static files, settings."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from flask import Flask

from tests.web import phrases
from tests.web.reading import make_app
from web.config import load_settings, session_key
from web.refused import RefusedError
from web.rights import Right, needs, right_of
from web.security import POLICY

WEB = Path(__file__).resolve().parents[2] / "web"
INLINE = re.compile(
    r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:", re.I
)
REMOTE = re.compile(r"<(?:link|script|img)[^>]*(?:href|src)=\"(?:https?:)?//", re.I)


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return make_app("", tmp_path)


def test_every_route_declares_its_right(app: Flask) -> None:
    undeclared = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if right_of(app, rule.endpoint) is None
    }
    assert undeclared == set()


def test_a_route_without_a_right_is_closed(tmp_path: Path) -> None:
    app = make_app("", tmp_path)
    app.add_url_rule("/bare", "bare", lambda: "secret")
    answer = app.test_client().get("/bare")
    assert answer.status_code == 403
    assert "secret" not in answer.get_data(as_text=True)


def test_a_stranger_is_sent_to_sign_in_or_turned_away(app: Flask) -> None:
    client = app.test_client()
    for rule in app.url_map.iter_rules():
        right = right_of(app, rule.endpoint)
        if right == Right.PUBLIC or rule.arguments or "GET" not in (rule.methods or ()):
            continue
        answer = client.get(rule.rule)
        assert answer.status_code in {302, 303, 401, 403}, rule.rule


def test_every_phrase_is_translated() -> None:
    assert phrases.missing() == {}


@pytest.mark.parametrize("path", sorted(phrases.CATALOGUES.glob("*.po")), ids=str)
def test_compiled_catalogues_say_what_is_written(path: Path) -> None:
    with path.with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in phrases.read_catalogue(path):
        forms = phrases.all_of(message.id)
        if forms[0]:
            one = compiled.ngettext(forms[0], forms[-1], 1)
            said = one if len(forms) > 1 else compiled.gettext(forms[0])
            assert said == phrases.all_of(message.string)[0]


def test_a_phrase_says_the_same_in_every_room() -> None:
    assert phrases.conflicts() == {}


def test_translations_keep_their_places() -> None:
    place = re.compile(r"%\((\w+)\)[sd]")
    for text, translation in phrases.english().items():
        assert set(place.findall(text)) == set(place.findall(translation)), text


def test_no_country_is_named_where_a_member_is_meant() -> None:
    for path in WEB.rglob("*.html"):
        assert "国家和地区" not in path.read_text()
    assert not [text for text in phrases.phrases() if "台湾" in text]


def test_policy_stands_on_every_answer(app: Flask) -> None:
    client = app.test_client()
    for address in ("/", "/notices", "/nowhere", "/assets/x/chutong.css"):
        answer = client.get(address)
        assert answer.headers["Content-Security-Policy"] == POLICY
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in POLICY


def test_templates_hold_nothing_inline_and_nothing_from_elsewhere() -> None:
    alone = {"messages", "mail", "paper.html"}  # mails and a PDF carry their looks
    pages = [path for path in WEB.rglob("*.html") if not alone & {*path.parts}]
    assert pages
    for path in pages:
        assert not INLINE.search(path.read_text()), path
        assert not REMOTE.search(path.read_text()), path


def test_static_files_are_hashed_kept_and_compressed(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/notices").get_data(as_text=True)
    names = re.findall(r"/assets/[0-9a-f]{12}/[\w.]+", page)
    assert len(names) >= 4
    for name in names:
        answer = client.get(name, headers={"Accept-Encoding": "br"})
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        if name.endswith((".css", ".js")):
            assert answer.headers["Content-Encoding"] == "br"


def test_first_page_is_light(app: Flask) -> None:
    client = app.test_client()
    ask = {"Accept-Encoding": "br"}
    page = client.get("/")
    names = set(re.findall(r"/assets/[0-9a-f]{12}/[\w.]+", page.get_data(as_text=True)))
    sizes = [len(client.get(name, headers=ask).data) for name in ["/", *names]]
    assert sum(sizes) < 150_000


def test_files_outside_are_not_served(app: Flask) -> None:
    client = app.test_client()
    for name in ("..%2fconfig.py", "config.py", "../config.py"):
        assert client.get(f"/assets/x/{name}").status_code == 404


def test_only_the_stylesheet_names_colours() -> None:
    sheet = (WEB / "static" / "chutong.css").read_text()
    tokens, _, rest = sheet.partition("/* Ground */")
    assert "#" in tokens
    screen = rest.partition("@media print")[0]
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", screen)


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ({"base_url": "nowhere"}, "CHUTONG_BASE_URL"),
        ({"database_url": "mysql://x"}, "CHUTONG_DATABASE_URL"),
        ({"smtp_url": "mail"}, "CHUTONG_SMTP_URL"),
        ({"mail_from": "the centre"}, "CHUTONG_MAIL_FROM"),
        ({"mail_from": "a@b.cn\r\nBcc: c@d.cn"}, "CHUTONG_MAIL_FROM"),
        ({"signup": "anyone"}, "CHUTONG_SIGNUP"),
        ({"offline": "perhaps"}, "CHUTONG_OFFLINE"),
    ],
)
def test_a_bad_setting_is_one_sentence(
    tmp_path: Path, given: dict[str, str], name: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        load_settings(data=tmp_path, **given)
    told = str(caught.value)
    assert told.startswith(name)
    assert told.endswith(".")
    assert "\n" not in told


def test_environment_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "chutong.toml").write_text('contact = "a"\nCHUTONG_MAIL_FROM = "b@c"\n')
    monkeypatch.setenv("CHUTONG_DATA", str(tmp_path))
    assert load_settings().contact == "a"
    assert load_settings().mail_from == "b@c"
    monkeypatch.setenv("CHUTONG_CONTACT", "z")
    assert load_settings().contact == "z"


def test_an_unknown_setting_in_the_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "chutong.toml").write_text('colour = "red"\n')
    with pytest.raises(RefusedError, match="CHUTONG_COLOUR is no setting"):
        load_settings(data=tmp_path)


def test_the_first_start_makes_a_key_and_keeps_it(tmp_path: Path) -> None:
    settings = load_settings(data=tmp_path, secret_key="")
    first = session_key(settings)
    assert len(first) > 40
    assert session_key(settings) == first
    assert (tmp_path / "session.key").stat().st_mode & 0o077 == 0


def test_a_refusal_is_told_as_a_sentence(tmp_path: Path) -> None:
    app = make_app("", tmp_path)

    @needs(Right.PUBLIC)
    def refuse() -> str:
        raise RefusedError("没有邮箱为 %(email)s 的账号。", email="<a@b>")

    app.add_url_rule("/refuse", "refuse", refuse)
    answer = app.test_client().get("/refuse?lang=en")
    assert answer.status_code == 422
    assert "&lt;a@b&gt;" in answer.get_data(as_text=True)
