"""What is special to sources of the EU, the UK and Japan, and what they leave out."""

FAULTS: dict[str, tuple[str, str]] = {}
