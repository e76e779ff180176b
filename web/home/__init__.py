"""The first page: what is open, what is new, which sectors move."""
