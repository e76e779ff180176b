"""The text that the search index holds of a notice which is about to be written."""

from models.notice import Notice
from models.search_names import names_of_member
from models.search_words import Beside, search_text_of, stated_codes


def first_text(notice: Notice) -> str:
    """What ``reindex`` would write for this notice, without asking for it.

    Nothing stands beside it yet but its Members and the codes it states.
    """
    beside = Beside()
    for copy in notice.members:
        beside.words += names_of_member(copy.member_code)
    beside.add_tags(stated_codes(notice.content))
    symbols = [notice.symbol, *(copy.symbol for copy in notice.members if copy.symbol)]
    own = list(dict.fromkeys(symbols))
    return search_text_of(notice.content, notice.language, own, beside)
