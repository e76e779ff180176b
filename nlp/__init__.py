"""Understands: text in; tags with evidence, sectors with reasons out."""
