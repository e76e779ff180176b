"""Writing a report, and its way out: counted, sent to review, released, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_login import current_user

from models.clock import now_in
from models.report import Report
from web.audit import note
from web.correspondence.room import told
from web.refused import RefusedError
from web.reports import releasing, service
from web.reports.asking import asked_report, asked_texts, held_report
from web.reports.assembling import assemble
from web.reports.record import WITHDRAW, drop_draft
from web.reports.room import KIND_NAMES, STATE_NAMES, TEXT_NAMES, bp
from web.reports.writing import Written, adopt, mark_of, save_texts
from web.rights import Right, needs
from web.store import session, today


def begin_asked(day: date) -> Report:
    """The draft that a form asks for."""
    form = request.form
    return service.start(
        session(),
        form.get("kind", ""),
        day,
        symbol=form.get("symbol", ""),
        sector_id=form.get("sector", ""),
        author_id=current_user.id,
        today=today(),
        now=now_in(session()),
    )


def back_to(report: Report, sentence: str, page: str = "edit") -> ResponseReturnValue:
    """The page of a report with a sentence of what was done."""
    flash(sentence)
    return redirect(url_for(f"reports.{page}", report_id=report.id), 303)


@bp.get("/reports/<int:report_id>/edit")
@needs(Right.CENTRE)
def edit(report_id: int) -> ResponseReturnValue:
    """The texts of a draft, each beside what its figures say."""
    report = asked_report(report_id)
    if report.state != "draft":
        return redirect(url_for("reports.show", report_id=report.id))
    return edit_page(report, {})


def edit_page(
    report: Report, written: Mapping[str, Written], error: str = ""
) -> ResponseReturnValue:
    """The editor; what was refused stands in it as it was typed."""
    page = render_template(
        "reports/edit.html",
        report=report,
        written=written,
        error=error,
        mark_of=lambda block: mark_of((block.zh, block.en)),
        moved=releasing.moved_under,
        kinds=KIND_NAMES,
        states=STATE_NAMES,
        names=TEXT_NAMES,
    )
    return page, 422 if error else 200


@bp.post("/reports/<int:report_id>/texts")
@needs(Right.CENTRE)
def save(report_id: int) -> ResponseReturnValue:
    """Save what was written; a button may take up what the figures say for a text."""
    report = held_report(report_id)
    written = asked_texts(report)
    who, now = current_user.id, now_in(session())
    try:
        save_texts(report, written, author_id=who, now=now)
        adopt(report, request.form.get("adopt", ""), author_id=who, now=now)
    except RefusedError as error:
        session().rollback()
        return edit_page(report, written, told(error))
    session().commit()
    return back_to(report, gettext("已保存。"))


@bp.post("/reports/<int:report_id>/count")
@needs(Right.CENTRE)
def count(report_id: int) -> ResponseReturnValue:
    """Count the figures of a draft anew; texts that people wrote stay."""
    report = held_report(report_id)
    missing = assemble(session(), report, now_in(session()))
    session().commit()
    words = gettext("已按现有数据重新计数。")
    if missing:
        words += gettext("有%(n)d张图缺少数据，没有列入。", n=len(missing))
    return back_to(report, words)


@bp.post("/reports/<int:report_id>/delete")
@needs(Right.CENTRE)
def drop(report_id: int) -> ResponseReturnValue:
    """Delete a draft, as its page has asked; what was released stays for ever."""
    drop_draft(session(), held_report(report_id), current_user.email)
    session().commit()
    flash(gettext("草稿已删除。"))
    return redirect(url_for("reports.index"), 303)


@bp.post("/reports/<int:report_id>/submit")
@needs(Right.CENTRE)
def submit(report_id: int) -> ResponseReturnValue:
    """Send a draft to review."""
    report = held_report(report_id)
    releasing.submit(report, author_id=current_user.id, now=now_in(session()))
    return done(report, "submit", gettext("已送审，请另一位同事审核后发布。"))


@bp.post("/reports/<int:report_id>/back")
@needs(Right.CENTRE)
def send_back(report_id: int) -> ResponseReturnValue:
    """Give it back to be written again."""
    report = held_report(report_id)
    releasing.send_back(report, reason=request.form.get("reason", ""))
    return done(report, "send back", gettext("已退回修改。"))


@bp.post("/reports/<int:report_id>/release")
@needs(Right.CENTRE)
def release(report_id: int) -> ResponseReturnValue:
    """Release it; whoever wrote in it is refused."""
    report = held_report(report_id)
    releasing.refuse_if_changed(report, request.form.get("edition", ""))
    releasing.release(report, reviewer_id=current_user.id, now=now_in(session()))
    return done(report, "release", gettext("已发布，数字从此固定。"))


@bp.post("/reports/<int:report_id>/withdraw")
@needs(Right.CENTRE)
def withdraw(report_id: int) -> ResponseReturnValue:
    """Take a released issue back, with the reason."""
    report = held_report(report_id)
    releasing.withdraw(session(), report, reason=request.form.get("reason", ""))
    return done(report, WITHDRAW, gettext("已撤回，页面上会注明原因。"))


def done(report: Report, action: str, sentence: str) -> ResponseReturnValue:
    """Write a step into the audit and keep it."""
    note(session(), current_user.email, action, ("report", report.id))
    session().commit()
    return back_to(report, sentence, "show")
