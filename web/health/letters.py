"""The words of an alarm, from a folder of templates in the reader's language."""

from pathlib import Path

from models.source import SourceAlarm
from models.user import User
from web.alerts.links import Links
from web.mail.writing import Letter, spoken, write
from web.sources.service import Station
from web.wording import clock as say_clock

FOLDERS = Path(__file__).parent / "messages"
RAISED, WELL = "raised", "well"


def write_letter(
    alarm: SourceAlarm, station: Station, occasion: str, person: User, links: Links
) -> Letter:
    """What is wrong, since when, what is safe and what to do; or that it is over."""
    language = spoken(person.language)
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
    return write(FOLDERS / occasion, language, words)
