"""Every table, imported in one place, so that the metadata is complete."""

from models.alert import Alert, Message
from models.api_key import ApiKey
from models.base import Base
from models.case import Case, CaseDraft, CaseFlag, CaseItem, CaseMove
from models.case_plan import CalendarDay, CasePlan, Recipient
from models.change import Change
from models.concern import Concern, ConcernRaising
from models.consultation import Answer, Asked, Consultation, Expert
from models.correspondence import Chase, Dispatch, Reply
from models.counterpart import Counterpart
from models.data_stamp import DataStamp
from models.endpoint import Endpoint, FeedKey, MailAddress, Push
from models.enquiry import Enquiry, EnquiryPost, PublishedAnswer
from models.evidence import Comparison, Evidence, ItemEvidence
from models.exposure import ExportTable, Exposure, FirmExport
from models.gap import Gap
from models.ground_check import GroundCheck
from models.handling import Handling, HandlingFile, Tap
from models.judgement import Judgement
from models.level_rule import LevelRule
from models.lexicon_term import LexiconTerm
from models.market_fact import MarketFact
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
from models.paper import CaseLetter, PaperTemplate
from models.reference_facts import (
    HsCode,
    IcsCode,
    Member,
    MemberGroup,
    MemberGroupSeat,
    Objective,
    Setting,
)
from models.refusal import Refusal
from models.report import Report, ReportBlock, ReportFigure
from models.review import Meeting, MeetingCase, Remark, Signature
from models.sector import Match, Sector, SectorTerm
from models.source import Fetch, Run, RunProblem, Source, SourceAlarm
from models.subscription import (
    Subscription,
    SubscriptionClause,
    SubscriptionKey,
    SubscriptionMarket,
    SubscriptionTerm,
)
from models.tag import Tag
from models.transit import TransitDays
from models.translation import Translation
from models.triage import Triage, TriageFigure, TriageWeight
from models.unsaved import Unsaved
from models.user import AuditEntry, User
from models.voice import Barrier, BarrierNote, Voice
from models.warning import OfficerWarning, Receipt, WarningTarget

__all__ = [
    "Alert",
    "Answer",
    "ApiKey",
    "Application",
    "Asked",
    "AuditEntry",
    "Barrier",
    "BarrierNote",
    "Base",
    "Body",
    "CalendarDay",
    "Case",
    "CaseDraft",
    "CaseFlag",
    "CaseItem",
    "CaseLetter",
    "CaseMove",
    "CasePlan",
    "Change",
    "Chase",
    "Comparison",
    "Concern",
    "ConcernRaising",
    "Consultation",
    "Contact",
    "Counterpart",
    "DataStamp",
    "Dispatch",
    "Document",
    "Endpoint",
    "Enquiry",
    "EnquiryPost",
    "Event",
    "Evidence",
    "Expert",
    "ExportTable",
    "Exposure",
    "FeedKey",
    "Fetch",
    "FirmExport",
    "Gap",
    "GroundCheck",
    "Handling",
    "HandlingFile",
    "HsCode",
    "IcsCode",
    "Invitation",
    "ItemEvidence",
    "Judgement",
    "LevelRule",
    "LexiconTerm",
    "MailAddress",
    "MarketFact",
    "Match",
    "Measure",
    "MeasureSymbol",
    "Meeting",
    "MeetingCase",
    "Member",
    "MemberGroup",
    "MemberGroupSeat",
    "Message",
    "Notice",
    "NoticeMember",
    "Objective",
    "OfficerWarning",
    "Organisation",
    "PaperTemplate",
    "Product",
    "PublishedAnswer",
    "Push",
    "Reading",
    "Receipt",
    "Recipient",
    "Refusal",
    "Remark",
    "Rendering",
    "Reply",
    "Report",
    "ReportBlock",
    "ReportFigure",
    "Run",
    "RunProblem",
    "Sector",
    "SectorTerm",
    "Setting",
    "Signature",
    "Source",
    "SourceAlarm",
    "Subscription",
    "SubscriptionClause",
    "SubscriptionKey",
    "SubscriptionMarket",
    "SubscriptionTerm",
    "Tag",
    "Tap",
    "TransitDays",
    "Translation",
    "Triage",
    "TriageFigure",
    "TriageWeight",
    "Unsaved",
    "User",
    "Version",
    "Voice",
    "WarningTarget",
]
metadata = Base.metadata
