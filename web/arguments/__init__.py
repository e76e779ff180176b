"""Arguments: a clause, its words, the problem, the grounds, the proof, the request."""
