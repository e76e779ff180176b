"""People: how they sign in, and what becomes of their passwords."""
