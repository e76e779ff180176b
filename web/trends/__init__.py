"""Trends: figures whose every number can be traced to its rows."""
