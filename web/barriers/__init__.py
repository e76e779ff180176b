"""Barriers that firms met, of measures that perhaps were never notified."""
