"""Two firms that have everything a firm can have, each marked by a word of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import clock
from models.alert import Alert
from models.api_key import ApiKey
from models.endpoint import Endpoint
from models.enquiry import Enquiry, EnquiryPost, PostKind
from models.exposure import FirmExport
from models.handling import Handling, HandlingFile, HandlingState
from models.notice import Notice
from models.organisation import Contact, Invitation, Organisation, Product
from models.subscription import Subscription
from models.user import User
from models.voice import Barrier, BarrierState, Voice
from models.warning import OfficerWarning, Receipt, WarningState
from tests.web.asked_firms import make_answer, make_asked, make_circulated
from tests.web.rights_table import OUTSIDERS
from tests.web.small_world import (
    NOW,
    TODAY,
    add_event,
    add_match,
    add_notice,
    add_user,
    subscribe,
)
from web.api.keys import hash_of
from web.uploads.keeping import Upload, keep, row_of

PDF = b"%PDF-1.4\n%%EOF\n"
SECTORS = {"qxalpha": "lithium-batteries", "qxbeta": "tea"}
Values = dict[str, Any]


@dataclass(frozen=True)
class Firm:
    """A firm, its word, its first person, and the measure it was alerted to."""

    mark: str
    row: Organisation
    user: User
    notice: Notice
    folder: Path

    def words(self, kind: str) -> str:
        """A text that shows whose it is, and what it is."""
        return f"{self.mark}{kind}"


def found_firm(session: Session, mark: str, folder: Path) -> Firm:
    """A firm with a person of each outside role, and a notice of its own sector."""
    row = Organisation(kind="enterprise", name=f"{mark}name", created_at=NOW)
    session.add(row)
    session.flush()
    people = [
        add_user(
            session,
            f"{role}@{mark}.cn",
            name=f"{mark}{role}",
            role=role,
            organisation_id=row.id,
        )
        for role in OUTSIDERS
    ]
    notice = add_notice(session, f"G/TBT/N/USA/{row.id}")
    add_match(session, notice, SECTORS[mark])
    add_event(session, notice)
    subscribe(session, people[0], sectors=[SECTORS[mark]], name=f"{mark}subscription")
    return Firm(mark, row, people[0], notice, folder)


def make_subscription(session: Session, firm: Firm) -> Values:
    query = select(Subscription.id).where(Subscription.user_id == firm.user.id)
    return {"subscription_id": session.scalars(query).one()}


def make_alert(session: Session, firm: Firm) -> Values:
    query = select(Alert.id).where(Alert.user_id == firm.user.id)
    return {"alert_id": session.scalars(query).one()}


def make_measure(_session: Session, firm: Firm) -> Values:
    return {"measure_id": firm.notice.measure_id}


def make_figure(session: Session, firm: Firm) -> Values:
    row = FirmExport(
        organisation_id=firm.row.id,
        hs="850760",
        year=2025,
        low=1e6,
        author=firm.words("figure"),
        at=NOW,
    )
    return {"figure_id": kept(session, row)}


def make_product(session: Session, firm: Firm) -> Values:
    row = Product(
        organisation_id=firm.row.id,
        hs="850760",
        name=firm.words("product"),
        added_by=firm.user.email,
        added_at=NOW,
    )
    return {"product_id": kept(session, row)}


def make_contact(session: Session, firm: Firm) -> Values:
    name = firm.words("contact")
    row = Contact(organisation_id=firm.row.id, name=name, phone="027-1")
    return {"contact_id": kept(session, row)}


def make_invitation(session: Session, firm: Firm) -> Values:
    """Named by no address; it stands in the list of the firm."""
    row = Invitation(
        mark=firm.mark,
        email=f"{firm.words('invited')}@firm.cn",
        role="enterprise",
        organisation_id=firm.row.id,
        invited_by=firm.user.email,
        created_at=NOW,
        expires_at=NOW + timedelta(days=7),
    )
    return {"invitation_id": kept(session, row)}


def hand_in(firm: Firm, words: str) -> dict[str, Any]:
    """A file of a firm, as a row remembers it."""
    upload = Upload(f"{firm.words(words)}.pdf", PDF)
    return row_of(keep(firm.folder, upload))


def make_handling_file(session: Session, firm: Firm) -> Values:
    handling = Handling(
        organisation_id=firm.row.id,
        measure_id=firm.notice.measure_id,
        state=HandlingState.WORKING,
        note=firm.words("note"),
        updated_by=firm.user.email,
        updated_at=NOW,
    )
    file = hand_in(firm, "file")
    row = HandlingFile(**file, added_by=firm.user.email, added_at=NOW)
    handling.files.append(row)
    kept(session, handling)
    return {"file_id": row.id}


def make_voice(session: Session, firm: Firm) -> Values:
    row = Voice(
        notice_id=firm.notice.id,
        user_id=firm.user.id,
        organisation_id=firm.row.id,
        product=firm.words("voice"),
        contact=firm.words("reach"),
        remark=firm.words("remark"),
        file=hand_in(firm, "voice"),
        created_at=NOW,
        changed_at=NOW,
    )
    return {"voice_id": kept(session, row)}


def make_barrier(session: Session, firm: Firm) -> Values:
    row = Barrier(
        state=BarrierState.NEW,
        user_id=firm.user.id,
        organisation_id=firm.row.id,
        market="USA",
        product=firm.words("barrier"),
        story=firm.words("story"),
        firm=firm.row.name,
        contact=firm.words("reach"),
        email=firm.user.email,
        file=hand_in(firm, "barrier"),
        created_at=NOW,
        updated_at=NOW,
    )
    return {"barrier_id": kept(session, row)}


def make_enquiry(session: Session, firm: Firm) -> Values:
    row = Enquiry(
        user_id=firm.user.id,
        organisation_id=firm.row.id,
        notice_id=firm.notice.id,
        title=firm.words("enquiry"),
        due=TODAY,
        created_at=NOW,
        updated_at=NOW,
    )
    post = EnquiryPost(
        kind=PostKind.QUESTION,
        author_id=firm.user.id,
        at=NOW,
        text=firm.words("question"),
        file=hand_in(firm, "enquiry"),
    )
    row.posts.append(post)
    return {"enquiry_id": kept(session, row), "post_id": post.id}


def make_receipt(session: Session, firm: Firm) -> Values:
    """A warning that an officer sent to this firm alone, with a file."""
    file = hand_in(firm, "paper")
    author = add_user(session, f"{firm.mark}@centre.cn", role="officer")
    warning = OfficerWarning(
        state=WarningState.SENT,
        level="red",
        title_zh=firm.words("warning"),
        body_zh=firm.words("words"),
        files=[file],
        author_id=author.id,
        created_at=NOW,
        updated_at=NOW,
        sent_at=NOW,
    )
    number = kept(session, warning)
    receipt = Receipt(
        warning_id=number,
        user_id=firm.user.id,
        organisation_id=firm.row.id,
        created_at=NOW,
        answer=firm.words("answer"),
    )
    kept(session, receipt)
    return {"warning_id": number, "sha256": file["sha256"]}


def make_endpoint(session: Session, firm: Firm) -> Values:
    row = Endpoint(
        user_id=firm.user.id,
        kind="webhook",
        name=firm.words("endpoint")[:40],
        url="https://hooks.firm.example/",
        created_at=NOW,
    )
    return {"endpoint_id": kept(session, row)}


def secret_of(mark: str) -> str:
    """The key with which the programs of a firm ask."""
    return f"ct_{mark:x<43}"


def make_api_key(session: Session, firm: Firm) -> Values:
    """A key that was used just now, so that its use is not written down again."""
    row = ApiKey(
        organisation_id=firm.row.id,
        name=firm.words("key"),
        prefix="ct_12345678",
        sha256=hash_of(secret_of(firm.mark)),
        created_by_id=firm.user.id,
        created_at=NOW,
        last_used_at=clock.now(),
    )
    return {"key_id": kept(session, row)}


MAKERS: dict[str, Callable[[Session, Firm], Values]] = {
    "subscription": make_subscription,
    "alert": make_alert,
    "measure": make_measure,
    "figure": make_figure,
    "product": make_product,
    "contact": make_contact,
    "invitation": make_invitation,
    "handling_file": make_handling_file,
    "voice": make_voice,
    "barrier": make_barrier,
    "enquiry": make_enquiry,
    "receipt": make_receipt,
    "endpoint": make_endpoint,
    "asked": make_asked,
    "circulated": make_circulated,
    "answer": make_answer,
    "api_key": make_api_key,
}
"""What a firm may own: each makes one and gives the arguments that name it."""


def kept(session: Session, row: Any) -> int:
    """Add a row; its id."""
    session.add(row)
    session.flush()
    number: int = row.id
    return number
