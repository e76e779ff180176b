"""What each component marks in a text: one file, one thing."""
