"""The papers of a case: letters in two languages, as Word files and as PDF."""
