"""Turns a value that is not known into the nearest that is: what a slip of a letter may have meant."""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches


def nearest(value: str, allowed: list[str]) -> str:
    """«did you mean `x`?» for the allowed value closest to the given one, or nothing."""
    close = get_close_matches(value, allowed, n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else ""


class Nearest:
    """The known id nearest to one that is not known; where there are many, sought among those that share pieces."""

    def __init__(self, known: Iterable[str], most: int = 100) -> None:
        """`most` names are sought; an answer for each of a hundred thousand slips would help nobody."""
        self.known = sorted(set(known))
        self.left = most
        self.pieces: dict[str, list[int]] = {}
        if len(self.known) > 2_000:
            for n, id in enumerate(self.known):
                for piece in _pieces(id):
                    self.pieces.setdefault(piece, []).append(n)

    def __call__(self, value: str) -> str:
        """«did you mean `x`?», or nothing."""
        if not self.left:
            return ""
        self.left -= 1
        if not self.pieces:
            return nearest(value, self.known)
        shared = Counter(n for piece in _pieces(value) for n in self.pieces.get(piece, ()))
        best = sorted(shared, key=lambda n: (-shared[n], n))[:50]
        return nearest(value, [self.known[n] for n in sorted(best)])


def _pieces(id: str) -> set[str]:
    """The runs of four letters of an id."""
    return {id[n : n + 4] for n in range(max(1, len(id) - 3))}
