"""Firms: who they are, what they sell and where, and who speaks for them."""
