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
