"""Answers of firms to a notice: a form of one minute, and what they come to."""
