"""What is special to sources of the United States, and what they leave out."""

FAULTS: dict[str, tuple[str, str]] = {}
