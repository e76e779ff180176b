"""Titles and summaries made from what was found in a notice, in Chinese and English."""
