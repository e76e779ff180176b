"""Specific trade concerns: from a case to the committee's table, and to a dispute."""
