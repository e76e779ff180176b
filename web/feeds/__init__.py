"""Feeds: alerts and deadlines at secret addresses, and lists of notices."""
