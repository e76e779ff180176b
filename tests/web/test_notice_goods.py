"""The goods that stand under a line of a list."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from tests.web.reading import add, add_source, tag
from web.notices.around import read_goods


@pytest.mark.parametrize(
    ("codes", "goods"),
    [
        ([("hs", "030289")], ["Fish"]),
        ([("ics", "03.120.10"), ("hs", "1902")], ["Pasta"]),
        ([("ics", "97.140"), ("hs", "9403")], ["Furniture"]),
        ([("ics", "13.020.01")], []),
    ],
)
def test_goods_are_named_by_the_codes_that_tell(
    session: Session, codes: list[tuple[str, str]], goods: list[str]
) -> None:
    add_source(session)
    notice = add(session, "G/TBT/N/USA/1", "Goods")
    for scheme, code in codes:
        tag(session, notice, scheme, code, "")
    session.flush()
    named = read_goods(session, [notice.id]).get(notice.id, [])
    assert [en for _, en in named] == goods
