"""The overview of a day, as the national centre writes it, for whoever wants it."""
