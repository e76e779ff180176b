"""Notifications that are collected, and so must not be counted again as imported."""

from sqlalchemy import Select, func, select

from models.notice import Notice

RASFF, SIGN = "eu_rasff", "RASFF "
"""The source that is collected too, and how the symbols of its notices begin."""


def collected() -> Select[str]:
    """The references of the RASFF notifications that were collected."""
    reference = func.substr(Notice.symbol, len(SIGN) + 1)
    ours = (Notice.source_slug == RASFF, Notice.symbol.startswith(SIGN))
    return select(reference).where(*ours)
