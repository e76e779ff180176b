"""Collects: the publishers' words, unchanged."""
