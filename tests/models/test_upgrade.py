"""An older database that holds rows is brought to the newest tables, losing none."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, Engine, text

from models.database import (
    alone,
    current_revision,
    migrate,
    newest_revision,
    unmigrate,
)

OLD = "0003"
AT = "2026-01-01 00:00:00+00:00"


def fill(connection: Connection) -> None:
    """Rows that refer to each other, as a lived-in database of before has them."""
    for statement in (
        "INSERT INTO organisation (id, kind, name, city, created_at)"
        " VALUES (1, 'firm', 'A', NULL, :at)",
        'INSERT INTO "user" (id, email, name, role, language, epoch, disabled,'
        " organisation_id, created_at)"
        " VALUES (1, 'a@b.cn', 'A', 'enterprise', 'zh', 1, :no, 1, :at)",
        "INSERT INTO message (id, key, user_id, channel, address, state, subject,"
        " body, body_html, attempts, created_at)"
        " VALUES (1, 'k', 1, 'mail', 'a@b.cn', 'sent', 's', 'b', 'h', 1, :at)",
        "INSERT INTO subscription (id, user_id, name, sectors, hs, ics, words,"
        " markets, kinds, notice_kinds, excluded_words, rate, channels, language,"
        " paused, note, created_at, updated_at) VALUES (1, 1, 'S', '[]', '[\"8507\"]',"
        " '[]', '[]', '[]', '[]', '[]', '[]', 'daily', '[]', 'zh', :no, '', :at, :at)",
        "INSERT INTO subscription_key (term, market, subscription_id)"
        " VALUES ('hs:8507', '*', 1)",
    ):
        given = {"at": AT, "no": False}
        used = {key: value for key, value in given.items() if f":{key}" in statement}
        connection.execute(text(statement), used)


def test_rows_survive_the_way_up_and_down(empty_database: Engine) -> None:
    migrate(empty_database, OLD)
    with empty_database.begin() as connection:
        fill(connection)
    for _ in range(2):
        migrate(empty_database)
        with empty_database.connect() as connection:
            assert current_revision(connection) == newest_revision()
            firm = text(
                'SELECT o.name FROM organisation o JOIN "user" u'
                " ON u.organisation_id = o.id JOIN message m ON m.user_id = u.id"
                " JOIN subscription s ON s.user_id = u.id"
                " JOIN subscription_key k ON k.subscription_id = s.id"
            )
            assert connection.execute(firm).scalars().all() == ["A"]
        unmigrate(empty_database, OLD)


def test_a_change_that_leaves_a_loose_row_is_not_kept(database: Engine) -> None:
    if database.dialect.name != "sqlite":
        return
    with pytest.raises(ValueError, match="user"), alone(database) as connection:
        connection.execute(
            text(
                'INSERT INTO "user" (email, name, role, language, epoch, disabled,'
                " organisation_id, created_at)"
                " VALUES ('x@y.cn', 'X', 'admin', 'zh', 1, 0, 99, :at)"
            ),
            {"at": AT},
        )
    with database.connect() as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_case_keeps_what_it_is_about(empty_database: Engine) -> None:
    """Before, the kind of a case stood in its first move alone."""
    migrate(empty_database, "0010")
    with empty_database.begin() as connection:
        for number, snapshot in ((1, "{}"), (2, '{"kind": "concern"}')):
            fill_case(connection, number, snapshot)
    migrate(empty_database)
    with empty_database.connect() as connection:
        kinds = connection.execute(text('SELECT kind FROM "case" ORDER BY id'))
        assert kinds.scalars().all() == ["comment", "concern"]
        item = connection.execute(text("SELECT standing, priority FROM case_item"))
        assert {tuple(row) for row in item} == {("unplaced", 2)}
    unmigrate(empty_database, "0010")


def fill_case(connection: Connection, number: int, snapshot: str) -> None:
    """A case on a measure of its own, with one argument and its first move."""
    wanted = {"n": number, "at": AT, "no": False, "s": snapshot}
    for statement in (
        "INSERT INTO source (slug, title, title_zh, url, every_minutes, least, enabled)"
        " SELECT 'x', 'x', 'x', 'x', 1, 1, :no WHERE :n = 1",
        "INSERT INTO measure (id, slug, created_at)"
        " VALUES (:n, CAST(:n AS VARCHAR), :at)",
        "INSERT INTO notice (id, source_slug, source_key, kind, type, emergency,"
        " symbol, title, language, distributed, deadline_basis, content, content_hash,"
        " version_number, provisional, baseline, search_text, created_at, updated_at,"
        " measure_id) VALUES (:n, 'x', CAST(:n AS VARCHAR), 'draft', 'draft', :no, 'X',"
        " 'X', 'en', '2026-01-01', 'none', '{}', '', 1, :no, :no, '', :at, :at, :n)",
        'INSERT INTO "case" (id, measure_id, notice_id, state, created_at, updated_at)'
        " VALUES (:n, :n, :n, 'drafting', :at, :at)",
        "INSERT INTO case_item (case_id, position, ground_id, origin, clause, quote,"
        ' "check", problem_zh, problem_en, request_zh, request_en, ask)'
        " VALUES (:n, 1, 'tbt-2.2', 'machine', '', '', '{}', '', '', '', '', 'amend')",
        "INSERT INTO case_move (case_id, from_state, to_state, actor, reason, snapshot,"
        " at) VALUES (:n, 'candidate', 'drafting', 'A', '', :s, :at)",
    ):
        used = {key: value for key, value in wanted.items() if f":{key}" in statement}
        connection.execute(text(statement), used)
