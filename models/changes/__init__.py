"""Differences that people can read: fields, words, limits and clauses; pure.

``fields`` compares two records, ``clauses`` two notified texts, ``words`` two
wordings, ``limits`` the numbers with units in both; ``correcting`` reads what a
corrigendum says should be read instead.
"""

RULES = "2"
"""The version of these rules: a change made by others is made again."""
