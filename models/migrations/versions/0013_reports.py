"""Reports, market dossiers, keys of the API, refusals, and stamps of the data."""

import sqlalchemy as sa
from alembic import op

from models.base import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None
TABLES = ('data_stamp', 'refusal', 'api_key', 'market_fact', 'report', 'report_block', 'report_figure')
PEOPLE = (
    ("case_move", "actor_id"),
    ("case_draft", "author_id"),
    ("case_item", "edited_by_id"),
)
"""Columns that name who acted on a case."""


def upgrade() -> None:
    make_data_stamp()
    make_refusal()
    make_api_key()
    make_market_fact()
    make_report()
    make_report_block()
    make_report_figure()
    name_people()
    widen_drafts()
    make_ground_check()
    widen_evidence()


def make_data_stamp() -> None:
    op.create_table('data_stamp',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('area', sa.String(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_stamp'))
    )
    op.create_index(op.f('ix_data_stamp_area'), 'data_stamp', ['area'])


def make_refusal() -> None:
    op.create_table('refusal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('source', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('market', sa.String(), nullable=False),
    sa.Column('origin', sa.String(), nullable=False),
    sa.Column('product', sa.String(), nullable=False),
    sa.Column('hs', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('imported_by', sa.String(), nullable=False),
    sa.Column('imported_at', UtcDateTime(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_refusal')),
    sa.UniqueConstraint('source', 'key', name=op.f('uq_refusal_source_key'))
    )
    op.create_index(op.f('ix_refusal_day'), 'refusal', ['day'])
    op.create_index(op.f('ix_refusal_origin'), 'refusal', ['origin'])


def make_api_key() -> None:
    op.create_table('api_key',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('prefix', sa.String(), nullable=False),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('last_used_at', UtcDateTime(), nullable=True),
    sa.Column('revoked_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['created_by_id'], ['user.id'], name=op.f('fk_api_key_created_by_id_user')),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_api_key_organisation_id_organisation'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_api_key')),
    sa.UniqueConstraint('sha256', name=op.f('uq_api_key_sha256'))
    )
    op.create_index(op.f('ix_api_key_organisation_id'), 'api_key', ['organisation_id'])


def make_market_fact() -> None:
    op.create_table('market_fact',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('market', sa.String(), nullable=False),
    sa.Column('topic', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('zh', sa.Text(), nullable=False),
    sa.Column('en', sa.Text(), nullable=False),
    sa.Column('sectors', sa.JSON(), nullable=False),
    sa.Column('url', sa.String(), nullable=False),
    sa.Column('as_of', sa.Date(), nullable=False),
    sa.Column('added', sa.Boolean(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('edited_by_id', sa.Integer(), nullable=True),
    sa.Column('edited_at', UtcDateTime(), nullable=True),
    sa.Column('checked_by_id', sa.Integer(), nullable=True),
    sa.Column('checked_at', UtcDateTime(), nullable=True),
    sa.Column('removed_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['checked_by_id'], ['user.id'], name=op.f('fk_market_fact_checked_by_id_user')),
    sa.ForeignKeyConstraint(['edited_by_id'], ['user.id'], name=op.f('fk_market_fact_edited_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_market_fact')),
    sa.UniqueConstraint('market', 'topic', 'key', name=op.f('uq_market_fact_market_topic_key'))
    )
    op.create_index(op.f('ix_market_fact_market'), 'market_fact', ['market'])


def make_report() -> None:
    op.create_table('report',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('title_zh', sa.String(), nullable=False),
    sa.Column('title_en', sa.String(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('choice', sa.Text(), nullable=False),
    sa.Column('measure_id', sa.Integer(), nullable=True),
    sa.Column('sector_id', sa.String(), nullable=True),
    sa.Column('state', sa.String(), nullable=False),
    sa.Column('edition', sa.Integer(), nullable=False),
    sa.Column('created_by_id', sa.Integer(), nullable=True),
    sa.Column('created_at', UtcDateTime(), nullable=False),
    sa.Column('counted_at', UtcDateTime(), nullable=True),
    sa.Column('submitted_by_id', sa.Integer(), nullable=True),
    sa.Column('submitted_at', UtcDateTime(), nullable=True),
    sa.Column('released_by_id', sa.Integer(), nullable=True),
    sa.Column('released_at', UtcDateTime(), nullable=True),
    sa.Column('sha256', sa.String(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(['created_by_id'], ['user.id'], name=op.f('fk_report_created_by_id_user')),
    sa.ForeignKeyConstraint(['measure_id'], ['measure.id'], name=op.f('fk_report_measure_id_measure')),
    sa.ForeignKeyConstraint(['released_by_id'], ['user.id'], name=op.f('fk_report_released_by_id_user')),
    sa.ForeignKeyConstraint(['sector_id'], ['sector.id'], name=op.f('fk_report_sector_id_sector')),
    sa.ForeignKeyConstraint(['submitted_by_id'], ['user.id'], name=op.f('fk_report_submitted_by_id_user')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report')),
    sa.UniqueConstraint('kind', 'key', 'number', name=op.f('uq_report_kind_key_number'))
    )
    op.create_index(op.f('ix_report_state'), 'report', ['state'])


def make_report_block() -> None:
    op.create_table('report_block',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('zh', sa.Text(), nullable=False),
    sa.Column('en', sa.Text(), nullable=False),
    sa.Column('made_zh', sa.Text(), nullable=False),
    sa.Column('made_en', sa.Text(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('edited_at', UtcDateTime(), nullable=True),
    sa.ForeignKeyConstraint(['author_id'], ['user.id'], name=op.f('fk_report_block_author_id_user')),
    sa.ForeignKeyConstraint(['report_id'], ['report.id'], name=op.f('fk_report_block_report_id_report'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_block')),
    sa.UniqueConstraint('report_id', 'key', name=op.f('uq_report_block_report_id_key'))
    )
    op.create_index(op.f('ix_report_block_report_id'), 'report_block', ['report_id'])


def make_report_figure() -> None:
    op.create_table('report_figure',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('report_id', sa.Integer(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('view', sa.String(), nullable=False),
    sa.Column('choice', sa.Text(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('counted', sa.JSON(), nullable=False),
    sa.Column('cut', sa.String(), nullable=False),
    sa.Column('marks', sa.LargeBinary(), nullable=False),
    sa.ForeignKeyConstraint(['report_id'], ['report.id'], name=op.f('fk_report_figure_report_id_report'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_report_figure')),
    sa.UniqueConstraint('report_id', 'key', name=op.f('uq_report_figure_report_id_key'))
    )
    op.create_index(op.f('ix_report_figure_report_id'), 'report_figure', ['report_id'])


def name_people() -> None:
    """Who acted on a case by number, for names may change and be alike."""
    op.add_column("audit_entry", sa.Column("actor_id", sa.Integer(), nullable=True))
    for table, column in PEOPLE:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
            batch.create_foreign_key(
                op.f(f"fk_{table}_{column}_user"),
                "user",
                [column],
                ["id"],
                ondelete="SET NULL",
            )
    with op.batch_alter_table("signature") as batch:
        empty = sa.Column("drafter_ids", sa.JSON(), nullable=False, server_default="[]")
        batch.add_column(empty)
    with op.batch_alter_table("signature") as batch:
        batch.alter_column("drafter_ids", existing_type=sa.JSON(), server_default=None)


def widen_drafts() -> None:
    """The Spanish beside the two texts of a draft, and whether it lags behind."""
    with op.batch_alter_table("case_draft") as batch:
        batch.add_column(
            sa.Column("text_es", sa.Text(), nullable=False, server_default="")
        )
        batch.add_column(
            sa.Column("es_stale", sa.Boolean(), nullable=False, server_default="0")
        )
    with op.batch_alter_table("case_draft") as batch:
        batch.alter_column("text_es", existing_type=sa.Text(), server_default=None)
        batch.alter_column("es_stale", existing_type=sa.Boolean(), server_default=None)


def widen_evidence() -> None:
    """The source of a row in English, and the files that a newer one replaced."""
    empty = {"source_en": (sa.String(), ""), "former_files": (sa.JSON(), "[]")}
    with op.batch_alter_table("evidence") as batch:
        for name, (kind, start) in empty.items():
            batch.add_column(
                sa.Column(name, kind, nullable=False, server_default=start)
            )
    with op.batch_alter_table("evidence") as batch:
        for name, (kind, _start) in empty.items():
            batch.alter_column(name, existing_type=kind, server_default=None)


def make_ground_check() -> None:
    op.create_table(
        "ground_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ground_id", sa.String(), nullable=False),
        sa.Column("ground_hash", sa.String(), nullable=False),
        sa.Column("against", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("checked_by_id", sa.Integer(), nullable=False),
        sa.Column("checked_at", UtcDateTime(), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["checked_by_id"],
            ["user.id"],
            name=op.f("fk_ground_check_checked_by_id_user"),
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["user.id"],
            name=op.f("fk_ground_check_withdrawn_by_id_user"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ground_check")),
    )
    op.create_index(
        op.f("ix_ground_check_ground_id"), "ground_check", ["ground_id"]
    )


def forget_people() -> None:
    """Drop what `name_people` and `widen_drafts` added."""
    with op.batch_alter_table("case_draft") as batch:
        batch.drop_column("es_stale")
        batch.drop_column("text_es")
    with op.batch_alter_table("signature") as batch:
        batch.drop_column("drafter_ids")
    for table, column in reversed(PEOPLE):
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(
                op.f(f"fk_{table}_{column}_user"), type_="foreignkey"
            )
            batch.drop_column(column)
    op.drop_column("audit_entry", "actor_id")


def downgrade() -> None:
    with op.batch_alter_table("evidence") as batch:
        batch.drop_column("former_files")
        batch.drop_column("source_en")
    op.drop_table("ground_check")
    forget_people()
    for table in reversed(TABLES):
        op.drop_table(table)
