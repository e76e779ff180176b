"""Names of kinds of measure and objectives, in both languages; no framework here."""

from functools import lru_cache

from models import reference

Names = dict[str, tuple[str, str]]


@lru_cache(maxsize=1)
def measure_types() -> Names:
    """Chinese and English names of the kinds of measure, by their id."""
    return {one.id: (one.zh, one.en) for one in reference.measure_types()}


@lru_cache(maxsize=1)
def objectives() -> Names:
    """Chinese and English names of the objectives, by their key."""
    return {one.key: (one.zh, one.en) for one in reference.objectives()}


def hs_names() -> Names:
    """Chinese and English names of HS codes; a subheading has its heading's Chinese."""
    return reference.code_names("hs")


def ics_names() -> Names:
    """Chinese and English names of ICS codes."""
    return reference.code_names("ics")
