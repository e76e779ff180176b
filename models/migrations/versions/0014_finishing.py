"""On PostgreSQL the index of a subscription's keys also holds what remains to check.

So an audience is found in that index alone, however scattered the rows are.
"""

from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

DROP = "ALTER TABLE subscription_key DROP CONSTRAINT pk_subscription_key"
ADD = """
ALTER TABLE subscription_key ADD CONSTRAINT pk_subscription_key
PRIMARY KEY (slot, second, subscription_id)"""


def upgrade() -> None:
    make_key(" INCLUDE (checks)")


def downgrade() -> None:
    make_key("")


def make_key(more: str) -> None:
    """Make the primary key anew; on SQLite the table is its own index."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(DROP)
        op.execute(ADD + more)
