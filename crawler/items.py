"""All that a way of fetching may hand on to the store."""

from dataclasses import dataclass, field
from datetime import date

from crawler.faults import CrawlError
from models.content import Content
from models.symbols import Symbol


@dataclass
class MemberCopy:
    """One Member's copy of a document; only the copy that was read has its days."""

    code: str
    symbol: str | None = None
    eping_id: str | None = None
    distributed: date | None = None
    comments_close: date | None = None
    link: str | None = None
    mark: str | None = None
    """The mark of the row that it was read from (see ``crawler.marks``)."""


@dataclass
class NoticeItem:
    """One row of a publisher, read and checked.

    ``copy`` is the Member's copy that this row is; ``others`` are the further
    Members of a joint document. ``given`` names the fields that this way of
    fetching can tell at all, so that an absent column is not an emptied field.
    """

    source: str
    key: str
    agreement: str | None
    type: str
    emergency: bool
    symbol: str
    symbols: list[Symbol]
    distributed: date
    comments_close: date | None
    content: Content
    copy: MemberCopy
    others: list[MemberCopy]
    given: frozenset[str]
    place: str
    kind: str = "notification"
    language: str = "en"
    provisional: bool = False
    family: tuple[str, ...] = ()
    """What a document without WTO symbols shares with the others of its measure."""
    warnings: list[CrawlError] = field(default_factory=list)

    @property
    def bases(self) -> list[str]:
        """The names that join this document to a measure, the first one leading."""
        return list(dict.fromkeys([*(one.base for one in self.symbols), *self.family]))

    @property
    def title(self) -> str:
        """The title, or the symbol where the publisher gives none."""
        return self.content.get("title") or self.symbol

    @property
    def form(self) -> str:
        """What kind of document it is, as its symbol says, else its type."""
        return self.symbols[0].kind if self.symbols else self.type
