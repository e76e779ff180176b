"""Alerts that officers write by hand: written, reviewed, sent, and answered."""
