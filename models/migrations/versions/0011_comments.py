"""The centre's own work on comments: from the worklist to the Member's answer."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None
KEPT = "kind"


def upgrade() -> None:
    make_calendar_day()
    make_meeting()
    make_paper_template()
    make_recipient()
    make_triage_weight()
    make_expert()
    make_triage()
    make_triage_figure()
    make_unsaved()
    make_case_flag()
    make_case_letter()
    make_case_plan()
    make_chase()
    make_comparison()
    make_concern()
    make_consultation()
    make_meeting_case()
    make_reply()
    make_signature()
    make_asked()
    make_concern_raising()
    make_dispatch()
    make_remark()
    make_answer()
    make_evidence()
    make_item_evidence()
    widen_case()
    widen_items()
    widen_drafts()


def widen_case() -> None:
    """What a case is about was kept in its first move."""
    with op.batch_alter_table("case") as batch:
        batch.add_column(
            sa.Column("kind", sa.String(), nullable=False, server_default="comment")
        )
        batch.add_column(sa.Column("recipient_id", sa.Integer(), nullable=True))
        for name in ("stance_zh", "stance_en"):
            batch.add_column(
                sa.Column(name, sa.Text(), nullable=False, server_default="")
            )
        batch.create_index(op.f("ix_case_kind"), ["kind"])
        batch.create_index(op.f("ix_case_owner_id"), ["owner_id"])
        batch.create_foreign_key(
            op.f("fk_case_recipient_id_recipient"),
            "recipient",
            ["recipient_id"],
            ["id"],
        )
    name_kinds()
    with op.batch_alter_table("case") as batch:
        batch.alter_column("kind", existing_type=sa.String(), server_default=None)
        for name in ("stance_zh", "stance_en"):
            batch.alter_column(name, existing_type=sa.Text(), server_default=None)


def name_kinds() -> None:
    """Write the kind of each case into its own column."""
    case = sa.table("case", sa.column("id"), sa.column("kind"))
    move = sa.table(
        "case_move",
        sa.column("id"),
        sa.column("case_id"),
        sa.column("snapshot", sa.JSON()),
    )
    connection = op.get_bind()
    told = connection.execute(
        sa.select(move.c.case_id, move.c.snapshot).order_by(move.c.id)
    )
    for case_id, snapshot in told.all():
        if snapshot and snapshot.get(KEPT):
            connection.execute(
                case.update().where(case.c.id == case_id).values(kind=snapshot[KEPT])
            )


STARTS = {
    "further_grounds": (sa.JSON(), "[]"),
    "anchor": (sa.String(), ""),
    "standing": (sa.String(), "unplaced"),
    "intl_ref": (sa.String(), ""),
    "gb_ref": (sa.String(), ""),
    "gap_zh": (sa.Text(), ""),
    "gap_en": (sa.Text(), ""),
    "impact_zh": (sa.Text(), ""),
    "impact_en": (sa.Text(), ""),
    "priority": (sa.Integer(), "2"),
    "stale": (sa.String(), ""),
    "taken": (sa.Boolean(), sa.false()),
    "edition": (sa.Integer(), "1"),
    "edited_by": (sa.String(), ""),
    "outcome": (sa.String(), ""),
    "outcome_quote": (sa.Text(), ""),
    "outcome_by": (sa.String(), ""),
}
"""New columns of an argument, each with what the rows that are there get."""
MAY_LACK = {
    "notice_id": sa.Integer(),
    "version_number": sa.Integer(),
    "edited_at": sa.DateTime(timezone=True),
    "removed_at": sa.DateTime(timezone=True),
    "outcome_at": sa.DateTime(timezone=True),
}


def widen_items() -> None:
    """More about each argument, and what came of it."""
    with op.batch_alter_table("case_item") as batch:
        for name, (kind, start) in STARTS.items():
            batch.add_column(
                sa.Column(name, kind, nullable=False, server_default=start)
            )
        for name, kind in MAY_LACK.items():
            batch.add_column(sa.Column(name, kind, nullable=True))
        batch.create_foreign_key(
            op.f("fk_case_item_notice_id_notice"), "notice", ["notice_id"], ["id"]
        )
    with op.batch_alter_table("case_item") as batch:
        for name, (kind, _start) in STARTS.items():
            batch.alter_column(name, existing_type=kind, server_default=None)


def widen_drafts() -> None:
    """The sentences of a draft by the argument that they belong to."""
    with op.batch_alter_table("case_draft") as batch:
        batch.add_column(
            sa.Column("blocks", sa.JSON(), nullable=False, server_default="[]")
        )
    with op.batch_alter_table("case_draft") as batch:
        batch.alter_column("blocks", existing_type=sa.JSON(), server_default=None)


def make_calendar_day() -> None:
    op.create_table(
        "calendar_day",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("works", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("day", name=op.f("pk_calendar_day")),
    )


def make_meeting() -> None:
    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hour", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("invited", sa.JSON(), nullable=False),
        sa.Column("minutes", sa.Text(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    op.create_index(op.f("ix_meeting_day"), "meeting", ["day"])


def make_paper_template() -> None:
    op.create_table(
        "paper_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("file", sa.JSON(), nullable=False),
        sa.Column("uploaded_by", sa.String(), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_template")),
    )
    op.create_index(op.f("ix_paper_template_kind"), "paper_template", ["kind"])


def make_recipient() -> None:
    op.create_table(
        "recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("department", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("lead_days", sa.Integer(), nullable=False),
        sa.Column("lead_share", sa.Double(), nullable=False),
        sa.Column("least_working_days", sa.Integer(), nullable=False),
        sa.Column("is_default", sa.Boolean(), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recipient")),
        sa.UniqueConstraint("name", name=op.f("uq_recipient_name")),
    )


def make_triage_weight() -> None:
    op.create_table(
        "triage_weight",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_triage_weight")),
    )


def make_expert() -> None:
    op.create_table(
        "expert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("ics", sa.JSON(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("conflicts", sa.Text(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_expert_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expert")),
    )


def make_triage() -> None:
    op.create_table(
        "triage",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("choice", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_triage_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_triage")),
        sa.UniqueConstraint("notice_id", name=op.f("uq_triage_notice_id")),
    )
    op.create_index(op.f("ix_triage_choice"), "triage", ["choice"])


def make_triage_figure() -> None:
    op.create_table(
        "triage_figure",
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("exports", sa.Double(), nullable=True),
        sa.Column("horizontal", sa.Boolean(), nullable=False),
        sa.Column("strengths", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
            name=op.f("fk_triage_figure_notice_id_notice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("notice_id", name=op.f("pk_triage_figure")),
    )


def make_unsaved() -> None:
    op.create_table(
        "unsaved",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user.id"],
            name=op.f("fk_unsaved_user_id_user"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", "place", name=op.f("pk_unsaved")),
    )


def make_case_flag() -> None:
    op.create_table(
        "case_flag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("flag", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_case_flag_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_flag")),
    )
    op.create_index(op.f("ix_case_flag_case_id"), "case_flag", ["case_id"])


def make_case_letter() -> None:
    op.create_table(
        "case_letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_zh", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_case_letter_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_letter")),
        sa.UniqueConstraint(
            "case_id", "kind", "number", name=op.f("uq_case_letter_case_id_kind_number")
        ),
    )


def make_case_plan() -> None:
    op.create_table(
        "case_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("external", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("national", sa.Date(), nullable=True),
        sa.Column("replies_close", sa.Date(), nullable=True),
        sa.Column("draft_due", sa.Date(), nullable=True),
        sa.Column("meeting_due", sa.Date(), nullable=True),
        sa.Column("sign_off_due", sa.Date(), nullable=True),
        sa.Column("is_estimated", sa.Boolean(), nullable=False),
        sa.Column("told", sa.JSON(), nullable=False),
        sa.Column("reminded", sa.JSON(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_case_plan_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_plan")),
        sa.UniqueConstraint(
            "case_id", "number", name=op.f("uq_case_plan_case_id_number")
        ),
    )
    op.create_index(op.f("ix_case_plan_case_id"), "case_plan", ["case_id"])
    op.create_index(op.f("ix_case_plan_national"), "case_plan", ["national"])


def make_chase() -> None:
    op.create_table(
        "chase",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_chase_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chase")),
    )
    op.create_index(op.f("ix_chase_case_id"), "chase", ["case_id"])


def make_comparison() -> None:
    op.create_table(
        "comparison",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.Column("international", sa.Text(), nullable=False),
        sa.Column("gb", sa.Text(), nullable=False),
        sa.Column("others", sa.Text(), nullable=False),
        sa.Column("gap", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_comparison_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comparison")),
    )
    op.create_index(op.f("ix_comparison_case_id"), "comparison", ["case_id"])


def make_concern() -> None:
    op.create_table(
        "concern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("title_zh", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("member_code", sa.String(), nullable=False),
        sa.Column("symbols", sa.JSON(), nullable=False),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("hs", sa.JSON(), nullable=False),
        sa.Column("grounds", sa.JSON(), nullable=False),
        sa.Column("problem_zh", sa.Text(), nullable=False),
        sa.Column("problem_en", sa.Text(), nullable=False),
        sa.Column("ask", sa.String(), nullable=False),
        sa.Column("position_zh", sa.Text(), nullable=False),
        sa.Column("position_en", sa.Text(), nullable=False),
        sa.Column("raised_by", sa.JSON(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("dispute", sa.JSON(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_concern_case_id_case"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.UniqueConstraint("case_id", name=op.f("uq_concern_case_id")),
        sa.UniqueConstraint("number", name=op.f("uq_concern_number")),
    )
    op.create_index(op.f("ix_concern_member_code"), "concern", ["member_code"])
    op.create_index(op.f("ix_concern_state"), "concern", ["state"])


def make_consultation() -> None:
    op.create_table(
        "consultation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("question_zh", sa.Text(), nullable=False),
        sa.Column("question_en", sa.Text(), nullable=False),
        sa.Column("closes", sa.Date(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_consultation_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consultation")),
        sa.UniqueConstraint(
            "case_id", "number", name=op.f("uq_consultation_case_id_number")
        ),
    )
    op.create_index(op.f("ix_consultation_case_id"), "consultation", ["case_id"])


def make_meeting_case() -> None:
    op.create_table(
        "meeting_case",
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("agreed", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_meeting_case_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"],
            ["meeting.id"],
            name=op.f("fk_meeting_case_meeting_id_meeting"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("meeting_id", "case_id", name=op.f("pk_meeting_case")),
    )
    op.create_index(op.f("ix_meeting_case_case_id"), "meeting_case", ["case_id"])


def make_reply() -> None:
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file", sa.JSON(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_reply_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
    )
    op.create_index(op.f("ix_reply_case_id"), "reply", ["case_id"])


def make_signature() -> None:
    op.create_table(
        "signature",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("draft_number", sa.Integer(), nullable=False),
        sa.Column("signed", sa.JSON(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("drafters", sa.JSON(), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reopened_by", sa.String(), nullable=False),
        sa.Column("reopened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_signature_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["signer_id"], ["user.id"], name=op.f("fk_signature_signer_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature")),
        sa.UniqueConstraint(
            "case_id", "number", name=op.f("uq_signature_case_id_number")
        ),
    )
    op.create_index(op.f("ix_signature_case_id"), "signature", ["case_id"])


def make_asked() -> None:
    op.create_table(
        "asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("consultation_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("expert_id", sa.Integer(), nullable=True),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("thanked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["consultation_id"],
            ["consultation.id"],
            name=op.f("fk_asked_consultation_id_consultation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["expert_id"], ["expert.id"], name=op.f("fk_asked_expert_id_expert")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_asked_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked")),
    )
    op.create_index(op.f("ix_asked_consultation_id"), "asked", ["consultation_id"])
    op.create_index(op.f("ix_asked_expert_id"), "asked", ["expert_id"])
    op.create_index(op.f("ix_asked_organisation_id"), "asked", ["organisation_id"])


def make_concern_raising() -> None:
    op.create_table(
        "concern_raising",
        sa.Column("concern_id", sa.Integer(), nullable=False),
        sa.Column("meeting", sa.Date(), nullable=False),
        sa.Column("supporters", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["concern_id"],
            ["concern.id"],
            name=op.f("fk_concern_raising_concern_id_concern"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "concern_id", "meeting", name=op.f("pk_concern_raising")
        ),
    )


def make_dispatch() -> None:
    op.create_table(
        "dispatch",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("signature_id", sa.Integer(), nullable=True),
        sa.Column("recipient_id", sa.Integer(), nullable=True),
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("receipt", sa.Text(), nullable=False),
        sa.Column("receipt_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("receipt_file", sa.JSON(), nullable=False),
        sa.Column("tracking", sa.String(), nullable=False),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_why", sa.Text(), nullable=False),
        sa.Column("noted_by", sa.String(), nullable=False),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_dispatch_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["recipient_id"],
            ["recipient.id"],
            name=op.f("fk_dispatch_recipient_id_recipient"),
        ),
        sa.ForeignKeyConstraint(
            ["signature_id"],
            ["signature.id"],
            name=op.f("fk_dispatch_signature_id_signature"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
    )
    op.create_index(op.f("ix_dispatch_case_id"), "dispatch", ["case_id"])


def make_remark() -> None:
    op.create_table(
        "remark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("draft_number", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("resolved_by", sa.String(), nullable=False),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user.id"], name=op.f("fk_remark_author_id_user")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_remark_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["case_item.id"],
            name=op.f("fk_remark_item_id_case_item"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["remark.id"],
            name=op.f("fk_remark_parent_id_remark"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_remark")),
    )
    op.create_index(op.f("ix_remark_case_id"), "remark", ["case_id"])
    op.create_index(op.f("ix_remark_item_id"), "remark", ["item_id"])


def make_answer() -> None:
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("asked_id", sa.Integer(), nullable=False),
        sa.Column("no_opinion", sa.Boolean(), nullable=False),
        sa.Column("affected", sa.String(), nullable=False),
        sa.Column("cost", sa.String(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("exports", sa.String(), nullable=False),
        sa.Column("models", sa.Integer(), nullable=True),
        sa.Column("certificate", sa.String(), nullable=False),
        sa.Column("product", sa.String(), nullable=False),
        sa.Column("opinion", sa.Text(), nullable=False),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("conflict", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("reach", sa.String(), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["asked_id"],
            ["asked.id"],
            name=op.f("fk_answer_asked_id_asked"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("asked_id", name=op.f("uq_answer_asked_id")),
    )


def make_evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("text_zh", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("from_answer", sa.Integer(), nullable=True),
        sa.Column("from_voice", sa.Integer(), nullable=True),
        sa.Column("file", sa.JSON(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case.id"],
            name=op.f("fk_evidence_case_id_case"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["from_answer"],
            ["answer.id"],
            name=op.f("fk_evidence_from_answer_answer"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["from_voice"],
            ["voice.id"],
            name=op.f("fk_evidence_from_voice_voice"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_evidence_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_case_id"), "evidence", ["case_id"])


def make_item_evidence() -> None:
    op.create_table(
        "item_evidence",
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("evidence_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evidence_id"],
            ["evidence.id"],
            name=op.f("fk_item_evidence_evidence_id_evidence"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["case_item.id"],
            name=op.f("fk_item_evidence_item_id_case_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "item_id", "evidence_id", name=op.f("pk_item_evidence")
        ),
    )
    op.create_index(
        op.f("ix_item_evidence_evidence_id"), "item_evidence", ["evidence_id"]
    )


TABLES = (
    "item_evidence",
    "evidence",
    "answer",
    "remark",
    "dispatch",
    "concern_raising",
    "asked",
    "signature",
    "reply",
    "meeting_case",
    "consultation",
    "concern",
    "comparison",
    "chase",
    "case_plan",
    "case_letter",
    "case_flag",
    "unsaved",
    "triage",
    "triage_figure",
    "expert",
    "triage_weight",
    "recipient",
    "paper_template",
    "meeting",
    "calendar_day",
)
"""The new ones, those first that refer to others."""


def downgrade() -> None:
    with op.batch_alter_table("case_draft") as batch:
        batch.drop_column("blocks")
    with op.batch_alter_table("case_item") as batch:
        batch.drop_constraint(op.f("fk_case_item_notice_id_notice"), type_="foreignkey")
        for name in (*STARTS, *MAY_LACK):
            batch.drop_column(name)
    with op.batch_alter_table("case") as batch:
        batch.drop_constraint(
            op.f("fk_case_recipient_id_recipient"), type_="foreignkey"
        )
        batch.drop_index(op.f("ix_case_kind"))
        batch.drop_index(op.f("ix_case_owner_id"))
        for name in ("kind", "recipient_id", "stance_zh", "stance_en"):
            batch.drop_column(name)
    for table in TABLES:
        op.drop_table(table)
