"""What a firm does with its alerts, and what it says of them."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_handling()
    make_files()
    make_taps()


def make_handling() -> None:
    """What a firm does with each measure."""
    op.create_table(
        "handling",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("colleague_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("known_event", sa.Integer(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("updated_by", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        refers("handling", "organisation_id", "organisation", "CASCADE"),
        refers("handling", "user_id", "user", "CASCADE"),
        refers("handling", "measure_id", "measure"),
        refers("handling", "colleague_id", "user", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handling")),
        sa.UniqueConstraint(
            "organisation_id",
            "measure_id",
            name=op.f("uq_handling_organisation_id_measure_id"),
        ),
        sa.UniqueConstraint(
            "user_id", "measure_id", name=op.f("uq_handling_user_id_measure_id")
        ),
    )
    for column in ("measure_id", "colleague_id"):
        op.create_index(op.f(f"ix_handling_{column}"), "handling", [column])


def make_files() -> None:
    """The files that a firm keeps with a measure."""
    op.create_table(
        "handling_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("handling_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        refers("handling_file", "handling_id", "handling", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handling_file")),
        sa.UniqueConstraint(
            "handling_id", "sha256", name=op.f("uq_handling_file_handling_id_sha256")
        ),
    )


def make_taps() -> None:
    """What readers say of alerts."""
    op.create_table(
        "tap",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        refers("tap", "alert_id", "alert", "CASCADE"),
        refers("tap", "user_id", "user", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tap")),
        sa.UniqueConstraint("alert_id", "user_id", name=op.f("uq_tap_alert_id_user_id")),
    )
    op.create_index(op.f("ix_tap_user_id"), "tap", ["user_id"])


def refers(
    table: str, column: str, to: str, ondelete: str | None = None
) -> sa.ForeignKeyConstraint:
    """A column that holds the id of a row elsewhere."""
    return sa.ForeignKeyConstraint(
        [column],
        [f"{to}.id"],
        name=op.f(f"fk_{table}_{column}_{to}"),
        ondelete=ondelete,
    )


def downgrade() -> None:
    for table in ("tap", "handling_file", "handling"):
        op.drop_table(table)
