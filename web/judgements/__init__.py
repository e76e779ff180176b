"""What officers say of matches: right, wrong, or missing; it counts at once."""
