"""Reads a table of exports: HS code x market x year, or month."""
