"""All publishers that we can call on: found by looking into ``crawler/spiders``."""

import pkgutil
from functools import lru_cache
from importlib import import_module
from inspect import getmembers, isabstract, isclass
from typing import TypeGuard

from crawler import spiders
from crawler.card import Card
from crawler.faults import CrawlError
from crawler.settings import Wishes
from crawler.spider import SourceSpider


@lru_cache(maxsize=1)
def all_spiders() -> tuple[type[SourceSpider], ...]:
    """Every spider, one a file, in the order of their names."""
    found: list[type[SourceSpider]] = []
    for module in pkgutil.iter_modules(spiders.__path__):
        name = f"{spiders.__name__}.{module.name}"
        members = getmembers(import_module(name), isclass)
        found += [kind for _, kind in members if is_spider_of(kind, name)]
    return tuple(found)


def is_spider_of(kind: type, module: str) -> TypeGuard[type[SourceSpider]]:
    """Whether this is a spider that can be sent, and was written in this file."""
    fits = issubclass(kind, SourceSpider) and not isabstract(kind)
    return fits and kind.__module__ == module


@lru_cache(maxsize=1)
def all_cards() -> dict[str, Card]:
    """The cards of the publishers by their slugs."""
    return {kind.card.slug: kind.card for kind in all_spiders()}


def spider_of(slug: str, way: str) -> type[SourceSpider]:
    """The spider of a way; a way that the publisher does not have is a fault."""
    for kind in all_spiders():
        if (kind.card.slug, kind.way) == (slug, way):
            return kind
    raise CrawlError("no_such_way", source=slug, way=way)


def usable_ways(card: Card, wishes: Wishes) -> list[str]:
    """The ways, the best first, that have what they need."""
    kinds = (spider_of(card.slug, way) for way in card.ways)
    return [kind.way for kind in kinds if kind.lacks(wishes) is None]
