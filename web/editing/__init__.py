"""Where officers correct the titles and summaries that a machine wrote."""
