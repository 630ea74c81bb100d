"""One module a format that tables are written in."""
