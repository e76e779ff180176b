"""The words of an alarm, from a folder of templates in the reader's language."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from models.source import SourceAlarm
from models.user import User
from web.alerts.links import Links
from web.alerts.mail import LANGUAGES, Letter
from web.sources.service import Station
from web.wording import clock as say_clock

FOLDERS = Path(__file__).parent / "messages"
RAISED, WELL = "raised", "well"
FILES = ("subject.txt", "body.txt", "body.html")


def write_letter(
    alarm: SourceAlarm, station: Station, occasion: str, person: User, links: Links
) -> Letter:
    """What is wrong, since when, what is safe and what to do; or that it is over."""
    language = person.language if person.language in LANGUAGES else "zh"
    source = station.source
    words = {
        "kind": alarm.kind,
        "title": source.title if language == "en" else source.title_zh,
        "what": alarm.sentence.get(language, ""),
        "since": alarm.sentence.get("since", ""),
        "heard": say_clock(station.record.last_success),
        "newest": station.newest.isoformat() if station.newest else "—",
        "url": source.url,
        "page": f"{links.base_url}/sources#s-{source.slug}",
    }
    subject, body, html = (
        templates().get_template(f"{language}/{occasion}/{name}").render(words)
        for name in FILES
    )
    return Letter(" ".join(subject.split()), body.strip() + "\n", html)


@lru_cache(maxsize=1)
def templates() -> Environment:
    """The templates; a word they miss is an error, not a blank."""
    return Environment(
        loader=FileSystemLoader(FOLDERS),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
