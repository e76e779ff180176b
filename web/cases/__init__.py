"""The centre's work: from a notice worth an answer to the paper."""
