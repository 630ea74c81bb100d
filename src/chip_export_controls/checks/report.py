"""Turns breaches, however many, into findings: the first of each kind with their fixes, the others counted.

All of them can be kept as a Parquet table, which is written while they are found.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import polars as pl

from ..findings.finding import Finding, in_order

MOST = 1_000  # of one rule in the same columns of one table; nobody reads more
Kind = tuple[str, str, tuple[str, ...]]  # file, rule, columns
Make = Callable[[int, str], Finding]  # from a line and the value there


class Report:
    """The findings of a run."""

    def __init__(self, only: set[str] | None = None, most: int = MOST, every: Path | None = None) -> None:
        """Findings on the tables of `only`, all where it is None; `every` is where each is written, as Parquet."""
        self.only, self.most = only, most
        self.counts: Counter[Kind] = Counter()
        self._shown: list[Finding] = []
        self._every = _Every(every) if every else None

    def add(self, findings: Iterable[Finding]) -> None:
        """Findings that are few by their nature."""
        for finding in findings:
            line, value = [finding.line], [finding.value]
            rows = pl.DataFrame({"line": line, "value": value}, schema={"line": pl.Int64, "value": pl.String})
            kind = (finding.file, finding.rule, finding.columns)
            self.rows(finding.table, *kind, rows, lambda line, value, finding=finding: finding)  # type: ignore[misc]

    def rows(
        self,
        table: str,
        file: str,
        rule: str,
        columns: tuple[str, ...],
        rows: pl.DataFrame,
        make: Make,
        total: int | None = None,
    ) -> None:
        """Breaches of one rule in the same columns, `line` and `value` of each; findings are made of the first.

        `total` is how many there are where not all of them are given.
        """
        if not rows.height or (self.only is not None and table not in self.only):
            return
        kind = (file, rule, columns)
        left = max(0, self.most - self.counts[kind])
        self.counts[kind] += rows.height if total is None else total
        self._shown += [make(line, value) for line, value in rows.head(left).select("line", "value").rows()]
        if self._every:
            self._every.write(table, kind, rows)

    def wanted(self, lines: pl.Series) -> pl.Series:
        """Those of the lines whose rows are worth looking up: all where all are kept, else the first."""
        return lines if self._every else lines.head(self.most)

    @property
    def findings(self) -> list[Finding]:
        """Those that are shown, each once, sorted by place."""
        return in_order(self._shown)

    @property
    def more(self) -> dict[tuple[str, str], int]:
        """How many are not shown, by file and rule, those that are the cause of others first."""
        found: Counter[tuple[str, str]] = Counter()
        for (file, rule, _), count in self.counts.items():
            if count > self.most:
                found[(file, rule)] += count - self.most
        return dict(found)

    def close(self) -> None:
        """Finishes the table of all findings."""
        if self._every:
            self._every.close()


class _Every:
    """The Parquet table of all findings."""

    def __init__(self, file: Path) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        text = ("table", "file", "columns", "rule", "value")
        fields = [(name, pa.string()) for name in text]
        self.schema = pa.schema([*fields[:2], ("line", pa.int64()), *fields[2:]])
        self.writer: Any = pq.ParquetWriter(file, self.schema, compression="zstd")

    def write(self, table: str, kind: Kind, rows: pl.DataFrame) -> None:
        file, rule, columns = kind
        said = {"table": table, "file": file, "columns": ",".join(columns), "rule": rule}
        frame = rows.select("line", "value").with_columns(pl.lit(text).alias(name) for name, text in said.items())
        self.writer.write_table(frame.select(self.schema.names).to_arrow().cast(self.schema))

    def close(self) -> None:
        self.writer.close()
