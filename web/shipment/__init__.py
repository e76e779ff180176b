"""Until when goods may leave to arrive before a measure binds."""
