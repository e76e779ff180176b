"""What the centre of the demonstration has written by hand: one sent, one in review."""

from datetime import date
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models.organisation import Organisation
from models.user import Role, User
from models.warning import OfficerWarning, Receipt
from web.alerts.channels import outbox
from web.alerts.delivery import Post, deliver
from web.alerts.links import Links
from web.config import Settings
from web.demo.marks import demo_user
from web.demo.stage import DAY, at
from web.demo.wired import Pretence
from web.warnings.receiving import say_read
from web.warnings.sending import send
from web.warnings.service import create, review, submit
from web.warnings.text import Draft

YESTERDAY = date(2025, 6, 11)
ANSWER = "涉及两种整理剂，正在向供应商索取不含PFAS的证明（演示用虚构内容）。"
SENT = Draft(
    level="orange",
    title_zh="美国华盛顿州PFAS法规修订稿征求意见：请核对整理剂和清洁用品配方（演示）",
    body_zh="""修订稿涉及有意添加PFAS的消费品，通报页有中文摘要和截止日。
请查三件事：防水、防油整理剂是否含PFAS；清洁用品配方表是否齐全；供应商能否出具不含PFAS的证明。
受影响的企业请直接回复本预警，说明产品、所需时间和大致成本，咨询中心将写入评议意见。
本预警为演示用虚构内容。""",
    title_en="Washington State PFAS rule revised: check finishes and cleaners (demo)",
    body_en="""The revised draft covers consumer goods with intentionally added PFAS.
Please check repellent finishes, cleaning products, and suppliers' proofs.
If you are affected, reply with the product, the time you need and the rough cost.
This warning is invented for the demonstration.""",
    symbol="G/TBT/N/USA/1958/Rev.1",
    expires="2025-07-31",
)
WAITING = Draft(
    level="yellow",
    title_zh="食用菌出口：近期多批次因标签不全被退运，请自查（演示）",
    body_zh="""请核对外箱和零售包装的品名、净含量、生产企业备案号是否与报关单一致。
有疑问可先向咨询中心咨询再发货。本预警为演示用虚构内容。""",
    hs="0709 0712",
    cities=["随州"],
)


def warn(sessions: sessionmaker[Session], settings: Settings, links: Links) -> None:
    """Write the warnings, and let the one that is approved go out."""
    with sessions.begin() as session:
        write_warnings(session, links)
    wire = Pretence(day=YESTERDAY)
    post = Post(links, settings.data / outbox.FOLDER, wire=wire)
    deliver(sessions, post, partial(at, YESTERDAY, 15, 21))


def write_warnings(session: Session, links: Links) -> None:
    """One warning is out and answered by one firm; one waits for the reviewer."""
    officer = demo_user(session, Role.OFFICER)
    reviewer = demo_user(session, Role.REVIEWER)
    if officer is None or reviewer is None or has_any(session):
        return
    firms = select(Organisation.name).where(
        Organisation.kind == "firm", Organisation.city.in_(["武汉", "仙桃"])
    )
    named = "\n".join(session.scalars(firms.order_by(Organisation.id)))
    sent = start(session, officer, SENT, firms=named)
    seen = sent.updated_at.isoformat()
    now = at(YESTERDAY, 15)
    review(session, sent, reviewer, approve=True, reason="", seen=seen, now=now)
    send(session, sent, officer, links, at(YESTERDAY, 15, 20), YESTERDAY)
    reply(session, sent)
    start(session, officer, WAITING, firms="随州示例食用菌（虚构）")


def has_any(session: Session) -> bool:
    """Whether they are written."""
    return session.scalar(select(OfficerWarning.id).limit(1)) is not None


def start(session: Session, officer: User, draft: Draft, firms: str) -> OfficerWarning:
    """A warning that is handed in for review."""
    given = {**vars(draft), "firms": firms}
    made = create(session, officer, Draft(**given), at(YESTERDAY, 14), YESTERDAY)
    submit(session, made, officer, at(YESTERDAY, 14, 10), YESTERDAY)
    return made


def reply(session: Session, warning: OfficerWarning) -> None:
    """The last of the receivers has read it and answered."""
    query = select(Receipt).where(Receipt.warning_id == warning.id)
    receipt = session.scalars(query.order_by(Receipt.id.desc()).limit(1)).first()
    if receipt is not None:
        say_read(session, receipt, at(DAY, 8, 40), ANSWER)
