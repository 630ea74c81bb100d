"""Turns the cells of each table into findings on types, constraints, keys and references, from the Table Schemas."""

from collections.abc import Iterator, Mapping

import polars as pl

from ..findings.finding import Finding
from ..findings.fixed import broken
from ..findings.nearest import Nearest
from ..model.descriptor import Field, Package, Table
from . import fixes
from .cells import PLAIN
from .reading import LINE, Written

# a cell that breaks one of these cannot be read as its type, and is blank to the rules that follow
MALFORMED = {"any/cell-has-type", "any/cell-has-form", "any/cell-is-allowed", "any/number-is-plain"}


def is_plain(field: Field) -> pl.Expr:
    """Whether a cell of a number column is spelt as numbers are."""
    return pl.col(field.name).str.contains(f"^(?:{PLAIN[field.type].pattern})$")


def _untyped(field: Field) -> pl.Expr:
    """Whether a cell is not of its column's type; a number that only some readers take has a finding of its own."""
    if field.type == "boolean":
        return ~pl.col(field.name).is_in(["true", "false"])
    return ~is_plain(field) & ~pl.col(field.name).map_elements(
        lambda cell: _readable(cell, field.type), return_dtype=pl.Boolean
    )


def _readable(cell: str, type: str) -> bool:
    try:
        int(cell) if type == "integer" else float(cell)
    except ValueError:
        return False
    return True


def _ranges(field: Field) -> Iterator[pl.Expr]:
    """Whether a cell lies beyond one of its column's limits."""
    limits, cell = field.constraints, pl.col(field.name)
    number = pl.when(is_plain(field)).then(cell).cast(pl.Float64) if field.type in PLAIN else None
    if number is not None and "minimum" in limits:
        yield number < limits["minimum"]
    if number is not None and "maximum" in limits:
        yield number > limits["maximum"]
    if "minLength" in limits:
        yield cell.str.len_chars() < limits["minLength"]
    if "maxLength" in limits:
        yield cell.str.len_chars() > limits["maxLength"]


def _checks(field: Field) -> Iterator[tuple[str, pl.Expr]]:
    """Each rule that the column's schema makes, with what marks the cells that break it."""
    cell = pl.col(field.name)
    if field.constraints.get("required"):
        yield "any/cell-is-given", cell.is_null()
    if field.type != "string":
        yield "any/cell-has-type", _untyped(field)
    if field.enum:
        yield "any/cell-is-allowed", ~cell.is_in(field.enum)
    if "pattern" in field.constraints:
        yield "any/cell-has-form", ~cell.str.contains(f"^(?:{field.pattern})$")
    for beyond in _ranges(field):
        yield "any/cell-is-in-range", beyond


def fix_of(rule: str, table: Table, column: str, value: str) -> str:
    """What to do with a cell that breaks the rule."""
    field = next(field for field in table.fields if field.name == column)
    if rule == "any/cell-is-given":
        return fixes.cell_given(table, field)
    said = {
        "any/cell-is-allowed": fixes.cell_allowed,
        "any/cell-has-type": fixes.cell_of_type,
        "any/cell-is-in-range": fixes.cell_in_range,
        "any/cell-has-form": fixes.cell_with_form,
    }
    return said[rule](field, value)


def same_key(table: Table, frame: pl.DataFrame, line: int) -> str:
    """For a row whose key is taken: the line that has it first."""
    key = [pl.col(column).fill_null("") for column in table.key]
    (mine,) = frame.filter(pl.col(LINE) == line).select(key).rows()
    same = pl.all_horizontal(*(cell == value for cell, value in zip(key, mine, strict=True)))
    first = frame.filter(same)[LINE].min()
    return f"line {first!s} has the same {', '.join(table.key)}: remove one of the two, or correct the key of one"


def _of_cells(written: Written) -> Iterator[Finding]:
    table, frame = written.table, written.frame
    asked = [(rule, field.name, mask) for field in table.fields for rule, mask in _checks(field)]
    counts = frame.select(mask.sum().alias(str(n)) for n, (_, _, mask) in enumerate(asked)).row(0) if asked else ()
    for (rule, column, mask), count in zip(asked, counts, strict=True):
        if not count:
            continue
        for line, value in frame.filter(mask.fill_null(False)).select(LINE, pl.col(column).fill_null("")).rows():
            yield broken(rule, table.name, table.path, line, value, fix_of(rule, table, column, value), (column,))


def _of_keys(written: Written) -> Iterator[Finding]:
    table, key = written.table, [pl.col(column).fill_null("") for column in written.table.key]
    again = ~pl.struct(key).is_first_distinct() & pl.any_horizontal(*(cell != "" for cell in key))
    for row in written.frame.filter(again).select(LINE, *key).rows():
        fix = same_key(table, written.frame, row[0])
        yield broken("any/key-is-unique", table.name, table.path, row[0], ", ".join(row[1:]), fix, table.key)


def _of_references(package: Package, written: Mapping[str, Written], name: str) -> Iterator[Finding]:
    """References to ids that are in no row, where the table referred to could be read."""
    table = package.tables[name]
    for link in table.foreign_keys:
        if link.table not in written:
            continue
        known = written[link.table].frame.select(pl.col(link.target).alias(link.column)).drop_nulls()
        given = written[name].frame.select(LINE, link.column).drop_nulls()
        dangling = given.join(known, on=link.column, how="anti").sort(LINE)
        nearest = Nearest(known[link.column]) if dangling.height else None
        for line, value in dangling.rows():
            fix = fixes.reference(package.tables[link.table], nearest(value) if nearest else "", value)
            yield broken("any/reference-exists", name, table.path, line, value, fix, (link.column,))


def shape_findings(package: Package, written: Mapping[str, Written]) -> list[Finding]:
    """All findings on the cells, keys and references of the tables that could be read."""
    found: list[Finding] = []
    for name, table in written.items():
        found += [*_of_cells(table), *_of_keys(table), *_of_references(package, written, name)]
    return found
