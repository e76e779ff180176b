"""What a firm does with its alerts: who looks at what, by when, and what came of it."""
