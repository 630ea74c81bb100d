"""frictionless and the project's own reading accept the same cells; where they differ, a guard of ours refuses first.

EXAMPLES sets how many cells are drawn for each kind of column.
"""

import io
import os
import re
import sqlite3
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from edits import set_cells
from frictionless import Schema
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.errors import Pandas4Warning

from chip_export_controls.checks.cells import PLAIN
from chip_export_controls.checks.check import check
from chip_export_controls.exports.sqlite import create_table
from chip_export_controls.model import edtf
from chip_export_controls.model.csv import write_rows
from chip_export_controls.model.descriptor import law
from chip_export_controls.model.frames import read_table
from chip_export_controls.model.table import Field, Table

many = settings(max_examples=int(os.environ.get("EXAMPLES", "12")), deadline=None)
FIELDS = [(table.name, field) for table in law().values() for field in table.fields]


@cache
def schema(table: str) -> Schema:
    kept = {name: value for name, value in law()[table].schema.items() if name != "foreignKeys"}
    return Schema.from_descriptor(kept)


def accepted_by_frictionless(table: str, field: Field, cell: str) -> bool:
    return not schema(table).get_field(field.name).read_cell(cell)[1]


@cache
def database(table: str, column: str) -> sqlite3.Connection:
    """A table of one column, as the release makes it."""
    whole = law()[table]
    (field,) = [field for field in whole.fields if field.name == column]
    connection = sqlite3.connect(":memory:", isolation_level=None)
    # the key is another column, so that an empty cell is judged by the field alone
    key = Field("key", "integer", {"name": "key", "type": "integer"})
    connection.execute(create_table(Table("t", "", {}, (field, key), ("key",), ())))
    return connection


def accepted_by_us(table: str, field: Field, cell: str) -> bool:
    """The typed read, the bounds of a date, the pattern, and the checks of the SQLite file."""
    if field.type in PLAIN and cell and not PLAIN[field.type].fullmatch(cell):
        return False
    if not re.fullmatch(str(field.constraints.get("pattern", ".*")), cell, re.DOTALL) and cell:
        return False
    one = Table("t", "", {}, (field,), (field.name,), ())
    try:
        (value,) = read_table(io.StringIO(write_rows([field.name], [[cell]])), one)[field.name].astype(object)
        if field.is_date and cell:
            edtf.bounds(cell)
    except (ValueError, Pandas4Warning):  # the warning is of a value that is not among the categories
        return False
    missing = bool(pd.isna(value))
    if missing and cell:
        return False
    try:
        database(table, field.name).execute('INSERT OR REPLACE INTO "t" VALUES (?, 1)', [None if missing else value])
    except (sqlite3.IntegrityError, OverflowError):
        return False
    return True


def guarded(field: Field, cell: str) -> bool:
    """Whether a rule of ours refuses a cell that frictionless accepts: numbers are plain, dates are in the calendar."""
    if field.is_date and cell:
        try:
            edtf.bounds(cell)
        except ValueError:
            return True
    return bool(cell) and field.type in PLAIN and not PLAIN[field.type].fullmatch(cell)


def plain(text: str) -> bool:
    """What the canonical stage lets through: no control or invisible character, no space at the ends, one line."""
    return text.isprintable() and text == text.strip()


def cells(field: Field) -> st.SearchStrategy[str]:
    """Cells that fit the column and cells that nearly do."""
    near = [st.just(""), st.text(max_size=6), st.sampled_from(["NA", "N/A", "null", "None", "nan", "true", "1", "0"])]
    if field.enum:
        near += [st.sampled_from(field.enum), st.sampled_from(field.enum).map(str.upper)]
    if "pattern" in field.constraints:
        fits = st.from_regex(field.constraints["pattern"], fullmatch=True)
        near += [fits, fits.map(lambda text: text[:-1]), fits.map(lambda text: text + "x")]
    if field.type in ("integer", "number"):
        near += [st.integers(-9, 2200).map(str), st.text("0123456789+-.e,_ ", max_size=8), st.integers().map(str)]
        near += [st.floats(allow_nan=False, allow_infinity=False).map(str)]
    if "maxLength" in field.constraints:
        near.append(st.integers(-2, 2).map(lambda n: "a" * (field.constraints["maxLength"] + n)))
    if field.is_date:
        near.append(st.dates().map(str))
    return st.one_of(near).filter(plain)


@pytest.mark.parametrize(("table", "field"), FIELDS, ids=lambda part: getattr(part, "name", part))
@given(data=st.data())
@many
def test_both_engines_accept_or_reject_a_cell(table: str, field: Field, data: st.DataObject) -> None:
    cell = data.draw(cells(field))
    ours, theirs = accepted_by_us(table, field, cell), accepted_by_frictionless(table, field, cell)
    if field.type == "boolean":  # pandas reads True, 0 and more as truth values; frictionless refuses them before
        assert ours or not theirs, cell
    else:
        assert ours == (theirs and not guarded(field, cell)), cell


TRAPS = [
    ("thresholds", "value", "1_0"),
    ("thresholds", "value", "NAN"),
    ("thresholds", "value", "1e400"),
    ("claims", "char_start", "1_0"),
    ("claims", "char_start", "9" * 30),
    ("coverage", "last_searched_on", "0000"),
    ("coverage", "last_searched_on", "../.."),
]


@pytest.mark.parametrize(("table", "column", "cell"), TRAPS)
def test_a_cell_that_only_frictionless_accepts_is_a_finding(table: str, column: str, cell: str, package: Path) -> None:
    field = next(field for field in law()[table].fields if field.name == column)
    assert accepted_by_frictionless(table, field, cell)
    set_cells(package, {"table": table, "line": 2, "set": {column: cell}})
    found = {(f.rule, f.file, f.line, f.columns) for f in check(package).findings}
    rule = "any/date-exists" if field.is_date else "any/number-is-plain"
    assert (rule, f"datapackage/{table}.csv", 2, (column,)) in found
