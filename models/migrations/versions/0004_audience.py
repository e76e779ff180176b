"""Keys of subscriptions hold a second term; further clauses, levels, exclusions.

The stored keys stay as they are: a key without a second term fires as before.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SET_ASIDE = """
CREATE TABLE key_before AS
SELECT DISTINCT term, market, subscription_id FROM subscription_key
"""
PUT_BACK = """
INSERT INTO subscription_key (term, market, second, subscription_id, checks)
SELECT term, market, '', subscription_id, 0 FROM key_before
"""
PUT_BACK_OLD = """
INSERT INTO subscription_key (term, market, subscription_id)
SELECT term, market, subscription_id FROM key_before
"""


def upgrade() -> None:
    op.add_column(
        "subscription",
        sa.Column("least_level", sa.String(), nullable=False, server_default=""),
    )
    for name in ("excluded_members", "excluded_hs"):
        empty = sa.Column(name, sa.JSON(), nullable=False, server_default="[]")
        op.add_column("subscription", empty)
    op.create_table(
        "subscription_clause",
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        owner("subscription_clause"),
        sa.PrimaryKeyConstraint(
            "subscription_id", "number", "term", name=op.f("pk_subscription_clause")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_subscription_clause_term", "subscription_clause", ["term"])
    set_old_keys_aside()
    op.create_table(
        "subscription_key",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("market", sa.String(), nullable=False),
        sa.Column("second", sa.String(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        owner("subscription_key"),
        sa.PrimaryKeyConstraint(
            "term",
            "market",
            "second",
            "subscription_id",
            name=op.f("pk_subscription_key"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_subscription_key_subscription_id", "subscription_key", ["subscription_id"]
    )
    op.execute(PUT_BACK)
    op.drop_table("key_before")


def downgrade() -> None:
    set_old_keys_aside()
    op.create_table(
        "subscription_key",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("market", sa.String(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        owner("subscription_key"),
        sa.PrimaryKeyConstraint(
            "term", "market", "subscription_id", name=op.f("pk_subscription_key")
        ),
    )
    op.create_index(
        "ix_subscription_key_term_market",
        "subscription_key",
        ["term", "market", "subscription_id"],
    )
    op.execute(PUT_BACK_OLD)
    op.drop_table("key_before")
    op.drop_table("subscription_clause")
    for name in ("excluded_hs", "excluded_members", "least_level"):
        op.drop_column("subscription", name)


def owner(table: str) -> sa.ForeignKeyConstraint:
    """The subscription that a row belongs to."""
    return sa.ForeignKeyConstraint(
        ["subscription_id"],
        ["subscription.id"],
        name=op.f(f"fk_{table}_subscription_id_subscription"),
        ondelete="CASCADE",
    )


def set_old_keys_aside() -> None:
    """Keep the keys in a table of another name, and make room for the new one."""
    op.execute(SET_ASIDE)
    op.drop_table("subscription_key")
