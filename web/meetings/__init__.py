"""Meetings on drafts (评议会): who is invited, what was agreed, the minutes."""
