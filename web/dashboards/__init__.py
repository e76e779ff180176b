"""What the pages of a market and of a sector share: counts over a list of notices."""
