"""Remembers: every table, and the questions we ask of it."""
