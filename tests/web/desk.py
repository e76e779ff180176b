"""Officers at their desk, firms with people, and warnings between them."""

from __future__ import annotations

import dataclasses

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.alert import Message
from models.organisation import Organisation, Product
from models.user import Role, User
from models.warning import OfficerWarning
from tests.web.small_world import NOW, TODAY, add_user
from web.alerts.links import Links
from web.warnings import sending, service
from web.warnings.text import Draft

LINKS = Links("https://chutong.example", "a key")
DRAFT = Draft(
    level="orange",
    title_zh="欧盟电池标签要求提前适用",
    body_zh="自3月起按新标签验货。\n请核对库存。",
    hs="8507.60",
    cities=["武汉"],
)


def add_firm(
    session: Session, name: str, city: str, hs: str = "", **columns: object
) -> Organisation:
    firm = Organisation(kind="firm", name=name, city=city, created_at=NOW, **columns)
    if hs:
        sold = Product(hs=hs, name="", added_by="x@example.org", added_at=NOW)
        firm.products.append(sold)
    session.add(firm)
    session.flush()
    return firm


@dataclasses.dataclass
class Desk:
    """Officers, and firms with people."""

    session: Session
    officer: User
    reviewer: User
    firms: dict[str, Organisation]
    people: dict[str, User]

    def create(self, **changes: object) -> OfficerWarning:
        draft = dataclasses.replace(DRAFT, **changes)  # type: ignore[arg-type]
        return service.create(self.session, self.officer, draft, NOW, TODAY)

    def submit(self, warning: OfficerWarning) -> None:
        service.submit(self.session, warning, self.officer, NOW, TODAY)

    def review(
        self,
        warning: OfficerWarning,
        who: User | None = None,
        *,
        approve: bool = True,
        reason: str = "",
    ) -> None:
        seen = warning.updated_at.isoformat()
        service.review(
            self.session,
            warning,
            who or self.reviewer,
            approve=approve,
            reason=reason,
            seen=seen,
            now=NOW,
        )

    def send(self, warning: OfficerWarning) -> int:
        return sending.send(self.session, warning, self.officer, LINKS, NOW, TODAY)

    def sent(self, **changes: object) -> OfficerWarning:
        warning = self.create(**changes)
        self.submit(warning)
        self.review(warning)
        self.send(warning)
        return warning

    def messages(self) -> list[Message]:
        return list(self.session.scalars(select(Message).order_by(Message.id)))


def set_desk(session: Session) -> Desk:
    firms = {
        "cells": add_firm(session, "武汉电池", "武汉", "850760"),
        "tea": add_firm(session, "武汉茶业", "武汉", "090210", sectors=["tea"]),
        "far": add_firm(
            session, "荆门电池", "荆门", "850760", credit_code="914403001922038216"
        ),
        "mute": add_firm(session, "无人电池", "武汉", "850760"),
    }
    people = {
        key: add_user(session, f"{key}@firm.cn", organisation_id=firms[key].id)
        for key in ("cells", "tea", "far")
    }
    return Desk(
        session,
        add_user(session, "officer@centre.cn", role=Role.OFFICER),
        add_user(session, "reviewer@centre.cn", role=Role.REVIEWER),
        firms,
        people,
    )
