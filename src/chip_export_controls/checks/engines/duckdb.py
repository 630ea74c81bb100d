"""Tables in a file that goes when the work is done, on DuckDB: for what does not fit in memory."""

import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import duckdb
import narwhals as nw
import polars as pl

from .engine import FEW, Frame, one_by_one
from .outside import Outside
from .polars import Polars, in_memory


class DuckDB(Outside):
    """The engine for more than memory holds."""

    def __init__(self, memory: str = "700MB") -> None:
        """`memory` is what DuckDB may use before it writes aside."""
        self.aside = Path(tempfile.mkdtemp(prefix="chip-export-controls-"))
        self.connection = duckdb.connect(str(self.aside / "tables.duckdb"))
        self.connection.execute(f"SET memory_limit = '{memory}'")
        self.connection.execute(f"SET temp_directory = '{self.aside / 'aside'}'")
        self.connection.execute("SET preserve_insertion_order = false")

    def _table(self, name: str) -> Frame:
        return nw.from_native(self.connection.table(name))

    def put(self, name: str, pieces: Iterable[pl.DataFrame]) -> Frame:
        """The pieces one after the other into a table."""
        table = f"table_{name}"
        for n, piece in enumerate(pieces):
            self.connection.register("piece", piece.to_arrow())
            how = f"INSERT INTO {table}" if n else f"CREATE TABLE {table} AS"
            self.connection.execute(f"{how} SELECT * FROM piece")
            self.connection.unregister("piece")
        return self._table(table)

    def held(self, frame: Frame) -> tuple[Frame, int]:
        """The frame, worked out and kept, and the number of its rows; in memory where they are few."""
        if in_memory(frame):
            return Polars().held(frame)
        first = self.fetched(frame.head(FEW + 1))
        if first.height <= FEW:
            return nw.from_native(first.lazy()), first.height
        name = self._made()
        frame.to_native().create(name)
        (rows,) = self.connection.execute(f"SELECT count(*) FROM {name}").fetchall()[0]
        return self._table(name), int(rows)

    def fetched(self, frame: Frame) -> pl.DataFrame:
        """The rows of a frame."""
        return pl.DataFrame(frame.to_native().to_arrow_table())

    def lines(self, asked: Mapping[str, Frame]) -> dict[str, pl.Series]:
        """The lines in each of the frames that has any, in order."""
        return one_by_one(self, asked)

    def close(self) -> None:
        """Removes the file."""
        self.connection.close()
        shutil.rmtree(self.aside, ignore_errors=True)
