"""Alerts: who must hear of what, and the messages that tell them."""
