"""Proof of completeness: which numbers are missing, and why."""
