"""What goes out with a case and what comes back; the centre writes to nobody abroad."""
