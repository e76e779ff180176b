"""A day, and titles of measures, for tests of counterparts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

NOW = datetime(2026, 6, 12, tzinfo=UTC)
TODAY = date(2026, 6, 12)
OLD = TODAY - timedelta(days=45)
TITLE = "Safety Standard for Lithium-Ion Batteries Used in Micromobility Products"
LIST = [
    "Energy Conservation Standards for Ceiling Fans",
    "Energy Conservation Standards for Dehumidifiers",
    "Safety Standard for Infant Swings",
    "Requirements for Toys Containing Button Cell or Coin Batteries",
    "Pesticide tolerances for glyphosate in tea",
    "Test Procedure for Portable Electric Spas",
]
