"""Turns the rows of each table into findings on their shape, cells and keys, as frictionless sees them."""

from collections.abc import Iterator
from typing import Any

from ..findings.finding import Finding, nearest
from ..findings.fixed import broken
from ..model.csv import Text
from ..model.descriptor import Package, Table
from . import fixes

# a cell that breaks one of these cannot be read as its type, and is blank to the rules that follow
MALFORMED = {"any/cell-has-type", "any/cell-has-form", "any/cell-is-allowed", "any/number-is-plain"}
_CONSTRAINTS = {"required": "any/cell-is-given", "pattern": "any/cell-has-form", "enum": "any/cell-is-allowed"}
_TYPES = {
    "blank-row": "any/no-blank-rows",
    "missing-cell": "any/row-is-whole",
    "extra-cell": "any/row-is-whole",
    "type-error": "any/cell-has-type",
    "primary-key": "any/key-is-unique",
}


def header_findings(table: Table, header: list[str]) -> list[Finding]:
    """Missing, unknown, repeated or reordered columns; frictionless would judge each cell under a wrong name."""

    def finding(columns: tuple[str, ...], value: str, fix: str) -> Finding:
        return broken("any/columns-match-schema", table.name, table.path, 1, value, fix, columns)

    if len(header) == 1 and len(header[0].split(";")) > 1:
        return [finding((), header[0], "separate the cells by commas, not semicolons")]
    wanted = table.columns
    if len(header) > 4 * len(wanted):
        return [finding((), f"{len(header)} columns", f"the schema has {len(wanted)}: {', '.join(wanted)}")]
    missing = [finding((c,), "", f"add the column `{c}`") for c in wanted if c not in header]
    unknown = [
        finding((c,), c, nearest(c, wanted) or f"remove the column; the schema has {', '.join(wanted)}")
        for c in header
        if c not in wanted or header.count(c) > 1
    ]
    if not missing and not unknown and header != wanted:
        moved = tuple(a for a, b in zip(header, wanted, strict=True) if a != b)
        return [finding(moved, ",".join(header), f"run `fmt`, or write them as {','.join(wanted)}")]
    return missing + unknown


def _resource(table: Table) -> dict[str, Any]:
    """The resource as frictionless is to read it: encoding and dialect are stated, or it would guess them."""
    return {
        "name": table.name,
        "path": table.path,
        "type": "table",
        "format": "csv",
        "encoding": "utf-8",
        "dialect": {"csv": {"delimiter": ",", "quoteChar": '"'}},
        "schema": {name: value for name, value in table.schema.items() if name != "foreignKeys"},
    }


def _dangling(package: Package, table: Table, text: Text, keys: dict[str, list[str]]) -> list[Finding]:
    """References to ids that are in no row, where the table referred to could be read.

    frictionless would read that table anew for each reference: four times the rows of the whole package.
    """
    findings = []
    for link in table.foreign_keys:
        ids, position = set(keys.get(link.table, ())), table.columns.index(link.column)
        for line, row in zip(text.lines, text.rows or [], strict=True):
            value = row[position] if link.table in keys and position < len(row) else ""
            if value and value not in ids:
                fix = fixes.reference(package.tables[link.table], keys[link.table], value)
                where = ("any/reference-exists", table.name, table.path, line)
                findings.append(broken(*where, value, fix, (link.column,)))
    return findings


def _fix(rule: str, table: Table, column: str, value: str, row: list[str]) -> str:
    field = next((f for f in table.fields if f.name == column), None)
    if rule == "any/row-is-whole":
        return fixes.row_made_whole(table, row)
    if not field:
        return "run `fmt`, which drops it"
    if rule == "any/cell-is-given":
        return fixes.cell_given(table, field)
    broken = {
        "any/cell-is-allowed": fixes.cell_allowed,
        "any/cell-has-type": fixes.cell_of_type,
        "any/cell-is-in-range": fixes.cell_in_range,
        "any/cell-has-form": fixes.cell_with_form,
    }
    return broken[rule](field, value)


def _same_key(table: Table, text: Text, line: int, row: list[str]) -> str:
    """For a row whose key is taken: the line that has it first."""
    at = [table.columns.index(column) for column in table.key]
    rows = zip(text.lines, text.rows or [], strict=True)
    first = next(
        (n for n, other in rows if n < line and [other[i : i + 1] for i in at] == [row[i : i + 1] for i in at]), 0
    )
    return f"line {first} has the same {', '.join(table.key)}: remove one of the two, or correct the key of one"


def _place(table: Table, error: Any, row: list[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """The columns and the value that a frictionless error is about."""
    cells = dict(zip(table.columns, row, strict=False))
    if error.type == "primary-key":
        if any(cells.get(column) for column in table.key):  # else each cell of the key has its own finding
            yield table.key, ", ".join(cells.get(column, "") for column in table.key)
    elif error.type in ("type-error", "constraint-error"):
        yield (error.field_name,), cells.get(error.field_name, "")
    else:
        yield (), ",".join(row)


def shape_findings(package: Package, texts: dict[str, Text], keys: dict[str, list[str]]) -> list[Finding]:
    """All findings on the shape, cells and keys of the tables that could be read; `keys` are the ids of each."""
    from frictionless import Package as Descriptor

    resources = [_resource(package.tables[name]) for name in texts]
    report = Descriptor({"resources": resources}, basepath=str(package.root)).validate(limit_errors=10**9)
    findings = [
        finding for name, text in texts.items() for finding in _dangling(package, package.tables[name], text, keys)
    ]
    for name, task in zip(texts, report.tasks, strict=True):
        table, text = package.tables[name], texts[name]
        rows = dict(zip(text.lines, text.rows or [], strict=True))
        for error in task.errors:
            rule = _TYPES.get(error.type) or _CONSTRAINTS.get(_constraint(error), "any/cell-is-in-range")
            row = rows.get(error.row_number, [])
            if error.type == "primary-key" and not row:
                continue  # a blank row has its own finding
            for columns, value in _place(table, error, row):
                line, column = error.row_number, columns[0] if columns else ""
                taken = error.type == "primary-key"
                fix = _same_key(table, text, line, row) if taken else _fix(rule, table, column, value, row)
                findings.append(broken(rule, name, table.path, line, value, fix, columns))
    return findings


def _constraint(error: Any) -> str:
    return error.note.split('"')[1] if error.type == "constraint-error" else ""
