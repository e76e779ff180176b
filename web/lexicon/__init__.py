"""Where officers change the words by which notices are read."""
