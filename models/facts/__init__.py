"""All notices as columns of numbers, so that any figure is a few sums over them.

A figure over a hundred thousand notices would ask the database to join their tags,
Members and matches again for each. Here they are read once for each state of the data
(``data_stamp``) and kept as arrays: a filter is a mask, a count is one pass.
"""

from models.facts.columns import Column, Facts, Many
from models.facts.kept import facts_at_hand, facts_of
from models.facts.read import read_facts

__all__ = ["Column", "Facts", "Many", "facts_at_hand", "facts_of", "read_facts"]
