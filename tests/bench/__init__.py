"""Measures how fast and how frugal the heavy works are, against a bare rival."""
