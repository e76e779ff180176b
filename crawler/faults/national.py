"""What is special to national sources, and why they leave records out."""

FAULTS: dict[str, tuple[str, str]] = {}
