"""National measures, and the WTO notification of each: looked for, found, or absent."""
