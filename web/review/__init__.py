"""Review: remarks in the margin, sign-off by a second pair of eyes, and the lock."""
