"""The view of a department: what was circulated to it, and how it signs back."""
