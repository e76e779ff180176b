"""Emerging themes: what rises against its own past, and how it spreads."""
