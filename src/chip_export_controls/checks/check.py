"""Turns a package folder into its findings, and into the tables that were judged: every stage in one run."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..findings.finding import Finding, in_order
from ..findings.fixed import FIXED
from ..model.descriptor import Package, law, read_package
from ..model.judge import Judge
from ..passages import records
from . import about, folder, promises, shape
from .reading import Written, read
from .typed import Cell, typed

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True)
class Checked:
    """A package as it was read and judged, once: whoever builds, counts or proves takes it from here."""

    package: Package
    findings: list[Finding]
    written: Mapping[str, Written]
    frames: "Mapping[str, pl.DataFrame]"
    records: Mapping[str, dict[str, Any] | None]

    @cached_property
    def tables(self) -> "dict[str, pd.DataFrame]":
        """The tables as `load` gives them, from the cells that were judged; for a package without findings."""
        from ..model.frames import read_table

        return {name: read_table(io.StringIO(table.csv()), table.table) for name, table in self.written.items()}


def sentences() -> dict[str, str]:
    """Each rule with its sentence, by id: those of the machinery, and those of schemas/."""
    from .rules import rules

    return {id: rule.sentence for id, rule in FIXED.items()} | {rule.id: rule.sentence for rule in rules()}


def _read(package: Package) -> tuple[dict[str, Written], list[Finding]]:
    """The cells of each table that can be read under its own header, and findings on bytes, characters and headers."""
    written, findings = {}, []
    for name in package.tables:
        table, found = read(package, name)
        findings += found
        if table:
            written[name] = table
    return written, findings


def _cells(findings: list[Finding]) -> set[Cell]:
    return {(finding.table, finding.line, column) for finding in findings for column in finding.columns}


def _second(
    judges: Iterable[Judge], package: Package, written: Mapping[str, Written], frames: Mapping[str, Any], known: Any
) -> list[Finding]:
    """What the judges that are asked for find for themselves."""
    from . import judges as opinions

    found: list[Finding] = []
    if "frictionless" in judges and written:
        found += opinions.frictionless_findings(package, written)
    if "pandera" in judges:
        found += opinions.pandera_findings(package, frames, known)
    return found


def check(root: Path, only: set[str] | None = None, judges: Iterable[Judge] = ()) -> Checked:
    """The package below `root` with all independent findings, sorted; `only` keeps those on the named tables.

    `judges` are asked for a second opinion. Each CSV is opened once here, and once by frictionless where it is asked.
    """
    from .rules import rule_findings

    package, findings = read_package(root, law())
    findings += about.about(package) + folder.unlisted(package) + folder.pending(package) + folder.texts(package)
    findings += folder.stray(package) if not findings else []
    written, found = _read(package)
    findings += found + promises.broken_promises(package, written) + shape.shape_findings(package, written)
    known, found = records.read_records(root)
    findings += found
    blank = _cells([finding for finding in findings if finding.rule in shape.MALFORMED])
    frames, found = typed(written, blank)
    findings += found
    blank |= _cells(found)
    told = rule_findings(package, frames, known) + _second(judges, package, written, frames, known)
    findings += [f for f in told if f.rule in FIXED or not blank & _cells([f])]  # a blank cell has its finding already
    if "sources" in frames:
        findings += records.unowned(known, set(frames["sources"]["source_id"].drop_nulls()))
    kept = in_order([f for f in findings if only is None or f.table in only])
    return Checked(package, kept, written, frames, known)
