"""Triage: which of the open notices deserve a comment, ranked and decided weekly."""
