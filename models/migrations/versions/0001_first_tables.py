"""The first tables, and the search index of each database."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SQLITE_SEARCH = (
    """CREATE VIRTUAL TABLE notice_search USING fts5(
        search_text, content='notice', content_rowid='id',
        tokenize='unicode61', columnsize=0
    )""",
    """CREATE TRIGGER notice_search_added AFTER INSERT ON notice BEGIN
        INSERT INTO notice_search(rowid, search_text)
        VALUES (new.id, new.search_text);
    END""",
    """CREATE TRIGGER notice_search_gone AFTER DELETE ON notice BEGIN
        INSERT INTO notice_search(notice_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
    END""",
    """CREATE TRIGGER notice_search_changed
    AFTER UPDATE OF id, search_text ON notice
    WHEN old.id <> new.id OR old.search_text <> new.search_text BEGIN
        INSERT INTO notice_search(notice_search, rowid, search_text)
        VALUES ('delete', old.id, old.search_text);
        INSERT INTO notice_search(rowid, search_text)
        VALUES (new.id, new.search_text);
    END""",
)
POSTGRES_SEARCH = (
    """ALTER TABLE notice ADD COLUMN search_words tsvector
    GENERATED ALWAYS AS (to_tsvector('simple', search_text)) STORED""",
    "CREATE INDEX ix_notice_search_words ON notice USING gin (search_words)",
)


def upgrade() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(), nullable=False),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(
        "ix_audit_entry_subject",
        "audit_entry",
        ["subject_type", "subject_id"],
        unique=False,
    )
    op.create_table(
        "fetch",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("url", name=op.f("pk_fetch")),
    )
    op.create_table(
        "hs_code",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.Column("zh", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_hs_code")),
    )
    op.create_table(
        "ics_code",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.Column("zh", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_ics_code")),
    )
    op.create_table(
        "measure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("redirect_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["redirect_id"], ["measure.id"], name=op.f("fk_measure_redirect_id_measure")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure")),
        sa.UniqueConstraint("slug", name=op.f("uq_measure_slug")),
    )
    op.create_table(
        "member",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("iso2", sa.String(), nullable=True),
        sa.Column("iso3", sa.String(), nullable=True),
        sa.Column("numeric", sa.String(), nullable=True),
        sa.Column("eping_code", sa.String(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.Column("en_wto", sa.String(), nullable=False),
        sa.Column("zh", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_member")),
    )
    op.create_index(
        op.f("ix_member_eping_code"), "member", ["eping_code"], unique=False
    )
    op.create_table(
        "member_group",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member_group")),
    )
    op.create_table(
        "objective",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=False),
        sa.Column("zh", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_objective")),
    )
    op.create_index(op.f("ix_objective_key"), "objective", ["key"], unique=False)
    op.create_table(
        "organisation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("name", name=op.f("uq_organisation_name")),
    )
    op.create_table(
        "sector",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_zh", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.Column("cities", sa.JSON(), nullable=False),
        sa.Column("domains", sa.JSON(), nullable=False),
        sa.Column("horizontal", sa.Boolean(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector")),
    )
    op.create_table(
        "setting",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_setting")),
    )
    op.create_table(
        "source",
        sa.Column("slug", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("title_zh", sa.String(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("every_minutes", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("enabled", sa.Boolean(), nullable=False),
        sa.Column("cursor", sa.Date(), nullable=True),
        sa.Column("baseline_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_success_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_error", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_source")),
    )
    op.create_table(
        "measure_symbol",
        sa.Column("base_symbol", sa.String(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"],
            ["measure.id"],
            name=op.f("fk_measure_symbol_measure_id_measure"),
        ),
        sa.PrimaryKeyConstraint("base_symbol", name=op.f("pk_measure_symbol")),
    )
    op.create_index(
        op.f("ix_measure_symbol_measure_id"),
        "measure_symbol",
        ["measure_id"],
        unique=False,
    )
    op.create_table(
        "member_group_seat",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("member_code", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["member_group.id"],
            name=op.f("fk_member_group_seat_group_id_member_group"),
        ),
        sa.ForeignKeyConstraint(
            ["member_code"],
            ["member.code"],
            name=op.f("fk_member_group_seat_member_code_member"),
        ),
        sa.PrimaryKeyConstraint(
            "group_id", "member_code", name=op.f("pk_member_group_seat")
        ),
    )
    op.create_index(
        op.f("ix_member_group_seat_member_code"),
        "member_group_seat",
        ["member_code"],
        unique=False,
    )
    op.create_table(
        "notice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_slug", sa.String(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("agreement", sa.String(), nullable=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("distributed", sa.Date(), nullable=False),
        sa.Column("comments_close", sa.Date(), nullable=True),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("deadline_basis", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("baseline", sa.Boolean(), nullable=False),
        sa.Column("twin_key", sa.String(), nullable=True),
        sa.Column("tagged_hash", sa.String(), nullable=True),
        sa.Column("matched_hash", sa.String(), nullable=True),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_notice_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["source_slug"], ["source.slug"], name=op.f("fk_notice_source_slug_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "source_slug", "source_key", name=op.f("uq_notice_source_slug_source_key")
        ),
    )
    op.create_index(op.f("ix_notice_agreement"), "notice", ["agreement"], unique=False)
    op.create_index(
        op.f("ix_notice_comments_close"), "notice", ["comments_close"], unique=False
    )
    op.create_index(op.f("ix_notice_deadline"), "notice", ["deadline"], unique=False)
    op.create_index(
        "ix_notice_distributed_id", "notice", ["distributed", "id"], unique=False
    )
    op.create_index(op.f("ix_notice_kind"), "notice", ["kind"], unique=False)
    op.create_index(
        op.f("ix_notice_matched_hash"), "notice", ["matched_hash"], unique=False
    )
    op.create_index(
        op.f("ix_notice_measure_id"), "notice", ["measure_id"], unique=False
    )
    op.create_index(op.f("ix_notice_symbol"), "notice", ["symbol"], unique=False)
    op.create_index(
        op.f("ix_notice_tagged_hash"), "notice", ["tagged_hash"], unique=False
    )
    op.create_index(
        "ix_notice_twin_key_distributed",
        "notice",
        ["twin_key", "distributed"],
        unique=False,
    )
    op.create_index(op.f("ix_notice_type"), "notice", ["type"], unique=False)
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job", sa.String(), nullable=False),
        sa.Column("source_slug", sa.String(), nullable=True),
        sa.Column("way", sa.String(), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.Column("error", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["source_slug"], ["source.slug"], name=op.f("fk_run_source_slug_source")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
    )
    op.create_index(
        "ix_run_source_started", "run", ["source_slug", "started_at"], unique=False
    )
    op.create_index(op.f("ix_run_started_at"), "run", ["started_at"], unique=False)
    op.create_table(
        "sector_term",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sector_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.Column("edited_by", sa.String(), nullable=True),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sector_id"], ["sector.id"], name=op.f("fk_sector_term_sector_id_sector")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sector_term")),
        sa.UniqueConstraint(
            "sector_id",
            "kind",
            "language",
            "term",
            name=op.f("uq_sector_term_sector_id_kind_language_term"),
        ),
    )
    op.create_index(
        op.f("ix_sector_term_sector_id"), "sector_term", ["sector_id"], unique=False
    )
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("disabled", sa.Boolean(), nullable=False),
        sa.Column("organisation_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_user_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    op.create_index(
        op.f("ix_user_organisation_id"), "user", ["organisation_id"], unique=False
    )
    op.create_table(
        "case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_case_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_case_notice_id_notice")
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["user.id"], name=op.f("fk_case_owner_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case")),
        sa.UniqueConstraint("measure_id", name=op.f("uq_case_measure_id")),
    )
    op.create_index(op.f("ix_case_state"), "case", ["state"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_document_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("notice_id", "url", name=op.f("uq_document_notice_id_url")),
    )
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("day_basis", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("change", sa.JSON(), nullable=False),
        sa.Column("baseline", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_event_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_event_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint(
            "notice_id", "kind", "key", name=op.f("uq_event_notice_id_kind_key")
        ),
    )
    op.create_index(op.f("ix_event_created_at"), "event", ["created_at"], unique=False)
    op.create_index(op.f("ix_event_kind"), "event", ["kind"], unique=False)
    op.create_index(op.f("ix_event_measure_id"), "event", ["measure_id"], unique=False)
    op.create_index(op.f("ix_event_notice_id"), "event", ["notice_id"], unique=False)
    op.create_table(
        "match",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("sector_id", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
            name=op.f("fk_match_notice_id_notice"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sector_id"], ["sector.id"], name=op.f("fk_match_sector_id_sector")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match")),
        sa.UniqueConstraint(
            "notice_id", "sector_id", name=op.f("uq_match_notice_id_sector_id")
        ),
    )
    op.create_index(op.f("ix_match_notice_id"), "match", ["notice_id"], unique=False)
    op.create_index(
        "ix_match_sector_certainty_notice",
        "match",
        ["sector_id", "certainty", "notice_id"],
        unique=False,
    )
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("body_html", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_try_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_message_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_message")),
        sa.UniqueConstraint("key", name=op.f("uq_message_key")),
    )
    op.create_index(op.f("ix_message_state"), "message", ["state"], unique=False)
    op.create_index(op.f("ix_message_user_id"), "message", ["user_id"], unique=False)
    op.create_table(
        "notice_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("member_code", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=True),
        sa.Column("eping_id", sa.String(), nullable=True),
        sa.Column("distributed", sa.Date(), nullable=True),
        sa.Column("comments_close", sa.Date(), nullable=True),
        sa.Column("link", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["member_code"],
            ["member.code"],
            name=op.f("fk_notice_member_member_code_member"),
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_notice_member_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notice_member")),
        sa.UniqueConstraint(
            "notice_id",
            "member_code",
            name=op.f("uq_notice_member_notice_id_member_code"),
        ),
    )
    op.create_index(
        op.f("ix_notice_member_eping_id"), "notice_member", ["eping_id"], unique=False
    )
    op.create_index(
        op.f("ix_notice_member_member_code"),
        "notice_member",
        ["member_code"],
        unique=False,
    )
    op.create_index(
        op.f("ix_notice_member_symbol"), "notice_member", ["symbol"], unique=False
    )
    op.create_table(
        "rendering",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.String(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_rendering_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rendering")),
        sa.UniqueConstraint(
            "notice_id",
            "version_number",
            "language",
            "field",
            "origin",
            name=op.f("uq_rendering_notice_id_version_number_language_field_origin"),
        ),
    )
    op.create_table(
        "run_problem",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("sentence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["run.id"], name=op.f("fk_run_problem_run_id_run")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_problem")),
    )
    op.create_index(
        op.f("ix_run_problem_run_id"), "run_problem", ["run_id"], unique=False
    )
    op.create_table(
        "subscription",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sectors", sa.JSON(), nullable=False),
        sa.Column("hs", sa.JSON(), nullable=False),
        sa.Column("ics", sa.JSON(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("markets", sa.JSON(), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("excluded_words", sa.JSON(), nullable=False),
        sa.Column("rate", sa.String(), nullable=False),
        sa.Column("channels", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("paused", sa.Boolean(), nullable=False),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_subscription_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription")),
    )
    op.create_index(
        op.f("ix_subscription_user_id"), "subscription", ["user_id"], unique=False
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("version_number", sa.Integer(), nullable=False),
        sa.Column("scheme", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("rules", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"],
            ["notice.id"],
            name=op.f("fk_tag_notice_id_notice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
    )
    op.create_index(op.f("ix_tag_notice_id"), "tag", ["notice_id"], unique=False)
    op.create_index(
        "ix_tag_scheme_code_notice",
        "tag",
        ["scheme", "code", "notice_id"],
        unique=False,
    )
    op.create_table(
        "version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("difference", sa.JSON(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_version_notice_id_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_version")),
        sa.UniqueConstraint(
            "notice_id", "number", name=op.f("uq_version_notice_id_number")
        ),
    )
    op.create_table(
        "alert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("measure_id", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("notice_id", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("reason", sa.JSON(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_alert_event_id_event")
        ),
        sa.ForeignKeyConstraint(
            ["measure_id"], ["measure.id"], name=op.f("fk_alert_measure_id_measure")
        ),
        sa.ForeignKeyConstraint(
            ["message_id"], ["message.id"], name=op.f("fk_alert_message_id_message")
        ),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["notice.id"], name=op.f("fk_alert_notice_id_notice")
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_alert_subscription_id_subscription"),
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["user.id"], name=op.f("fk_alert_user_id_user")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert")),
        sa.UniqueConstraint(
            "subscription_id",
            "event_id",
            name=op.f("uq_alert_subscription_id_event_id"),
        ),
    )
    op.create_index(op.f("ix_alert_event_id"), "alert", ["event_id"], unique=False)
    op.create_index(op.f("ix_alert_measure_id"), "alert", ["measure_id"], unique=False)
    op.create_index("ix_alert_message", "alert", ["message_id"], unique=False)
    op.create_index(op.f("ix_alert_notice_id"), "alert", ["notice_id"], unique=False)
    op.create_index(op.f("ix_alert_user_id"), "alert", ["user_id"], unique=False)
    op.create_table(
        "case_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text_zh", sa.Text(), nullable=False),
        sa.Column("text_en", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_draft_case_id_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_draft")),
        sa.UniqueConstraint(
            "case_id", "number", name=op.f("uq_case_draft_case_id_number")
        ),
    )
    op.create_table(
        "case_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ground_id", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("check", sa.JSON(), nullable=False),
        sa.Column("problem_zh", sa.Text(), nullable=False),
        sa.Column("problem_en", sa.Text(), nullable=False),
        sa.Column("request_zh", sa.Text(), nullable=False),
        sa.Column("request_en", sa.Text(), nullable=False),
        sa.Column("ask", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_item_case_id_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_item")),
    )
    op.create_index(
        op.f("ix_case_item_case_id"), "case_item", ["case_id"], unique=False
    )
    op.create_table(
        "case_move",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(), nullable=False),
        sa.Column("to_state", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["case.id"], name=op.f("fk_case_move_case_id_case")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_move")),
    )
    op.create_index(
        op.f("ix_case_move_case_id"), "case_move", ["case_id"], unique=False
    )
    op.create_table(
        "subscription_key",
        sa.Column("term", sa.String(), nullable=False),
        sa.Column("market", sa.String(), nullable=False),
        sa.Column("subscription_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscription.id"],
            name=op.f("fk_subscription_key_subscription_id_subscription"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "term", "market", "subscription_id", name=op.f("pk_subscription_key")
        ),
    )
    op.create_index(
        "ix_subscription_key_term_market",
        "subscription_key",
        ["term", "market", "subscription_id"],
        unique=False,
    )
    searches = {"sqlite": SQLITE_SEARCH, "postgresql": POSTGRES_SEARCH}
    for statement in searches[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE notice_search")
    op.drop_index("ix_subscription_key_term_market", table_name="subscription_key")
    op.drop_table("subscription_key")
    op.drop_index(op.f("ix_case_move_case_id"), table_name="case_move")
    op.drop_table("case_move")
    op.drop_index(op.f("ix_case_item_case_id"), table_name="case_item")
    op.drop_table("case_item")
    op.drop_table("case_draft")
    op.drop_index(op.f("ix_alert_user_id"), table_name="alert")
    op.drop_index(op.f("ix_alert_notice_id"), table_name="alert")
    op.drop_index("ix_alert_message", table_name="alert")
    op.drop_index(op.f("ix_alert_measure_id"), table_name="alert")
    op.drop_index(op.f("ix_alert_event_id"), table_name="alert")
    op.drop_table("alert")
    op.drop_table("version")
    op.drop_index("ix_tag_scheme_code_notice", table_name="tag")
    op.drop_index(op.f("ix_tag_notice_id"), table_name="tag")
    op.drop_table("tag")
    op.drop_index(op.f("ix_subscription_user_id"), table_name="subscription")
    op.drop_table("subscription")
    op.drop_index(op.f("ix_run_problem_run_id"), table_name="run_problem")
    op.drop_table("run_problem")
    op.drop_table("rendering")
    op.drop_index(op.f("ix_notice_member_symbol"), table_name="notice_member")
    op.drop_index(op.f("ix_notice_member_member_code"), table_name="notice_member")
    op.drop_index(op.f("ix_notice_member_eping_id"), table_name="notice_member")
    op.drop_table("notice_member")
    op.drop_index(op.f("ix_message_user_id"), table_name="message")
    op.drop_index(op.f("ix_message_state"), table_name="message")
    op.drop_table("message")
    op.drop_index("ix_match_sector_certainty_notice", table_name="match")
    op.drop_index(op.f("ix_match_notice_id"), table_name="match")
    op.drop_table("match")
    op.drop_index(op.f("ix_event_notice_id"), table_name="event")
    op.drop_index(op.f("ix_event_measure_id"), table_name="event")
    op.drop_index(op.f("ix_event_kind"), table_name="event")
    op.drop_index(op.f("ix_event_created_at"), table_name="event")
    op.drop_table("event")
    op.drop_index(op.f("ix_document_sha256"), table_name="document")
    op.drop_table("document")
    op.drop_index(op.f("ix_case_state"), table_name="case")
    op.drop_table("case")
    op.drop_index(op.f("ix_user_organisation_id"), table_name="user")
    op.drop_table("user")
    op.drop_index(op.f("ix_sector_term_sector_id"), table_name="sector_term")
    op.drop_table("sector_term")
    op.drop_index(op.f("ix_run_started_at"), table_name="run")
    op.drop_index("ix_run_source_started", table_name="run")
    op.drop_table("run")
    op.drop_index(op.f("ix_notice_type"), table_name="notice")
    op.drop_index("ix_notice_twin_key_distributed", table_name="notice")
    op.drop_index(op.f("ix_notice_tagged_hash"), table_name="notice")
    op.drop_index(op.f("ix_notice_symbol"), table_name="notice")
    op.drop_index(op.f("ix_notice_measure_id"), table_name="notice")
    op.drop_index(op.f("ix_notice_matched_hash"), table_name="notice")
    op.drop_index(op.f("ix_notice_kind"), table_name="notice")
    op.drop_index("ix_notice_distributed_id", table_name="notice")
    op.drop_index(op.f("ix_notice_deadline"), table_name="notice")
    op.drop_index(op.f("ix_notice_comments_close"), table_name="notice")
    op.drop_index(op.f("ix_notice_agreement"), table_name="notice")
    op.drop_table("notice")
    op.drop_index(
        op.f("ix_member_group_seat_member_code"), table_name="member_group_seat"
    )
    op.drop_table("member_group_seat")
    op.drop_index(op.f("ix_measure_symbol_measure_id"), table_name="measure_symbol")
    op.drop_table("measure_symbol")
    op.drop_table("source")
    op.drop_table("setting")
    op.drop_table("sector")
    op.drop_table("organisation")
    op.drop_index(op.f("ix_objective_key"), table_name="objective")
    op.drop_table("objective")
    op.drop_table("member_group")
    op.drop_index(op.f("ix_member_eping_code"), table_name="member")
    op.drop_table("member")
    op.drop_table("measure")
    op.drop_table("ics_code")
    op.drop_table("hs_code")
    op.drop_table("fetch")
    op.drop_index("ix_audit_entry_subject", table_name="audit_entry")
    op.drop_table("audit_entry")
