"""Full translations by an engine that the operator names; off unless one is."""
