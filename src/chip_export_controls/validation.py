"""Turns a package folder into its findings: canonical bytes, frictionless, typed read, pandera, all in one run."""

import io
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import canonical, descriptor, edtf, records, structural
from .beside import beside, runs_beside
from .canonical import Text, read_text
from .descriptor import Package, Table, law, read_package
from .findings import Finding, in_order, shorten

if TYPE_CHECKING:
    import pandas as pd

Cell = tuple[str, int, str]  # table, line, column

READ_RULES = {
    "any/date-exists": "A date is a day, month or year of the calendar.",
    "any/interval-runs-forward": "An interval ends after it begins.",
}


def sentences() -> dict[str, str]:
    """Each rule of the package with its sentence, by id."""
    from .semantic import rules

    stages = [descriptor.RULES, records.RULES, canonical.RULES, structural.RULES, READ_RULES]
    return {
        **{id: text for stage in stages for id, text in stage.items()},
        **{rule.id: rule.sentence for rule in rules()},
    }


def _dates(table: Table, text: Text, broken: set[tuple[int, str]]) -> Iterator[Finding]:
    """Findings on dates that have the form of a date and yet are none."""
    for position, field in enumerate(table.fields):
        if not field.is_date:
            continue
        for line, row in zip(text.lines, text.rows or [], strict=True):
            cell = row[position] if position < len(row) else ""
            if not cell or (line, field.name) in broken:
                continue
            try:
                edtf.bounds(cell)
            except ValueError as error:
                rule = "any/interval-runs-forward" if isinstance(error, edtf.RunsBackward) else "any/date-exists"
                message, mend = READ_RULES[rule], f"{error}; write the date as the source has it"
                yield Finding(table.name, table.path, line, (field.name,), rule, message, shorten(cell), mend)


def _typed(table: Table, text: Text, broken: set[tuple[int, str]]) -> "pd.DataFrame":
    """The rows as the loader reads them, malformed cells blank, with bounds of the dates and the `line` of each."""
    from .reading import read_table, with_bounds

    width, rows, lines = len(table.columns), [], []
    for line, row in zip(text.lines, text.rows or [], strict=True):
        if any(row):
            cells = zip(table.columns, (row + [""] * width)[:width], strict=True)
            rows.append(["" if (line, column) in broken else cell for column, cell in cells])
            lines.append(line)
    frame = with_bounds(read_table(io.StringIO(canonical.write_rows(table.columns, rows)), table), table)
    frame["line"] = lines
    return frame


def _unlisted(package: Package) -> list[Finding]:
    """Findings where the resources are not the tables of the law, each once."""
    if not package.descriptor:
        return []
    names = [str(r.get("name")) for r in package.descriptor["resources"] if isinstance(r, dict)]
    rule, mend = "package/tables-are-the-law", "list each table of schemas/ once in datapackage.json"
    wrong = sorted((set(law()) ^ set(names)) | {name for name in names if names.count(name) > 1})
    return [
        Finding("datapackage", descriptor.DESCRIPTOR, 1, (), rule, descriptor.RULES[rule], shorten(name), mend)
        for name in wrong
    ]


def _stray(package: Package) -> list[Finding]:
    """Findings on CSVs that stand beside the tables and belong to none, such as a copy that a spreadsheet left."""
    rule, listed = "package/csv-is-a-resource", {package.file(name) for name in package.tables}
    found = sorted({file for folder in {file.parent for file in listed} for file in folder.glob("*.csv")} - listed)
    names = [file.relative_to(package.root).as_posix() for file in found]
    return [
        Finding(
            name, name, 1, (), rule, descriptor.RULES[rule], name, "remove the file, or list it in datapackage.json"
        )
        for name in names
    ]


def _ids(package: Package, texts: dict[str, Text]) -> dict[str, list[str]]:
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
        wrong = structural.header_findings(table, text.header) if text else []
        findings += found + wrong
        if text and not wrong:
            texts[name] = text
    return texts, findings


def _frames(
    package: Package, texts: dict[str, Text], blank: set[Cell]
) -> "tuple[dict[str, pd.DataFrame], list[Finding]]":
    """The typed tables, with the blank cells empty, and findings on dates that are none."""
    frames, findings = {}, []
    for name, text in texts.items():
        broken = {(line, column) for table, line, column in blank if table == name}
        dates = list(_dates(package.tables[name], text, broken))
        findings += dates
        frames[name] = _typed(package.tables[name], text, broken | {(f.line, f.columns[0]) for f in dates})
    return frames, findings


def _cells(findings: list[Finding]) -> set[Cell]:
    return {(finding.table, finding.line, column) for finding in findings for column in finding.columns}


def _malformed(findings: list[Finding]) -> set[Cell]:
    """The cells that cannot be read as their type."""
    return _cells([finding for finding in findings if finding.rule in structural.MALFORMED])


def _judged(
    package: Package, texts: dict[str, Text], blank: set[Cell], known: dict[str, Any]
) -> "tuple[dict[str, pd.DataFrame], list[Finding]]":
    """The typed tables, and findings on dates, rows and tables; a rule adds nothing to the finding on a blank cell."""
    from .semantic import semantic_findings

    frames, findings = _frames(package, texts, blank)
    return frames, findings + [f for f in semantic_findings(package, frames, known) if not blank & _cells([f])]


def validate(root: Path, only: set[str] | None = None) -> list[Finding]:
    """All independent findings on the package below `root`, sorted; `only` keeps those on the named tables."""
    package, findings = read_package(root, law())
    findings += _unlisted(package)
    findings += _stray(package) if not findings else []
    texts, found = _read(package)
    findings += found
    judges_early = runs_beside()
    shaped = beside(lambda: structural.structural_findings(package, texts, _ids(package, texts)) if texts else [])
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
    return in_order([f for f in findings if only is None or f.table in only])
