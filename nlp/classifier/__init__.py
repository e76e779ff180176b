"""A small trained classifier of HS chapters and headings, for what no name tells."""
