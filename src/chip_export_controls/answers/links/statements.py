"""Finds the claims whose statements hold all the words of a question, numbers as they are written."""

from collections.abc import Iterator

from ...library import Tables, cells, kept
from ...model.naming import fold

# words that tell nothing of what is asked
_EMPTY = frozenset(
    ["a", "an", "the", "of", "in", "on", "to", "and", "or", "for", "by", "is", "was", "who", "said", "that"]
)


@kept
def _folded(tables: Tables) -> list[tuple[str, str, str]]:
    """Id, statement and folded statement of each claim."""
    rows = cells(tables, "claims")[["claim_id", "statement"]].itertuples(index=False, name=None)
    return [(claim, statement, f" {fold(statement)} ") for claim, statement in rows]


def pieces(text: str) -> list[str]:
    """What must stand in a statement: each word of the text, and each number with its point."""
    return [piece for word in text.split() if (piece := fold(word)) and piece not in _EMPTY]


def holding(tables: Tables, text: str) -> Iterator[tuple[str, str]]:
    """Id and statement of the claims that hold all words of the text, the shortest statement first."""
    wanted = [f" {piece} " for piece in pieces(text)]
    found = [(claim, told) for claim, told, written in _folded(tables) if all(piece in written for piece in wanted)]
    yield from sorted(found, key=lambda one: (len(one[1]), one[0])) if wanted else ()
