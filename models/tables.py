"""Every table, imported in one place, so that the metadata is complete."""

from models.alert import Alert, Message
from models.base import Base
from models.case import Case, CaseDraft, CaseItem, CaseMove
from models.change import Change
from models.counterpart import Counterpart
from models.endpoint import Endpoint, FeedKey, MailAddress, Push
from models.enquiry import Enquiry, EnquiryPost, PublishedAnswer
from models.exposure import ExportTable, Exposure, FirmExport
from models.gap import Gap
from models.handling import Handling, HandlingFile, Tap
from models.judgement import Judgement
from models.level_rule import LevelRule
from models.lexicon_term import LexiconTerm
from models.measure import Event, Measure, MeasureSymbol
from models.notice import Document, Notice, NoticeMember, Rendering, Version
from models.official import Body, Reading
from models.organisation import (
    Application,
    Contact,
    Invitation,
    Organisation,
    Product,
)
from models.reference_facts import (
    HsCode,
    IcsCode,
    Member,
    MemberGroup,
    MemberGroupSeat,
    Objective,
    Setting,
)
from models.sector import Match, Sector, SectorTerm
from models.source import Fetch, Run, RunProblem, Source, SourceAlarm
from models.subscription import Subscription, SubscriptionClause, SubscriptionKey
from models.tag import Tag
from models.transit import TransitDays
from models.translation import Translation
from models.user import AuditEntry, User
from models.voice import Barrier, BarrierNote, Voice
from models.warning import OfficerWarning, Receipt, WarningTarget

__all__ = [
    "Alert",
    "Application",
    "AuditEntry",
    "Barrier",
    "BarrierNote",
    "Base",
    "Body",
    "Case",
    "CaseDraft",
    "CaseItem",
    "CaseMove",
    "Change",
    "Contact",
    "Counterpart",
    "Document",
    "Endpoint",
    "Enquiry",
    "EnquiryPost",
    "Event",
    "ExportTable",
    "Exposure",
    "FeedKey",
    "Fetch",
    "FirmExport",
    "Gap",
    "Handling",
    "HandlingFile",
    "HsCode",
    "IcsCode",
    "Invitation",
    "Judgement",
    "LevelRule",
    "LexiconTerm",
    "MailAddress",
    "Match",
    "Measure",
    "MeasureSymbol",
    "Member",
    "MemberGroup",
    "MemberGroupSeat",
    "Message",
    "Notice",
    "NoticeMember",
    "Objective",
    "OfficerWarning",
    "Organisation",
    "Product",
    "PublishedAnswer",
    "Push",
    "Reading",
    "Receipt",
    "Rendering",
    "Run",
    "RunProblem",
    "Sector",
    "SectorTerm",
    "Setting",
    "Source",
    "SourceAlarm",
    "Subscription",
    "SubscriptionClause",
    "SubscriptionKey",
    "Tag",
    "Tap",
    "TransitDays",
    "Translation",
    "User",
    "Version",
    "Voice",
    "WarningTarget",
]
metadata = Base.metadata
