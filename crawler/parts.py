"""What a field of a row holds: an object, a list, or the fault of another form."""

from typing import Any

from crawler.faults import CrawlError
from crawler.record import Record

Raw = dict[str, Any]


def take_part(record: Record, field: str) -> Record:
    """The object in a field, to be read like a row."""
    return Record(record.source, check_part(record.source, record.take(field), field))


def take_parts(record: Record, field: str) -> list[Raw]:
    """The objects in a field; an empty field is an empty list."""
    found = record.take(field) or []
    if not isinstance(found, list):
        raise CrawlError("odd_field", source=record.source, field=field)
    return [check_part(record.source, one, field) for one in found]


def take_words(record: Record, field: str) -> list[str]:
    """The texts in a field; an empty field is an empty list."""
    found = record.take(field) or []
    if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
        raise CrawlError("odd_field", source=record.source, field=field)
    return found


def check_part(source: str, found: Any, field: str) -> Raw:
    """What was found in a field, if it is an object."""
    if not isinstance(found, dict):
        raise CrawlError("odd_field", source=source, field=field)
    return found
