"""National measures that were not notified, as far as we can see."""
