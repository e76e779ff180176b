"""Hubei's export sectors: what defines them, and what touches them."""
