"""What was odd in an official form."""

FAULTS: dict[str, tuple[str, str]] = {}
