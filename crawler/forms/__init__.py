"""Official forms: read by their labels, compared with the record."""
