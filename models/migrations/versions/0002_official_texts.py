"""Official texts, changes, gaps, alarms of sources, and national measures."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "body",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("fault", sa.JSON(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reader", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_body")),
    )
    op.create_table(
        "gap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("series", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("member_code", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_code"], ["member.code"], name=op.f("fk_gap_member_code_member")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_gap")),
        sa.UniqueConstraint("series", "number", name=op.f("uq_gap_series_number")),
    )
    op.create_index(op.f("ix_gap_agreement"), "gap", ["agreement"], unique=False)
    op.create_index(op.f("ix_gap_member_code"), "gap", ["member_code"], unique=False)
    op.create_index(op.f("ix_gap_state"), "gap", ["state"], unique=False)
    op.create_table(
        "source_alarm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_slug", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sentence", sa.JSON(), nullable=False),
        sa.Column("raised_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("told_well_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_slug"],
            ["source.slug"],
            name=op.f("fk_source_alarm_source_slug_source"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_alarm")),
    )
    op.create_index(
        op.f("ix_source_alarm_source_slug"),
        "source_alarm",
        ["source_slug"],
        unique=False,
    )
    op.create_index(
        "ix_source_alarm_open",
        "source_alarm",
        ["source_slug"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("against_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("clauses", sa.JSON(), nullable=False),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["against_id"], ["notice.id"], name=op.f("fk_change_against_id_notice")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_change_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
        sa.UniqueConstraint(
            "notice_id", "kind", "key", name=op.f("uq_change_notice_id_kind_key")
        ),
    )
    op.create_index(op.f("ix_change_notice_id"), "change", ["notice_id"], unique=False)
    op.create_table(
        "counterpart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("found_id", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["found_id"], ["notice.id"], name=op.f("fk_counterpart_found_id_notice")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_counterpart_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counterpart")),
        sa.UniqueConstraint("notice_id", name=op.f("uq_counterpart_notice_id")),
    )
    op.create_index(
        op.f("ix_counterpart_state"), "counterpart", ["state"], unique=False
    )
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.Column("differing", sa.JSON(), nullable=False),
        sa.Column("unread", sa.JSON(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("record_hash", sa.String(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document.id"],
            name=op.f("fk_reading_document_id_document"),
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_reading_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sa.UniqueConstraint("document_id", name=op.f("uq_reading_document_id")),
    )
    op.create_index(
        op.f("ix_reading_notice_id"), "reading", ["notice_id"], unique=False
    )
    op.add_column(
        "document",
        sa.Column("state", sa.String(), nullable=False, server_default="waiting"),
    )
    op.add_column(
        "document", sa.Column("fault", sa.JSON(), nullable=False, server_default="{}")
    )
    op.add_column(
        "document", sa.Column("tries", sa.Integer(), nullable=False, server_default="0")
    )
    op.add_column(
        "document", sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True)
    )
    op.create_index(op.f("ix_document_state"), "document", ["state"], unique=False)
    op.create_index(
        "ix_notice_source_day",
        "notice",
        ["source_slug", "provisional", "distributed"],
        unique=False,
    )
    op.create_index(
        "ix_notice_baseline_created", "notice", ["baseline", "created_at"], unique=False
    )
    op.add_column("notice_member", sa.Column("row_mark", sa.String(), nullable=True))
    op.create_index(
        op.f("ix_notice_member_row_mark"), "notice_member", ["row_mark"], unique=False
    )
    op.drop_column("document", "media_type")
    op.drop_column("document", "text")
    op.add_column(
        "source",
        sa.Column("proven", sa.Boolean(), nullable=False, server_default=sa.true()),
    )
    op.add_column("source", sa.Column("licence", sa.String(), nullable=True))
    op.add_column("source", sa.Column("way", sa.String(), nullable=True))
    op.add_column(
        "subscription",
        sa.Column(
            "notice_kinds",
            sa.JSON(),
            nullable=False,
            server_default='["notification", "draft", "rule"]',
        ),
    )
    op.add_column(
        "source", sa.Column("reconciled_at", sa.DateTime(timezone=True), nullable=True)
    )


def downgrade() -> None:
    op.drop_column("subscription", "notice_kinds")
    op.drop_column("source", "reconciled_at")
    op.drop_column("source", "way")
    op.drop_column("source", "licence")
    op.drop_column("source", "proven")
    op.add_column("document", sa.Column("text", sa.Text(), nullable=True))
    op.add_column("document", sa.Column("media_type", sa.String(), nullable=True))
    op.drop_index("ix_notice_baseline_created", table_name="notice")
    op.drop_index("ix_notice_source_day", table_name="notice")
    op.drop_index(op.f("ix_notice_member_row_mark"), table_name="notice_member")
    op.drop_column("notice_member", "row_mark")
    op.drop_index(op.f("ix_document_state"), table_name="document")
    op.drop_column("document", "tried_at")
    op.drop_column("document", "tries")
    op.drop_column("document", "fault")
    op.drop_column("document", "state")
    op.drop_index(op.f("ix_reading_notice_id"), table_name="reading")
    op.drop_table("reading")
    op.drop_index(op.f("ix_counterpart_state"), table_name="counterpart")
    op.drop_table("counterpart")
    op.drop_index(op.f("ix_change_notice_id"), table_name="change")
    op.drop_table("change")
    op.drop_index("ix_source_alarm_open", table_name="source_alarm")
    op.drop_index(op.f("ix_source_alarm_source_slug"), table_name="source_alarm")
    op.drop_table("source_alarm")
    op.drop_index(op.f("ix_gap_state"), table_name="gap")
    op.drop_index(op.f("ix_gap_member_code"), table_name="gap")
    op.drop_index(op.f("ix_gap_agreement"), table_name="gap")
    op.drop_table("gap")
    op.drop_table("body")
