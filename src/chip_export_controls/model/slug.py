"""Turns a name into the words of an id."""

import re
import unicodedata


def words(text: str) -> list[str]:
    """The words of the text in lower-case Latin letters and digits, accents dropped."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return re.findall(r"[a-z0-9]+", letters.lower())
