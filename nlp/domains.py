"""Under which agreement a measure falls, where its publisher does not say."""

from functools import lru_cache

from nlp.text import NoticeText
from nlp.words import read_lexicon


def domain_of(text: NoticeText) -> str:
    """SPS or TBT: as stated, else by office or type of product; "" if unsure.

    Offices of both kinds speak for neither.
    """
    if text.agreement:
        return text.agreement
    given = {"agency": text.agencies, "keyword": text.keywords}
    found = {row["agreement"] for row in rows() if row["words"] in given[row["field"]]}
    return found.pop() if len(found) == 1 else ""


@lru_cache(maxsize=1)
def rows() -> list[dict[str, str]]:
    """The offices and types of product that speak for one agreement."""
    return read_lexicon("domains.csv")
