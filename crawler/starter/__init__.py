"""The starter archive: real notices reduced to facts, in words of our own."""
