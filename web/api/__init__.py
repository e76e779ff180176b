"""The read API: what programs of an organisation may read, and the keys to it."""
