"""What became of an attachment."""

FAULTS: dict[str, tuple[str, str]] = {}
