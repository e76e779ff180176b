"""Spiders: one publisher's way in a file, its card at the top."""
