"""A publisher's row, read field by field until nothing is left."""

from collections.abc import Collection, Mapping
from typing import Any

from crawler.faults import CrawlError


class Record:
    """One row: a missing required field stops the run, a new one is told of."""

    def __init__(self, source: str, row: Mapping[str, Any]) -> None:
        self.source = source
        self.left = dict(row)

    def take(self, field: str) -> Any:
        """The value of a field that every row has; without it the run stops."""
        if field not in self.left:
            raise CrawlError("missing_field", source=self.source, field=field)
        return self.left.pop(field)

    def take_either(self, *fields: str) -> Any:
        """The first filled one of fields of which at least one must be there."""
        found = [self.left.pop(field) for field in fields if field in self.left]
        if not found:
            names = " or ".join(fields)
            raise CrawlError("missing_field", source=self.source, field=names)
        return next((value for value in found if value), found[0])

    def take_any(self, *fields: str) -> Any:
        """The first filled one of fields that need not be there; else None."""
        found = [self.left.pop(field) for field in fields if field in self.left]
        return next((value for value in found if value not in (None, "")), None)

    def has(self, *fields: str) -> bool:
        """Whether any of these fields is still there to be taken."""
        return any(field in self.left for field in fields)

    def finish(self, unread: Collection[str] = ()) -> CrawlError | None:
        """What is left over beyond what we knowingly leave unread, as a warning."""
        new = sorted(self.left.keys() - set(unread))
        if not new:
            return None
        return CrawlError("new_field", source=self.source, fields=", ".join(new))
