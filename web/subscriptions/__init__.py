"""What a person wants to hear of, as they say it."""
