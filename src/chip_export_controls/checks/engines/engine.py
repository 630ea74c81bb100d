"""What an engine does for the checks: it takes the typed rows of the tables in, and joins and counts them.

The rows come in pieces, each with the lines of its rows: no engine is asked in which order it read them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

import narwhals as nw

if TYPE_CHECKING:
    import polars as pl

Frame = nw.LazyFrame[Any]
FEW = 200_000  # rows: a loop over as many is quicker in memory than as jobs of an engine


class Engine(Protocol):
    """Where frames stand and are worked out."""

    def put(self, name: str, pieces: Iterable["pl.DataFrame"]) -> Frame:
        """The rows of all the pieces, which are read one after the other, as one frame; at least one piece."""
        ...

    def bring(self, columns: Mapping[str, type], rows: Sequence[tuple[Any, ...]]) -> Frame:
        """A few rows of Python values as a frame."""
        ...

    def held(self, frame: Frame) -> tuple[Frame, int]:
        """The frame, worked out and kept, and the number of its rows; in memory where they are few."""
        ...

    def back(self, frame: Frame) -> Frame:
        """What was made of a frame that is held, on the engine again."""
        ...

    def fetched(self, frame: Frame) -> "pl.DataFrame":
        """The rows of a frame."""
        ...

    def lines(self, asked: Mapping[str, Frame]) -> "dict[str, pl.Series]":
        """The lines in each of the frames that has any, in order, by its name or by the rules that it names itself."""
        ...

    def close(self) -> None:
        """Gives back what the engine took."""
        ...


def lines_of(question: str, found: "pl.DataFrame") -> "Iterator[tuple[str, pl.Series]]":
    """The lines that were found, in order, under the name of the question or of each rule that is named with them."""
    if "broken" not in found.columns:
        yield question, found["line"].sort()
        return
    each = found.with_columns(found["broken"].str.split(";")).explode("broken")
    for (rule,), part in sorted(each.group_by("broken"), key=lambda group: str(group[0])):
        yield str(rule), part["line"].sort()


def one_by_one(engine: Engine, asked: Mapping[str, Frame]) -> "dict[str, pl.Series]":
    """`Engine.lines` where the engine is asked for one frame after the other."""
    found: dict[str, pl.Series] = {}
    for name, frame in asked.items():
        rows = engine.fetched(frame)
        if rows.height:
            found |= dict(lines_of(name, rows))
    return found
