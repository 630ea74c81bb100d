"""Tables in memory, on pandas: what the loader gives, for the second opinion of pandera."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import narwhals as nw
import polars as pl

from .engine import Frame, one_by_one

_TYPES = {str: "string", int: "Int64", float: "Float64", bool: "boolean"}
_PYTHON: Mapping[Any, type] = {pl.String: str, pl.Int64: int, pl.Float64: float, pl.Boolean: bool}


def _lazy(frame: Any) -> Frame:
    given: nw.DataFrame[Any] = nw.from_native(frame, eager_only=True)
    return given.lazy()


class Pandas:
    """The engine that the loader's own tables stand on."""

    def put(self, name: str, pieces: Iterable[pl.DataFrame]) -> Frame:
        """The pieces one below the other, with the loader's types: unknown text is not a text that differs."""
        frame = pl.concat(list(pieces))
        types = {column: _TYPES[_PYTHON[type]] for column, type in frame.schema.items() if type in _PYTHON}
        days = frame.with_columns(pl.col(pl.Date).cast(pl.Datetime("ms")))
        return _lazy(days.to_pandas().astype(types))

    def bring(self, columns: Mapping[str, type], rows: Sequence[tuple[Any, ...]]) -> Frame:
        """A few rows of Python values as a frame."""
        import pandas as pd

        frame = pd.DataFrame(list(rows), columns=list(columns))
        return _lazy(frame.astype({name: _TYPES[type] for name, type in columns.items()}))

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
        return one_by_one(self, asked)

    def close(self) -> None:
        """Nothing was taken."""
