"""Notices: the list, one notice, and how each is weighed and named."""
