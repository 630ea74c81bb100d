"""Tables in memory, on polars."""

from collections.abc import Collection, Iterable, Mapping, Sequence
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


def _as_numbers() -> Any:
    """The type of ids that are kept as numbers, with their texts aside; None where this polars has no such type."""
    return pl.Categorical(pl.Categories("chip-export-controls ids")) if hasattr(pl, "Categories") else None


class Polars:
    """The engine for what fits in memory."""

    def __init__(self, ids: Collection[str] = ()) -> None:
        """`ids` are columns that tables are joined on: their cells are kept as numbers, which are compared faster."""
        self.number = _as_numbers() if ids else None
        self.ids = set(ids)

    def _numbered(self, frame: pl.DataFrame) -> pl.DataFrame:
        if self.number is None:
            return frame
        texts = [name for name, type in frame.schema.items() if name in self.ids and type == pl.String]
        return frame.with_columns(pl.col(texts).cast(self.number)) if texts else frame

    def put(self, name: str, pieces: Iterable[pl.DataFrame]) -> Frame:
        """The pieces one below the other."""
        return nw.from_native(pl.concat([self._numbered(piece) for piece in pieces], how="vertical").lazy())

    def bring(self, columns: Mapping[str, type], rows: Sequence[tuple[Any, ...]]) -> Frame:
        """A few rows of Python values as a frame."""
        return nw.from_native(self._numbered(frame_of(columns, rows)).lazy())

    def held(self, frame: Frame) -> tuple[Frame, int]:
        """The frame, worked out and kept, and the number of its rows."""
        rows = frame.to_native().collect()
        return nw.from_native(rows.lazy()), rows.height

    def back(self, frame: Frame) -> Frame:
        """The frame itself: it never was elsewhere."""
        return frame

    def fetched(self, frame: Frame) -> pl.DataFrame:
        """The rows of a frame."""
        rows: pl.DataFrame = frame.to_native().collect()
        return rows.with_columns(pl.col(pl.Categorical).cast(pl.String)) if self.number is not None else rows

    def lines(self, asked: Mapping[str, Frame]) -> dict[str, pl.Series]:
        """The lines in each of the frames that has any, in order."""
        return one_by_one(self, asked)

    def close(self) -> None:
        """Nothing was taken."""
