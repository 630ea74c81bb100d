"""Tables in memory, on polars."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from .engine import Frame, one_by_one

TYPES: Mapping[type, Any] = {str: pl.String, int: pl.Int64}


def frame_of(columns: Mapping[str, type], rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """Rows of Python values as a polars frame."""
    return pl.DataFrame(rows, schema={name: TYPES[type] for name, type in columns.items()}, orient="row")


def in_memory(frame: Frame) -> bool:
    """Whether the frame is polars' own, whichever engine holds the tables."""
    return isinstance(frame.to_native(), pl.LazyFrame)


class Polars:
    """The engine for what fits in memory."""

    def put(self, name: str, pieces: Iterable[pl.DataFrame]) -> Frame:
        """The pieces one below the other."""
        return nw.from_native(pl.concat(list(pieces), how="vertical").lazy())

    def bring(self, columns: Mapping[str, type], rows: Sequence[tuple[Any, ...]]) -> Frame:
        """A few rows of Python values as a frame."""
        return nw.from_native(frame_of(columns, rows).lazy())

    def held(self, frame: Frame) -> tuple[Frame, int]:
        """The frame, worked out and kept, and the number of its rows."""
        rows = self.fetched(frame)
        return nw.from_native(rows.lazy()), rows.height

    def back(self, frame: Frame) -> Frame:
        """The frame itself: it never was elsewhere."""
        return frame

    def fetched(self, frame: Frame) -> pl.DataFrame:
        """The rows of a frame."""
        return frame.to_native().collect()  # type: ignore[no-any-return]

    def lines(self, asked: Mapping[str, Frame]) -> dict[str, pl.Series]:
        """The lines in each of the frames that has any, in order."""
        return one_by_one(self, asked)

    def close(self) -> None:
        """Nothing was taken."""
