"""The paper in both languages: written from the arguments, kept in versions."""
