"""Attachments: fetched politely, stored by their hash, and read."""
