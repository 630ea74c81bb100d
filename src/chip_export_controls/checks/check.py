"""Turns a package folder into its findings, and into the tables that were judged: every stage in one run."""

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl

from ..findings.finding import Finding, errors
from ..findings.general_rules import FIXED, Fixed, broken
from ..model.descriptor import law, read_package
from ..model.options import EngineName, Judge
from ..model.table import Package
from ..passages.bulk import Bulk
from ..passages.records import read_records, unowned
from . import about, cells, folder, promises, shape
from .engines import chosen
from .engines.engine import Engine, Frame
from .found import tell_rules
from .reading import Reading, Unread, written
from .report import Report
from .rules import Records, Tables, created, rules
from .shape import LINE
from .typed import typed

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Checked:
    """A package as it was read and judged, once: whoever builds, counts or proves takes it from here.

    `findings` are those that are shown, `more` how many others there are by file and rule. `written` holds the cells
    as text, with the line of each row in `line`, where they were kept.
    """

    package: Package
    findings: list[Finding]
    written: Mapping[str, pl.DataFrame]
    more: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def csv(self, name: str) -> str:
        """The rows of a table as canonical CSV; the file's own text where it had no findings."""
        return self.written[name].drop(LINE).write_csv(quote_style="necessary")

    @cached_property
    def tables(self) -> "dict[str, pd.DataFrame]":
        """The tables as `load` gives them, from the cells that were judged; for a package without findings."""
        from ..model.frames import read_table

        return {name: read_table(io.StringIO(self.csv(name)), self.package.tables[name]) for name in self.written}

    @cached_property
    def records(self) -> dict[str, dict[str, Any] | None]:
        """The records of the sources by id, None for a malformed one."""
        return read_records(self.package.root)[0]


def sentences(more: Mapping[str, Fixed] | None = None) -> dict[str, str]:
    """Each rule with its sentence, by id: those of the machinery, those of schemas/, and more that a caller knows."""
    fixed = {id: rule.sentence for id, rule in [*FIXED.items(), *(more or {}).items()]}
    return fixed | {rule.id: rule.sentence for rule in rules()}


class _Table:
    """One table on its way from the file to the engine."""

    def __init__(self, package: Package, name: str, report: Report, keep: bool) -> None:
        self.table, self.report, self.keep = package.tables[name], report, keep
        self.reading = Reading(package, name, report)
        self.asked = shape.checks(self.table)
        self.kept: list[pl.DataFrame] = []
        self.blank: list[pl.DataFrame] = []
        self.height = 0

    def pieces(self) -> Iterator[pl.DataFrame]:
        """The typed pieces; what their cells break goes to the report. Raises Unread."""
        for piece in self.reading.rows():
            self.height += piece.height
            if self.keep:
                self.kept.append(piece)
            malformed: dict[str, pl.Series] = {}
            sound = set(self.table.columns)
            for rule, column, rows in shape.of_cells(self.table, self.asked, piece):
                sound.discard(column)
                self.report.rows(self.table.name, self.table.path, rule, (column,), rows, self._make(rule, column))
                if rule in shape.MALFORMED:
                    before = malformed.get(column, pl.Series(LINE, [], pl.Int64))
                    malformed[column] = pl.concat([before, rows[LINE]])
            for rule, column, rows in cells.breaches(self.table, piece, sound):
                self.report.rows(self.table.name, self.table.path, rule, (column,), rows, self._of_text(rule, column))
            frame, blank = typed(self.table, piece, malformed, self.report)
            self.blank.append(blank)
            yield frame

    def _of_text(self, rule: str, column: str) -> Callable[[int, str], Finding]:
        table = self.table
        return lambda line, value: broken(rule, table.name, table.path, line, value, columns=(column,))

    def _make(self, rule: str, column: str) -> Callable[[int, str], Finding]:
        return lambda line, value: shape.cell_finding(rule, self.table, column, line, value)


def _second(
    judges: tuple[Judge, ...],
    package: Package,
    cells: Mapping[str, pl.DataFrame],
    tables: Tables,
    blank: Mapping[str, pl.DataFrame],
) -> list[Finding]:
    """What the judges that are asked for find for themselves; a blank cell has its finding already."""
    from . import second_opinion as opinions

    found: list[Finding] = []
    if "frictionless" in judges and cells:
        found += opinions.frictionless_findings(package, cells)
    if "pandera" in judges:
        frames = {name: tables.engine.fetched(frame) for name, frame in tables.items()}
        without = {(name, *cell) for name, rows in blank.items() for cell in rows.rows()}
        told = opinions.pandera_findings(package, frames, tables)
        found += [f for f in told if not without & {(f.table, f.line, column) for column in f.columns}]
    return found


def check(
    root: Path,
    only: set[str] | None = None,
    judges: Iterable[Judge] = (),
    *,
    engine: EngineName = "polars",
    master: str = "",
    every: Path | None = None,
    keep: bool = True,
    sound_only: bool = False,
) -> Checked:
    """The package below `root` with all independent findings, sorted; `only` keeps those on the named tables.

    `judges` are asked for a second opinion, for which the cells are kept; with `sound_only` where there is no error
    yet. Each CSV is opened once here, and once by frictionless where it is asked. The tables are joined on the
    `engine`, for Spark at its `master`; where there are very many findings of a kind the first are told, and all are
    written to the Parquet file `every`. Where cells are not to be kept (`keep`), memory is what the engine takes.
    """
    package, findings = read_package(root, law())
    report, held = Report(only, every=every), chosen(engine, package, master)
    try:
        return _check(package, findings, report, tuple(judges), held, keep, sound_only)
    finally:
        report.close()
        held.close()


@dataclass
class _Taken:
    """The tables as they were taken in: by name their frames on the engine, their rows, and their cells where kept."""

    frames: dict[str, Frame] = field(default_factory=dict)
    heights: dict[str, int] = field(default_factory=dict)
    unique: set[str] = field(default_factory=set)  # whose keys are known to differ
    kept: dict[str, pl.DataFrame] = field(default_factory=dict)
    blank: dict[str, pl.DataFrame] = field(default_factory=dict)


def _taken(package: Package, names: Iterable[str], report: Report, engine: Engine, keep: bool) -> _Taken:
    """Tables on the engine; what their bytes and cells break goes to the report."""
    taken = _Taken()
    for name in names:
        table = _Table(package, name, report, keep)
        with suppress(Unread):
            taken.frames[name] = engine.put(name, table.pieces())
            taken.blank[name] = pl.concat(table.blank)
            taken.heights[name] = table.height
            if (
                table.reading.known_unique
                and taken.blank[name].filter(pl.col("column").is_in(table.table.key)).is_empty()
            ):
                taken.unique.add(name)
            if keep:
                taken.kept[name] = written(table.table, table.kept)
    return taken


def tables_alone(package: Package, names: list[str]) -> list[Finding]:
    """The findings on bytes, cells, keys and references of some tables, sorted; the rules of schemas/ are not asked."""
    report, engine = Report(), chosen("polars", package)
    taken = _taken(package, names, report, engine, keep=False)
    asked = shape.asked(package, taken.frames, taken.unique)
    shape.tell(package, taken.frames, engine.lines(asked), engine, report)
    return report.findings


def _check(
    package: Package,
    findings: list[Finding],
    report: Report,
    judges: tuple[Judge, ...],
    engine: Engine,
    keep: bool,
    sound_only: bool,
) -> Checked:
    findings += about.about(package) + folder.unlisted(package) + folder.pending(package) + folder.texts(package)
    report.add(findings + (folder.stray(package) if not findings else []))
    taken = _taken(package, package.tables, report, engine, keep or bool(judges))
    frames = taken.frames
    report.add(promises.broken_promises(package, taken.heights))
    bulk = Bulk(package.root)
    sentences = engine.put("sentences_of_records", bulk.pieces())
    report.add(bulk.findings)
    tables = Tables(frames, Records(bulk.ids, bulk.texts, sentences), engine, created(package))
    asked = shape.asked(package, frames, taken.unique) | tables.broken()
    lines = engine.lines(asked)
    shape.tell(package, frames, lines, engine, report)
    tell_rules(package, tables, lines, taken.blank, report)
    if judges and not (sound_only and errors(report.findings)):
        report.add(_second(judges, package, taken.kept, tables, taken.blank))
    if "sources" in frames:
        ids = engine.fetched(frames["sources"].select("source_id").drop_nulls().unique())["source_id"]
        report.add(unowned(bulk.ids, set(ids)))
    return Checked(package, report.findings, taken.kept, report.more)
