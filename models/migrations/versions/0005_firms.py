"""What firms sell and who speaks for them; invitations and requests for accounts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("organisation") as batch:
        batch.add_column(sa.Column("credit_code", sa.String(), nullable=True))
        for name in ("sectors", "markets"):
            empty = sa.Column(name, sa.JSON(), nullable=False, server_default="[]")
            batch.add_column(empty)
    with op.batch_alter_table("organisation") as batch:
        for name in ("sectors", "markets"):
            batch.alter_column(name, existing_type=sa.JSON(), server_default=None)
        batch.create_unique_constraint(
            op.f("uq_organisation_credit_code"), ["credit_code"]
        )
    with op.batch_alter_table("message") as batch:
        batch.alter_column("user_id", existing_type=sa.Integer(), nullable=True)
    make_goods()
    make_requests()


def make_goods() -> None:
    """What firms sell, and whom the centre may call."""
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("hs", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        belongs("product"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product")),
        sa.UniqueConstraint(
            "organisation_id",
            "hs",
            "name",
            name=op.f("uq_product_organisation_id_hs_name"),
        ),
    )
    op.create_index(
        op.f("ix_product_organisation_id"), "product", ["organisation_id"]
    )
    op.create_table(
        "contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("duty", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        belongs("contact"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact")),
    )
    op.create_index(
        op.f("ix_contact_organisation_id"), "contact", ["organisation_id"]
    )


def make_requests() -> None:
    """Who is invited, and who asks for an account."""
    op.create_table(
        "invitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("invited_by", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        belongs("invitation"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint("mark", name=op.f("uq_invitation_mark")),
    )
    op.create_index(op.f("ix_invitation_email"), "invitation", ["email"])
    op.create_index(
        op.f("ix_invitation_organisation_id"), "invitation", ["organisation_id"]
    )
    op.create_table(
        "application",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("firm", sa.String(), nullable=False),
        sa.Column("credit_code", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application")),
        sa.UniqueConstraint("mark", name=op.f("uq_application_mark")),
    )
    op.create_index(op.f("ix_application_email"), "application", ["email"])
    op.create_index(op.f("ix_application_state"), "application", ["state"])


def belongs(table: str) -> sa.ForeignKeyConstraint:
    """A row that goes when its organisation goes."""
    return sa.ForeignKeyConstraint(
        ["organisation_id"],
        ["organisation.id"],
        name=op.f(f"fk_{table}_organisation_id_organisation"),
        ondelete="CASCADE",
    )


def downgrade() -> None:
    for table in ("application", "invitation", "contact", "product"):
        op.drop_table(table)
    op.execute("DELETE FROM message WHERE user_id IS NULL")
    with op.batch_alter_table("message") as batch:
        batch.alter_column("user_id", existing_type=sa.Integer(), nullable=False)
    with op.batch_alter_table("organisation") as batch:
        batch.drop_constraint(op.f("uq_organisation_credit_code"), type_="unique")
        for name in ("credit_code", "sectors", "markets"):
            batch.drop_column(name)
