"""Turns a package folder into its findings, and into the tables that were judged: every stage in one run."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..findings.finding import Finding, in_order
from ..findings.fixed import FIXED
from ..model.csv import Text
from ..model.descriptor import Package, law, read_package
from ..passages import records
from . import folder, shape
from .beside import beside, runs_beside
from .bytes import read_text
from .typed import Cell, typed

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Checked:
    """A package as it was read and judged, once: whoever builds, counts or proves takes it from here."""

    package: Package
    findings: list[Finding]
    texts: Mapping[str, Text]
    frames: "Mapping[str, pd.DataFrame]"
    records: Mapping[str, dict[str, Any] | None]

    @property
    def tables(self) -> "dict[str, pd.DataFrame]":
        """The tables as `load` gives them; a malformed cell, which has its finding, is missing."""
        return {name: frame[self.package.tables[name].columns] for name, frame in self.frames.items()}


def sentences() -> dict[str, str]:
    """Each rule with its sentence, by id: those of the machinery, and those of schemas/."""
    from .rules import rules

    return {id: rule.sentence for id, rule in FIXED.items()} | {rule.id: rule.sentence for rule in rules()}


def _ids(package: Package, texts: Mapping[str, Text]) -> dict[str, list[str]]:
    """The ids of each table that other tables refer to, for suggestions."""
    return {
        name: sorted({row[0] for row in text.rows or [] if row})
        for name, text in texts.items()
        if len(package.tables[name].key) == 1
    }


def _read(package: Package) -> tuple[dict[str, Text], list[Finding]]:
    """The rows of each table that can be read under its own header, and findings on bytes, characters and headers."""
    texts, findings = {}, []
    for name, table in package.tables.items():
        text, found = read_text(package, name)
        wrong = shape.header_findings(table, text.header) if text else []
        findings += found + wrong
        if text and not wrong:
            texts[name] = text
    return texts, findings


def _cells(findings: list[Finding]) -> set[Cell]:
    return {(finding.table, finding.line, column) for finding in findings for column in finding.columns}


def _malformed(findings: list[Finding]) -> set[Cell]:
    """The cells that cannot be read as their type."""
    return _cells([finding for finding in findings if finding.rule in shape.MALFORMED])


def _judged(
    package: Package, texts: Mapping[str, Text], blank: set[Cell], known: dict[str, Any]
) -> "tuple[dict[str, pd.DataFrame], list[Finding]]":
    """The typed tables, and findings on dates, rows and tables; a rule adds nothing to the finding on a blank cell."""
    from .rules import rule_findings

    frames, findings = typed(package, texts, blank)
    return frames, findings + [f for f in rule_findings(package, frames, known) if not blank & _cells([f])]


def check(root: Path, only: set[str] | None = None) -> Checked:
    """The package below `root` with all independent findings, sorted; `only` keeps those on the named tables.

    Each CSV is opened twice: once here, once by frictionless, which judges it for itself.
    """
    package, findings = read_package(root, law())
    findings += folder.unlisted(package) + folder.pending(package)
    findings += folder.stray(package) if not findings else []
    texts, found = _read(package)
    findings += found
    judges_early = runs_beside()
    shaped = beside(lambda: shape.shape_findings(package, texts, _ids(package, texts)) if texts else [])
    known, found = records.read_records(root)
    findings += found
    judged, early = None, _malformed(findings)
    if judges_early:  # most packages have no malformed cell, and need not wait until frictionless has looked for one
        with suppress(Exception):  # of such a cell; any other comes back when judged again
            judged = _judged(package, texts, early, known)
    findings += shaped()
    blank = _malformed(findings)
    frames, found = judged if judged and blank == early else _judged(package, texts, blank, known)
    findings += found
    if "sources" in frames:
        findings += records.unowned(known, set(frames["sources"]["source_id"].dropna()))
    kept = in_order([f for f in findings if only is None or f.table in only])
    return Checked(package, kept, texts, frames, known)
