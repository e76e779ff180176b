"""How what an audience query finds is written, or only counted."""

from __future__ import annotations

from sqlalchemy import Engine

WRITE = """
INSERT INTO told SELECT event_id, subscription_id FROM ({query}) q WHERE true
ON CONFLICT DO NOTHING"""
ORDERED = WRITE.replace("WHERE true", "WHERE true ORDER BY event_id, subscription_id")
"""Rows are written faster in the order of their key; a counting join has it anyway."""
LEFT_OUT = """
INSERT INTO told
SELECT CAST(p.pair >> 32 AS INTEGER), CAST(p.pair & 4294967295 AS INTEGER)
FROM (
    SELECT DISTINCT (CAST(q.event_id AS BIGINT) << 32) + q.subscription_id AS pair
    FROM ({query}) q ORDER BY pair) p
WHERE NOT EXISTS (
    SELECT 1 FROM told was
    WHERE (CAST(was.event_id AS BIGINT) << 32) + was.subscription_id = p.pair)"""
"""On PostgreSQL, where it is dear to let a row conflict: what is there, or comes twice,
is left out before, since only one pass writes at a time. Two numbers are sorted sooner
as one."""
COUNT = """
SELECT count(*), sum(subscription_id) FROM ({query}) q"""


def orderly(engine: Engine) -> str:
    """How what the keys find is written."""
    return LEFT_OUT if engine.dialect.name == "postgresql" else ORDERED
