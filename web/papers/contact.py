"""Whom the centre's letters say to turn to: entered by officers, never invented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy.orm import Session

from models.reference_facts import Setting
from web.audit import note
from web.cases.blanks import blank, to_fill
from web.marks import N_
from web.refused import RefusedError

KEY = "centre.contact"
CENTRE = ("湖北省WTO/TBT通报咨询中心", "Hubei WTO/TBT Enquiry Centre")
"""What the centre is called where nobody entered another name."""
LONGEST = 200
LABELS = {
    "zh": {
        "person": "联系人",
        "address": "地址",
        "phone": "电话",
        "email": "电子邮箱",
    },
    "en": {
        "person": "Contact",
        "address": "Address",
        "phone": "Telephone",
        "email": "E-mail",
    },
}
"""The parts of the line in their order, as each language names them."""
WANTED = {
    "zh": {**LABELS["zh"], "person": "姓名"},
    "en": {
        "person": "name",
        "address": "address",
        "phone": "telephone",
        "email": "e-mail",
    },
}
"""What a person is asked to fill in where a part is missing."""
MISSING = {
    "person_zh": N_("联系人（中文）"),
    "person_en": N_("联系人（英文）"),
    "address_zh": N_("地址（中文）"),
    "address_en": N_("地址（英文）"),
    "phone": N_("电话"),
    "email": N_("电子邮箱"),
}
OPEN = {"zh": "联系方式：", "en": "Contact: "}
JOINT = {"zh": ("：", "；"), "en": (": ", "; ")}
NO_NAME = N_("中心名称的中文和英文都要填写。")
NO_MAIL = N_("邮箱格式不对，请核对；没有邮箱可以留空。")
TOO_LONG = N_("有一栏超过 %(most)d 字，请缩短后再保存。")
NOT_LATIN = N_("英文信函里用的一栏含有汉字（%(said)s），请改用英文或拼音。")
CHANGED = N_("%(who)s刚刚改过联系方式，这次没有保存。请核对新的内容后再改。")


@dataclass(frozen=True)
class Contact:
    """The parts of the contact line; an empty one was not entered."""

    name_zh: str = CENTRE[0]
    name_en: str = CENTRE[1]
    person_zh: str = ""
    person_en: str = ""
    address_zh: str = ""
    address_en: str = ""
    phone: str = ""
    email: str = ""
    by: str = ""
    at: str = ""

    def part(self, what: str, side: str) -> str:
        """A part in one language; telephone and mail are the same in both."""
        return str(getattr(self, f"{what}_{side}", "") or getattr(self, what, ""))

    @property
    def when(self) -> datetime | None:
        """When it was changed last; None where nobody did."""
        return datetime.fromisoformat(self.at) if self.at else None

    @property
    def missing(self) -> list[str]:
        """The parts that nobody entered yet, by their names in ``MISSING``."""
        return [name for name in MISSING if not getattr(self, name)]


FIELDS = tuple(one.name for one in fields(Contact) if one.name not in {"by", "at"})


def read_contact(session: Session) -> Contact:
    """The contact as it stands."""
    row = session.get(Setting, KEY)
    return Contact(**json.loads(row.value)) if row else Contact()


def line_of(contact: Contact, side: str) -> str:
    """The line of a letter; what was not entered is left open for a person."""
    open_place = blank if side == "zh" else to_fill
    comma = "、" if side == "zh" else ", "
    wanted = [
        words for what, words in WANTED[side].items() if not contact.part(what, side)
    ]
    left = OPEN[side] + open_place(comma.join(wanted)) if wanted else ""
    return JOINT[side][1].join([*known(contact, side), *([left] if left else [])])


def known(contact: Contact, side: str) -> list[str]:
    """The parts that were entered, each with its label."""
    return [
        f"{label}{JOINT[side][0]}{contact.part(what, side)}"
        for what, label in LABELS[side].items()
        if contact.part(what, side)
    ]


def sign_of(session: Session, language: str) -> str:
    """The line under a mail: the centre and what of its contact was entered.

    A mail goes out at once, so nothing is left open in it; '' where neither telephone
    nor mail is known.
    """
    contact, side = read_contact(session), "en" if language == "en" else "zh"
    if not (contact.phone or contact.email):
        return ""
    return JOINT[side][1].join([contact.part("name", side), *known(contact, side)])


def reach_of(session: Session) -> str:
    """Telephone and mail as a page for everybody shows them; no person is named."""
    contact = read_contact(session)
    return " · ".join(part for part in (contact.phone, contact.email) if part)


def keep_contact(
    session: Session,
    form: Mapping[str, str],
    *,
    seen: str,
    actor: str,
    now: datetime,
) -> Contact:
    """Keep what a form says; RefusedError if it is unfit, or changed meanwhile."""
    held = read_contact(session)
    if seen != held.at:
        raise RefusedError(CHANGED, who=held.by)
    told = {name: " ".join(form.get(name, "").split()) for name in FIELDS}
    check(told)
    made = Contact(**told, by=actor, at=now.isoformat())
    session.merge(Setting(key=KEY, value=json.dumps(asdict(made), ensure_ascii=False)))
    session.flush()
    note(session, actor, "centre.contact_changed", ("setting", KEY))
    return made


def check(told: Mapping[str, str]) -> None:
    """Refuse what no letter may say."""
    if any(len(text) > LONGEST for text in told.values()):
        raise RefusedError(TOO_LONG, most=LONGEST)
    if not (told["name_zh"] and told["name_en"]):
        raise RefusedError(NO_NAME)
    if told["email"] and "@" not in told["email"].strip("@"):
        raise RefusedError(NO_MAIL)
    for name in ("name_en", "person_en", "address_en", "phone", "email"):
        if any("\u3400" <= mark <= "\u9fff" for mark in told[name]):
            raise RefusedError(NOT_LATIN, said=told[name][:40])
