"""Tables in memory, on pandas: what the loader gives, for the second opinion of pandera."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from .engine import Frame

_TYPES = {str: "string", int: "Int64"}


class Pandas:
    """The engine that the loader's own tables stand on."""

    def put(self, name: str, pieces: Iterable[pl.DataFrame]) -> Frame:
        """The pieces one below the other."""
        return nw.from_native(pl.concat(list(pieces)).to_pandas()).lazy()

    def bring(self, columns: Mapping[str, type], rows: Sequence[tuple[Any, ...]]) -> Frame:
        """A few rows of Python values as a frame."""
        import pandas as pd

        frame = pd.DataFrame(list(rows), columns=list(columns))
        return nw.from_native(frame.astype({name: _TYPES[type] for name, type in columns.items()})).lazy()

    def held(self, frame: Frame) -> tuple[Frame, int]:
        """The frame, worked out and kept, and the number of its rows."""
        rows = frame.collect()
        return rows.lazy(), len(rows)

    def back(self, frame: Frame) -> Frame:
        """The frame itself: it never was elsewhere."""
        return frame

    def fetched(self, frame: Frame) -> pl.DataFrame:
        """The rows of a frame."""
        return frame.collect("polars").to_native()  # type: ignore[no-any-return]

    def lines(self, asked: Mapping[str, Frame]) -> dict[str, pl.Series]:
        """The lines in each of the frames that has any, in order."""
        found = {name: self.fetched(frame)["line"].sort() for name, frame in asked.items()}
        return {name: lines for name, lines in found.items() if len(lines)}

    def close(self) -> None:
        """Nothing was taken."""
