"""The roster of experts and laboratories: fields, languages, and open requests."""
