"""Tables in Parquet files that Spark reads, on one machine or on a cluster."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from .engine import FEW, Frame, lines_of
from .outside import Outside
from .polars import Polars, in_memory

LOCAL = "local[*]"
_TOGETHER = 24  # many small jobs are the cost, and so is a plan that is too large
_SPARK: Mapping[Any, str] = {
    pl.String: "string",
    pl.Int64: "bigint",
    pl.Float64: "double",
    pl.Boolean: "boolean",
    pl.Date: "date",
}
_POLARS: Mapping[str, Any] = {name: type for type, name in _SPARK.items()} | {"int": pl.Int64}


def _named(question: str, frame: Frame) -> nw.Expr:
    """What stands beside a line: the rules that the frame names, or the question."""
    return nw.col("broken") if "broken" in frame.collect_schema().names() else nw.lit(question).alias("broken")


class Spark(Outside):
    """The engine for a cluster: `master` is Spark's own word for it; the folder `aside` must be seen by all of it."""

    def __init__(self, master: str = LOCAL, aside: Path | None = None) -> None:
        """Starts a session, or takes the one that runs."""
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1" if master.startswith("local") else "")
        if not os.environ["SPARK_LOCAL_IP"]:
            del os.environ["SPARK_LOCAL_IP"]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it warns of pandas 3, which is not used here
            from pyspark.sql import SparkSession

            settings = {
                "spark.ui.enabled": "false",
                "spark.ui.showConsoleProgress": "false",
                "spark.sql.shuffle.partitions": "4" if master.startswith("local") else "200",
                "spark.sql.adaptive.enabled": "true",
                "spark.driver.memory": "3g",
                "spark.sql.execution.arrow.pyspark.enabled": "false",
                "spark.log.level": "ERROR",
            }
            builder = SparkSession.builder.master(master).appName("chip-export-controls")
            for name, value in settings.items():
                builder = builder.config(name, value)
            self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.aside = Path(tempfile.mkdtemp(prefix="chip-export-controls-", dir=aside))

    def put(self, name: str, pieces: Iterable[pl.DataFrame]) -> Frame:
        """The pieces as Parquet files of one folder."""
        folder = self.aside / name
        folder.mkdir()
        columns: Mapping[str, pl.DataType] = {}
        for n, piece in enumerate(pieces):
            piece.write_parquet(folder / f"{n:06}.parquet")
            columns = piece.schema
        schema = ", ".join(f"`{column}` {_SPARK[type]}" for column, type in columns.items())
        frame: Frame = nw.from_native(self.session.read.schema(schema).parquet(folder.as_uri()))
        return frame

    def held(self, frame: Frame) -> tuple[Frame, int]:
        """The frame, worked out and kept, and the number of its rows; in memory where they are few."""
        if in_memory(frame):
            return Polars().held(frame)
        native = frame.to_native().localCheckpoint()
        rows = native.count()
        if rows <= FEW:
            return nw.from_native(self.fetched(nw.from_native(native)).lazy()), rows
        return nw.from_native(native), rows

    def fetched(self, frame: Frame) -> pl.DataFrame:
        """The rows of a frame."""
        native = frame.to_native()
        columns = {name: _POLARS[type] for name, type in native.dtypes}
        return pl.DataFrame([tuple(row) for row in native.collect()], schema=columns, orient="row")

    def lines(self, asked: Mapping[str, Frame]) -> dict[str, pl.Series]:
        """The lines in each of the frames that has any, in order; many are asked for in one job."""
        found: dict[str, pl.Series] = {}
        names = list(asked)
        for start in range(0, len(names), _TOGETHER):
            frames = [
                asked[name].select(_named(name, asked[name]), nw.col("line").cast(nw.Int64)).to_native()
                for name in names[start : start + _TOGETHER]
            ]
            rows = self.fetched(nw.from_native(reduce(lambda a, b: a.unionAll(b), frames)))
            found |= dict(lines_of("", rows))
        return found

    def close(self) -> None:
        """Removes the files; the session goes on, for whoever else uses it."""
        shutil.rmtree(self.aside, ignore_errors=True)
