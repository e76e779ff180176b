"""The kinds of change and of documents that a reader chose, as a message names them."""

from collections.abc import Iterator

from models.audience import document_term, event_term
from models.kinds import NoticeKind, sort_of
from web.subscriptions.wish import KINDS

WORDS = {
    "new": {"zh": "新发布", "en": "newly issued"},
    "dates": {"zh": "日期变更", "en": "dates moved"},
    "text": {"zh": "内容变更", "en": "content changed"},
    "final": {"zh": "批准、公布或生效", "en": "adopted, published or in force"},
    "ended": {"zh": "撤销或作废", "en": "withdrawn or void"},
    NoticeKind.DRAFT.value: {"zh": "国外法规草案", "en": "foreign drafts"},
    NoticeKind.RULE.value: {"zh": "国外法规", "en": "foreign regulations"},
    "risk": {"zh": "边境与市场风险", "en": "border and market risks"},
}
"""Kinds as the form of a subscription parts them."""


def chosen_kinds(asked: list[str], event: str, document: str) -> list[str]:
    """What of the kinds that are asked for (as terms) has met, for the reason."""
    names = {event_term(event): kind_name(event), document_term(document): document}
    return list(dict.fromkeys(named(asked, names)))


def named(asked: list[str], names: dict[str, str]) -> Iterator[str]:
    """The kinds that were asked for and met."""
    yield from (sort_of(name) for term, name in names.items() if term in asked)


def kind_name(event: str) -> str:
    """The kind of change that an event is of."""
    return next((name for name, kinds in KINDS.items() if event in kinds), event)


def say_chosen(kind: str, language: str) -> str:
    """A kind that met, in words."""
    return WORDS[kind][language] if kind in WORDS else kind
