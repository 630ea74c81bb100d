"""Turns the cells of a table into breaches of the rules on their characters and on how numbers are spelt."""

import re
import unicodedata
from collections.abc import Iterator

import polars as pl

from ..model.descriptor import Field, Table

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LATIN, _ALIKE = "A-Za-z\u00c0-\u024f", "\u0370-\u052f"
_MIXED = re.compile(f"[{_LATIN}][{_ALIKE}]|[{_ALIKE}][{_LATIN}]")
# one search for all that the rules on characters look for; the first is enough where each character is one byte
_ASCII = r"^[ =+@-]| $|[\x00-\x1f\x7f]"
_ANYTHING = rf"^[\s=+@-]|\s$|{_CONTROL.pattern}|{_INVISIBLE.pattern}|{_MIXED.pattern}"


_WHOLE = "-?(?:0|[1-9][0-9]{0,14})"
# the one spelling of a number: frictionless also reads `1_000`, `NAN` and integers of any length, pandas does not
PLAIN = {"integer": re.compile(_WHOLE), "number": re.compile(rf"{_WHOLE}(?:\.[0-9]{{1,15}})?")}


def _broken(cell: str, is_text: bool) -> Iterator[str]:
    if not unicodedata.is_normalized("NFC", cell):
        yield "any/nfc"
    if cell != cell.strip():
        yield "any/trimmed"
    if _CONTROL.search(cell):
        yield "any/no-control-characters"
    if _INVISIBLE.search(cell):
        yield "any/no-invisible-characters"
    if is_text and cell[0] in "=+-@\t":
        yield "any/no-formulas"
    if _MIXED.search(cell):
        yield "any/one-script-words"


def readable(cell: str, type: str) -> bool:
    """Whether some reader takes the cell for a number."""
    try:
        int(cell) if type == "integer" else float(cell)
    except ValueError:
        return False
    return True


def _suspects(field: Field) -> pl.Expr:
    """The cells that may break a rule; few of them where a column is clean."""
    cell = pl.col(field.name)
    wide = cell.str.len_bytes() != cell.str.len_chars()
    narrow = cell.str.contains(_ASCII)
    if field.type in PLAIN:
        return ~cell.str.contains(f"^(?:{PLAIN[field.type].pattern})$")
    return wide | narrow


def breaches(table: Table, frame: pl.DataFrame, line: str) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """Rule, column, and the `line` and `value` of each breach."""
    asked = [(field, _suspects(field)) for field in table.fields]
    there = frame.select(mask.any().alias(field.name) for field, mask in asked).row(0)
    for (field, mask), any_there in zip(asked, there, strict=True):
        if not any_there:
            continue
        cells = frame.filter(mask).select(pl.col(line).alias("line"), pl.col(field.name).alias("value"))
        if field.type not in PLAIN:
            odd = pl.col("value").str.contains(_ANYTHING) | (pl.col("value").str.normalize("NFC") != pl.col("value"))
            cells = cells.filter(odd)
        yield from _told(field, cells)


def _told(field: Field, cells: pl.DataFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
    allowed, wrong = set(field.enum), {}
    for cell in cells["value"].unique():
        # an operator such as >= is a value of its column's list, not a formula
        for rule in _broken(cell, field.type == "string" and cell not in allowed):
            wrong.setdefault(rule, []).append(cell)
    for rule, values in wrong.items():
        yield rule, field.name, cells.filter(pl.col("value").is_in(values))
