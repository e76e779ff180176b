"""Rounds of questions about a case: whom to ask, by which link, what came back."""
