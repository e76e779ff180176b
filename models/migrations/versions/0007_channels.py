"""Where messages may go besides mail, and which addresses do not take them."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    make_endpoint()
    op.create_table(
        "mail_address",
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("refusals", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_mail_address")),
    )
    op.create_index(op.f("ix_mail_address_state"), "mail_address", ["state"])
    op.create_table(
        "feed_key",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_feed_key_user_id_user")
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_feed_key")),
    )
    with op.batch_alter_table("message") as batch:
        batch.add_column(sa.Column("endpoint_id", sa.Integer(), nullable=True))
        batch.add_column(
            sa.Column("bounced_at", sa.DateTime(timezone=True), nullable=True)
        )
        batch.create_foreign_key(
            op.f("fk_message_endpoint_id_endpoint"),
            "endpoint",
            ["endpoint_id"],
            ["id"],
            ondelete="SET NULL",
        )
        batch.create_index(op.f("ix_message_endpoint_id"), ["endpoint_id"])
    make_push()


def make_push() -> None:
    """Which alerts an endpoint has been told of."""
    op.create_table(
        "push",
        sa.Column("endpoint_id", sa.Integer(), nullable=False),
        sa.Column("alert_id", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.Integer(), nullable=True),
        refers("push", "endpoint_id", "endpoint", "CASCADE"),
        refers("push", "alert_id", "alert", "CASCADE"),
        refers("push", "message_id", "message", "SET NULL"),
        sa.PrimaryKeyConstraint("endpoint_id", "alert_id", name=op.f("pk_push")),
    )
    for column in ("alert_id", "message_id"):
        op.create_index(op.f(f"ix_push_{column}"), "push", [column])


def refers(table: str, column: str, other: str, gone: str) -> sa.ForeignKeyConstraint:
    """A column that names a row of another table, and what becomes of it."""
    return sa.ForeignKeyConstraint(
        [column],
        [f"{other}.id"],
        name=op.f(f"fk_{table}_{column}_{other}"),
        ondelete=gone,
    )


def make_endpoint() -> None:
    """Robots and webhooks."""
    op.create_table(
        "endpoint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("secret", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_endpoint_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_endpoint")),
    )
    op.create_index(op.f("ix_endpoint_user_id"), "endpoint", ["user_id"])


def downgrade() -> None:
    op.drop_table("push")
    # What knows mail only must not mail what waits for a robot.
    op.execute(
        "UPDATE message SET state = 'failed'"
        " WHERE endpoint_id IS NOT NULL AND state <> 'sent'"
    )
    with op.batch_alter_table("message") as batch:
        batch.drop_index(op.f("ix_message_endpoint_id"))
        batch.drop_constraint(
            op.f("fk_message_endpoint_id_endpoint"), type_="foreignkey"
        )
        batch.drop_column("bounced_at")
        batch.drop_column("endpoint_id")
    for table in ("feed_key", "mail_address", "endpoint"):
        op.drop_table(table)
