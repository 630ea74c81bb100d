"""What engines do alike whose tables stand outside of memory: a few rows brought to them, by way of polars."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from .engine import Frame
from .polars import Polars, frame_of, in_memory


class Outside:
    """The part of such an engine that needs no more than its `put`."""

    made = 0

    def put(self, name: str, pieces: Iterable[pl.DataFrame]) -> Frame:
        """The pieces as one table of the engine."""
        raise NotImplementedError

    def _made(self) -> str:
        self.made += 1
        return f"frame_{self.made}"

    def bring(self, columns: Mapping[str, type], rows: Sequence[tuple[Any, ...]]) -> Frame:
        """A few rows of Python values as a table."""
        return self.put(self._made(), [frame_of(columns, rows)])

    def back(self, frame: Frame) -> Frame:
        """What was made of a frame that is held, on the engine again."""
        return self.put(self._made(), [Polars().fetched(frame)]) if in_memory(frame) else frame
