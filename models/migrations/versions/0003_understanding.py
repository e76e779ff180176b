"""Officers' verdicts and words, exports, rules of levels, summaries, translations."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "judgement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("sector_id", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("machine", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
            name=op.f("fk_judgement_notice_id_notice"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"], ["sector.id"], name=op.f("fk_judgement_sector_id_sector")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_judgement")),
        sa.UniqueConstraint(
            "notice_id", "sector_id", name=op.f("uq_judgement_notice_id_sector_id")
        ),
    )
    op.create_index(
        op.f("ix_judgement_sector_id"), "judgement", ["sector_id"], unique=False
    )
    op.create_table(
        "export_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("retrieved", sa.Date(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("unit", sa.Integer(), nullable=False),
        sa.Column("hs_edition", sa.String(), nullable=False),
        sa.Column("invented", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("remarks", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_table")),
        sa.UniqueConstraint("sha256", name=op.f("uq_export_table_sha256")),
    )
    op.create_table(
        "exposure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("hs", sa.String(), nullable=False),
        sa.Column("stated_hs", sa.String(), nullable=False),
        sa.Column("market", sa.String(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("share", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["market"], ["member.code"], name=op.f("fk_exposure_market_member")
        ),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["export_table.id"],
            name=op.f("fk_exposure_table_id_export_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exposure")),
        sa.UniqueConstraint(
            "table_id",
            "year",
            "stated_hs",
            "hs",
            "market",
            name=op.f("uq_exposure_table_id_year_stated_hs_hs_market"),
        ),
    )
    op.create_index(op.f("ix_exposure_hs"), "exposure", ["hs"], unique=False)
    op.create_index(
        "ix_exposure_market_hs", "exposure", ["market", "hs"], unique=False
    )
    op.create_table(
        "firm_export",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=False),
        sa.Column("hs", sa.String(), nullable=False),
        sa.Column("market", sa.String(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("low", sa.Double(), nullable=False),
        sa.Column("high", sa.Double(), nullable=True),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["market"], ["member.code"], name=op.f("fk_firm_export_market_member")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_firm_export_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_firm_export")),
        sa.UniqueConstraint(
            "organisation_id",
            "hs",
            "market",
            "year",
            name=op.f("uq_firm_export_organisation_id_hs_market_year"),
        ),
    )
    op.create_table(
        "level_rule",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_level_rule")),
    )
    op.create_table(
        "lexicon_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("lexicon", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("strength", sa.String(), nullable=False),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lexicon_term")),
        sa.UniqueConstraint(
            "lexicon",
            "language",
            "term",
            "code",
            name=op.f("uq_lexicon_term_lexicon_language_term_code"),
        ),
    )
    op.create_table(
        "translation",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("source_language", sa.String(), nullable=False),
        sa.Column("target_language", sa.String(), nullable=False),
        sa.Column("engine", sa.String(), nullable=False),
        sa.Column("glossary", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_translation")),
    )
    op.add_column(
        "match",
        sa.Column("machine", sa.String(), nullable=False, server_default=""),
    )
    op.add_column("notice", sa.Column("summarised_hash", sa.String(), nullable=True))
    op.create_index(
        op.f("ix_notice_summarised_hash"), "notice", ["summarised_hash"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_notice_summarised_hash"), table_name="notice")
    op.drop_column("notice", "summarised_hash")
    op.drop_column("match", "machine")
    op.drop_table("translation")
    op.drop_table("lexicon_term")
    op.drop_table("level_rule")
    op.drop_table("firm_export")
    op.drop_index("ix_exposure_market_hs", table_name="exposure")
    op.drop_index(op.f("ix_exposure_hs"), table_name="exposure")
    op.drop_table("exposure")
    op.drop_table("export_table")
    op.drop_index(op.f("ix_judgement_sector_id"), table_name="judgement")
    op.drop_table("judgement")
