"""Markets: what one Member, or a group of Members, has notified."""
