"""The text that the search index holds of notices which are about to be written."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.notice import Notice
from models.reference_facts import Member
from models.search_text import TOKENS, Beside, Words, names_of, search_text_of

Code = tuple[str, str]


def first_texts(session: Session, notices: Sequence[Notice]) -> list[str]:
    """What ``reindex`` would write for these notices, without asking for them.

    Nothing stands beside them yet but their Members and the codes they state.
    """
    codes = [stated(notice) for notice in notices]
    names = dict(names_of(session, {code for found in codes for code in found}))
    members = member_names(
        session, {copy.member_code for notice in notices for copy in notice.members}
    )
    return [
        first_text(notice, found, names, members)
        for notice, found in zip(notices, codes, strict=True)
    ]


def first_text(
    notice: Notice,
    codes: list[Code],
    names: dict[Code, list[Words]],
    members: dict[str, list[Words]],
) -> str:
    """The same for one notice."""
    beside = Beside(codes=codes)
    for copy in notice.members:
        beside.words += members.get(copy.member_code, [])
    for code in codes:
        beside.words += [one for one in names.get(code, ()) if one not in beside.words]
    symbols = [notice.symbol, *(copy.symbol for copy in notice.members if copy.symbol)]
    own = list(dict.fromkeys(symbols))
    return search_text_of(notice.content, notice.language, own, beside)


def stated(notice: Notice) -> list[Code]:
    """The codes that a notice states, in the order of the index."""
    found = {
        (scheme, str(code))
        for scheme in TOKENS
        for code in notice.content.get(scheme) or ()
    }
    return sorted(found)


def member_names(session: Session, codes: Iterable[str]) -> dict[str, list[Words]]:
    """The names of Members in both languages."""
    query = select(Member.code, Member.zh, Member.en, Member.en_wto)
    return {
        code: [pair for pair in (("zh", zh), ("en", en), ("en", wto)) if pair[1]]
        for code, zh, en, wto in session.execute(query.where(Member.code.in_(codes)))
    }
