"""Alerts that officers write by hand, and days of transit."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_transit()
    make_warning()
    make_targets()
    make_receipts()
    with op.batch_alter_table("message") as batch:
        batch.add_column(sa.Column("warning_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_message_warning_id_warning"),
            "warning",
            ["warning_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_index(op.f("ix_message_warning_id"), ["warning_id"])


def make_transit() -> None:
    """What officers know better than the shipped estimates."""
    op.create_table(
        "transit_days",
        sa.Column("member_code", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("buffer", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        refers("transit_days", "member_code", "member", "code"),
        sa.PrimaryKeyConstraint("member_code", "mode", name=op.f("pk_transit_days")),
    )


def make_warning() -> None:
    """The warnings themselves."""
    op.create_table(
        "warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("title_zh", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("body_zh", sa.Text(), nullable=False),
        sa.Column("body_en", sa.Text(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("history", sa.JSON(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        refers("warning", "notice_id", "notice", "id", "SET NULL"),
        refers("warning", "author_id", "user", "id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warning")),
    )
    op.create_index(op.f("ix_warning_state"), "warning", ["state"])
    op.create_index(op.f("ix_warning_notice_id"), "warning", ["notice_id"])


def make_targets() -> None:
    """For whom a warning is."""
    op.create_table(
        "warning_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("warning_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        refers("warning_target", "warning_id", "warning", "id", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_warning_target")),
        sa.UniqueConstraint(
            "warning_id",
            "kind",
            "value",
            name=op.f("uq_warning_target_warning_id_kind_value"),
        ),
    )


def make_receipts() -> None:
    """To whom it went, and what they said."""
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("warning_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("sends", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        refers("receipt", "warning_id", "warning", "id", "CASCADE"),
        refers("receipt", "user_id", "user", "id"),
        refers("receipt", "organisation_id", "organisation", "id", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
        sa.UniqueConstraint(
            "warning_id", "user_id", name=op.f("uq_receipt_warning_id_user_id")
        ),
    )
    op.create_index(op.f("ix_receipt_user_id"), "receipt", ["user_id"])
    op.create_index(op.f("ix_receipt_organisation_id"), "receipt", ["organisation_id"])


def refers(
    table: str, column: str, other: str, key: str, gone: str | None = None
) -> sa.ForeignKeyConstraint:
    """A column that names a row of another table."""
    return sa.ForeignKeyConstraint(
        [column],
        [f"{other}.{key}"],
        name=op.f(f"fk_{table}_{column}_{other}"),
        ondelete=gone,
    )


def downgrade() -> None:
    with op.batch_alter_table("message") as batch:
        batch.drop_index(op.f("ix_message_warning_id"))
        batch.drop_constraint(
            op.f("fk_message_warning_id_warning"), type_="foreignkey"
        )
        batch.drop_column("warning_id")
    for table in ("receipt", "warning_target", "warning", "transit_days"):
        op.drop_table(table)
