"""The contact of the centre: entered once, told alike everywhere, never made up."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from models.alert import Message
from models.paper import PaperKind
from tests.models.archive import AT, TODAY
from tests.web.asking import add_case, add_round, ask
from tests.web.centre import enter, make_app, open_centre
from tests.web.paper_case import SYMBOL, open_case
from web.cases.blanks import count_blanks
from web.consultations.letters import post_letter
from web.drafts.composing import compose
from web.papers.contact import keep_contact, line_of, read_contact, sign_of
from web.papers.fields import fields_of
from web.papers.letters import write_letter
from web.refused import RefusedError

WHOLE = {
    "name_zh": "湖北省WTO/TBT通报咨询中心",
    "name_en": "Hubei WTO/TBT Enquiry Centre",
    "person_zh": "李明",
    "person_en": "Li Ming",
    "address_zh": "武汉市示例路1号",
    "address_en": "1 Example Road, Wuhan",
    "phone": "+86 27 0000 0000",
    "email": "tbt@centre.example",
}
ZH = "联系人：李明；地址：武汉市示例路1号；电话：+86 27 0000 0000"
EN = "Contact: Li Ming; Address: 1 Example Road, Wuhan; Telephone: +86 27 0000 0000"


def keep(session: Session, seen: str = "", **changes: str) -> None:
    form = {**WHOLE, **changes}
    keep_contact(session, form, seen=seen, actor="评议专员", now=AT)


def test_every_letter_and_the_comment_say_it_in_both_languages(
    session: Session,
) -> None:
    case = open_case(session)
    keep(session)
    for kind in (PaperKind.EXTENSION, PaperKind.CHASE, PaperKind.TRANSMITTAL):
        zh, en = write_letter(kind, fields_of(session, case, TODAY))
        assert ZH in zh
        assert EN in en or kind == PaperKind.TRANSMITTAL
        assert "姓名" not in zh + en
    last = compose(session, case)[-1]
    assert last.zh.splitlines()[-1] == f"{ZH}；电子邮箱：tbt@centre.example"
    assert last.en.splitlines()[-1] == f"{EN}; E-mail: tbt@centre.example"


def test_what_was_not_entered_is_left_open_and_named(session: Session) -> None:
    case = open_case(session)
    zh, en = write_letter(PaperKind.CHASE, fields_of(session, case, TODAY))
    assert "【待填写：姓名、地址、电话、电子邮箱】" in zh
    assert "[TO COMPLETE: name, address, telephone, e-mail]" in en
    keep(session, person_en="", phone="")
    held = read_contact(session)
    assert held.missing == ["person_en", "phone"]
    assert line_of(held, "zh").endswith("；联系方式：【待填写：电话】")
    assert line_of(held, "en").endswith("; Contact: [TO COMPLETE: name, telephone]")
    assert count_blanks(line_of(held, "en")) == 1


def test_a_mail_tells_what_is_known_and_leaves_nothing_open(session: Session) -> None:
    asked = ask(session, add_round(session, add_case(session)), "甲")
    assert post_letter(session, "half", asked, "https://x", key="1", now=AT)
    assert sign_of(session, "zh") == ""
    keep(session, person_zh="", address_zh="")
    assert post_letter(session, "half", asked, "https://x", key="2", now=AT)
    before, after = session.scalars(select(Message.body).order_by(Message.id))
    told = "湖北省WTO/TBT通报咨询中心；电话：+86 27 0000 0000；电子邮箱：tbt@centre"
    assert told in after
    assert "电话" not in before
    assert "待填写" not in before + after


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name_en": ""}, "都要填写"),
        ({"email": "nobody"}, "邮箱格式"),
        ({"person_en": "李明"}, "含有汉字"),
        ({"address_zh": "路" * 201}, "超过"),
    ],
)
def test_what_no_letter_may_say_is_refused(
    session: Session, changes: dict[str, str], words: str
) -> None:
    with pytest.raises(RefusedError, match=words):
        keep(session, **changes)


def test_two_who_change_it_are_told(session: Session) -> None:
    keep(session)
    with pytest.raises(RefusedError) as refused:
        keep(session, phone="1")
    assert refused.value.values == {"who": "评议专员"}


def test_an_officer_enters_it_and_the_paper_says_what_lacks(
    database: Engine, database_url: str, tmp_path: Path
) -> None:
    ids = open_centre(database)
    app = make_app(database_url, tmp_path, WTF_CSRF_ENABLED=False)
    officer = enter(app, ids["officer"])
    case = officer.post(f"/notices/{ids[SYMBOL]}/case").headers["Location"]
    assert "还没有填全" in officer.get(f"{case}/papers").text
    assert "尚未填写：联系人（中文）" in officer.get("/papers/contact").text
    refused = officer.post("/papers/contact", data={**WHOLE, "email": "x"})
    assert refused.status_code == 422
    assert "Li Ming" in refused.text
    assert officer.post("/papers/contact", data=WHOLE).status_code == 303
    assert "还没有填全" not in officer.get(f"{case}/papers/chase").text
    assert ZH in officer.get("/papers/contact").text
