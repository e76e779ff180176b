"""The room of reports: its blueprint, and the words that its pages share."""

from __future__ import annotations

from flask import Blueprint
from flask_babel import lazy_gettext as _

from models.report import ReportState
from web.reports.titles import issue_name, say_days

bp = Blueprint("reports", __name__, template_folder="templates")
bp.app_template_global()(issue_name)
bp.app_template_global()(say_days)
KIND_NAMES = {
    "daily": _("每日通报"),
    "weekly": _("行业周报"),
    "monthly": _("月报"),
    "yearly": _("年度报告"),
    "special": _("专题分析"),
}
STATE_NAMES = {
    ReportState.DRAFT.value: _("草稿"),
    ReportState.REVIEW.value: _("送审"),
    ReportState.RELEASED.value: _("已发布"),
    ReportState.WITHDRAWN.value: _("已撤回"),
}
TEXT_NAMES = {
    "summary": _("概况"),
    "new": _("本期新通报"),
    "due": _("即将截止"),
    "events": _("批准、公布与生效"),
    "hubei": _("对湖北的影响"),
    "windows": _("评议期"),
    "centre": _("评议工作"),
    "story-1": _("第一件事"),
    "story-2": _("第二件事"),
    "story-3": _("第三件事"),
    "data": _("数据来源情况"),
    "cover": _("封面表（每行一项，冒号前为名称）"),
    "overview": _("措施概述"),
    "details": _("具体要求"),
    "certification": _("认证与合格评定"),
    "comparison": _("各市场对比"),
    "difficulty": _("预计困难（检测、成本、周期等负担）"),
    "agreement": _("与协定条款的对照"),
    "response": _("应对建议（按企业规模分述）"),
}
