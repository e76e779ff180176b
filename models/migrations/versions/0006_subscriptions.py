"""What subscriptions say beyond goods and markets: when, how, and which measure."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NUMBERS = {"weekday": "0", "told_at": "480", "links": "1"}
"""Mondays, at eight, and the first links: what was so before it could be chosen."""


def upgrade() -> None:
    """Add the day, the hour, the links, and the measure that is followed."""
    with op.batch_alter_table("subscription") as batch:
        for name, usual in NUMBERS.items():
            batch.add_column(
                sa.Column(name, sa.Integer(), nullable=False, server_default=usual)
            )
        batch.add_column(sa.Column("measure_id", sa.Integer(), nullable=True))
    with op.batch_alter_table("subscription") as batch:
        for name in NUMBERS:
            batch.alter_column(name, existing_type=sa.Integer(), server_default=None)
        batch.create_foreign_key(
            op.f("fk_subscription_measure_id_measure"),
            "measure",
            ["measure_id"],
            ["id"],
        )
        batch.create_index(op.f("ix_subscription_measure_id"), ["measure_id"])


def downgrade() -> None:
    """Forget them; who followed a single measure follows nothing."""
    subscription = sa.table("subscription", sa.column("id"), sa.column("measure_id"))
    is_following = subscription.c.measure_id.is_not(None)
    followers = sa.select(subscription.c.id).where(is_following)
    for name in ("alert", "subscription_key", "subscription_clause"):
        table = sa.table(name, sa.column("subscription_id"))
        op.execute(sa.delete(table).where(table.c.subscription_id.in_(followers)))
    op.execute(sa.delete(subscription).where(is_following))
    with op.batch_alter_table("subscription") as batch:
        batch.drop_index(op.f("ix_subscription_measure_id"))
        batch.drop_constraint(
            op.f("fk_subscription_measure_id_measure"), type_="foreignkey"
        )
        for name in ("measure_id", *NUMBERS):
            batch.drop_column(name)
