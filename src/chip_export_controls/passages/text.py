"""Turns a text copy of a document into digests, sentence segments and the passages that claims are anchored to."""

import hashlib
import re
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|Inc|Ltd|Co|Corp|Jan|Feb|Aug|Sept|Oct|Nov|Dec|vs|Art|Sec))\.$"
)
_END = re.compile(r"""(?<=[.!?])["”’')\]]*\s+(?=["“‘'(\[]?[A-Z0-9\u00c0-\u00de])|(?<=[。！？])[”’」』]*""")
WORD = re.compile(r"\w+")


def read_copy(file: Path) -> str:
    """The text of a copy, character by character as it stands (offsets count these characters)."""
    return file.read_bytes().decode("utf-8")


def folded(text: str) -> str:
    """The text in NFC, each run of white space one space, stripped: what digests are taken of."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def digest(text: str) -> str:
    """SHA-256 of the folded text, in hexadecimal."""
    return hashlib.sha256(folded(text).encode("utf-8")).hexdigest()


def segments(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence (half-open, without the white space around); a line break always ends one."""
    spans: list[tuple[int, int]] = []
    for line in re.finditer(r"[^\n]+", text):
        start = line.start()
        for end in [m.end() for m in _END.finditer(text, line.start(), line.end())] + [line.end()]:
            piece = text[start:end]
            if end < line.end() and _ABBREVIATION.search(piece.rstrip()):
                continue
            if piece.strip():
                first = start + len(piece) - len(piece.lstrip())
                spans.append((first, first + len(piece.strip())))
            start = end
    return spans


def common_run(ours: str, theirs: str) -> int:
    """The length of the longest run of words that both texts share, ignoring case and punctuation."""
    a, b = (WORD.findall(folded(text).casefold()) for text in (ours, theirs))
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
