"""Keys of subscriptions hold the numbers of terms and markets instead of the words.

A slot is the number of the term times 4096 and the number of the market.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SET_ASIDE = {
    "subscription_key": """
CREATE TABLE subscription_key_before AS SELECT * FROM subscription_key""",
    "subscription_clause": """
CREATE TABLE subscription_clause_before AS SELECT * FROM subscription_clause""",
}
TERMS = """
INSERT INTO subscription_term (term)
SELECT term FROM (
    SELECT term FROM subscription_key_before
    UNION SELECT second FROM subscription_key_before WHERE second <> ''
    UNION SELECT term FROM subscription_clause_before
) held ORDER BY term
"""
MARKETS = """
INSERT INTO subscription_market (code)
SELECT DISTINCT market FROM subscription_key_before ORDER BY market
"""
KEYS = """
INSERT INTO subscription_key (slot, second, subscription_id, checks)
SELECT CAST(t.id AS BIGINT) * 4096 + m.id, COALESCE(s.id, 0),
    k.subscription_id, k.checks
FROM subscription_key_before k
JOIN subscription_term t ON t.term = k.term
JOIN subscription_market m ON m.code = k.market
LEFT JOIN subscription_term s ON s.term = k.second
"""
CLAUSES = """
INSERT INTO subscription_clause (subscription_id, number, term_id)
SELECT c.subscription_id, c.number, t.id
FROM subscription_clause_before c JOIN subscription_term t ON t.term = c.term
"""
OLD_KEYS = """
INSERT INTO subscription_key (term, market, second, subscription_id, checks)
SELECT t.term, m.code, COALESCE(s.term, ''), k.subscription_id, k.checks
FROM subscription_key_before k
JOIN subscription_term t ON t.id = k.slot / 4096
JOIN subscription_market m ON m.id = k.slot % 4096
LEFT JOIN subscription_term s ON s.id = k.second
"""
OLD_NAMES = ("term", "market", "second")
OLD_CLAUSES = """
INSERT INTO subscription_clause (subscription_id, number, term)
SELECT c.subscription_id, c.number, t.term
FROM subscription_clause_before c JOIN subscription_term t ON t.id = c.term_id
"""


def upgrade() -> None:
    """Number the words, and write keys and clauses anew with the numbers."""
    set_aside()
    make_words("subscription_term", "term")
    make_words("subscription_market", "code")
    make_keys([whole("slot", sa.BigInteger()), whole("second")])
    make_clauses(whole("term_id"))
    for statement in (TERMS, MARKETS, KEYS, CLAUSES):
        op.execute(statement)
    drop_before()


def downgrade() -> None:
    """Write keys and clauses in words again."""
    set_aside()
    words = [sa.Column(name, sa.String(), nullable=False) for name in OLD_NAMES]
    make_keys(words)
    make_clauses(sa.Column("term", sa.String(), nullable=False))
    op.create_index("ix_subscription_clause_term", "subscription_clause", ["term"])
    for statement in (OLD_KEYS, OLD_CLAUSES):
        op.execute(statement)
    drop_before()
    op.drop_table("subscription_market")
    op.drop_table("subscription_term")


def set_aside() -> None:
    """Keep the rows in tables of other names, and make room for the new ones."""
    for name, statement in SET_ASIDE.items():
        op.execute(statement)
        op.drop_table(name)


def drop_before() -> None:
    """The rows are where they belong."""
    for name in SET_ASIDE:
        op.drop_table(f"{name}_before")


def whole(name: str, kind: sa.types.TypeEngine[int] | None = None) -> sa.Column[int]:
    """A column of numbers."""
    return sa.Column(name, kind or sa.Integer(), autoincrement=False, nullable=False)


def make_words(table: str, column: str) -> None:
    """A table that numbers words."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(column, sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(column, name=op.f(f"uq_{table}_{column}")),
    )


def make_keys(first: list[sa.Column[Any]]) -> None:
    """The table of keys, with the columns that begin it."""
    op.create_table(
        "subscription_key",
        *first,
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("checks", sa.Integer(), nullable=False),
        owner("subscription_key"),
        sa.PrimaryKeyConstraint(
            *(one.name for one in first),
            "subscription_id",
            name=op.f("pk_subscription_key"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_subscription_key_subscription_id", "subscription_key", ["subscription_id"]
    )


def make_clauses(term: sa.Column[Any]) -> None:
    """The table of clauses, with the column that ends it."""
    op.create_table(
        "subscription_clause",
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        whole("number"),
        term,
        owner("subscription_clause"),
        sa.PrimaryKeyConstraint(
            "subscription_id",
            "number",
            term.name,
            name=op.f("pk_subscription_clause"),
        ),
        sqlite_with_rowid=False,
    )


def owner(table: str) -> sa.ForeignKeyConstraint:
    """The subscription that a row belongs to."""
    return sa.ForeignKeyConstraint(
        ["subscription_id"],
        ["subscription.id"],
        name=op.f(f"fk_{table}_subscription_id_subscription"),
        ondelete="CASCADE",
    )
