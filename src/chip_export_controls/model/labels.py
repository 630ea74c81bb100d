"""The column of each core table that tells a person which row a key means."""

LABELS = {"sources": "title", "claims": "statement", "measures": "title", "equipment": "name", "firms": "name"}
