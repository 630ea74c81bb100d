"""Turns the cells of a table into breaches of the rules on their characters and on how numbers are spelt."""

import re
import unicodedata
from collections.abc import Iterator

import polars as pl

from ..model.csv import Text
from ..model.descriptor import Table

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LATIN, _ALIKE = "A-Za-z\u00c0-\u024f", "\u0370-\u052f"
_MIXED = re.compile(f"[{_LATIN}][{_ALIKE}]|[{_ALIKE}][{_LATIN}]")
# one search for all that the rules on characters look for
_ANYTHING = rf"^[\s=+@-]|\s$|{_CONTROL.pattern}|{_INVISIBLE.pattern}|{_MIXED.pattern}"


_WHOLE = "-?(?:0|[1-9][0-9]{0,14})"
_INTEGER = "(?:0|-?[1-9][0-9]{0,14})"
# the one spelling of a number: frictionless also reads `1_000`, `NAN` and integers of any length, pandas does not
_DECIMAL = rf"{_WHOLE}\.[0-9]{{0,14}}[1-9]"
PLAIN = {"integer": re.compile(_INTEGER), "number": re.compile(f"(?:{_INTEGER}|{_DECIMAL})")}


def _cell(cell: str, is_text: bool) -> Iterator[str]:
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


def _number(cell: str, type: str) -> Iterator[str]:
    """Spellings that one reader takes for a number and another does not; what neither does has another rule."""
    try:
        int(cell) if type == "integer" else float(cell)
    except ValueError:
        return
    if not PLAIN[type].fullmatch(cell):
        yield "any/number-is-plain"


def suspect(table: Table, frame: pl.DataFrame) -> bool:
    """Whether some cell of the table may break a rule, asked of each column at once; most tables are clean."""
    text = [field.name for field in table.fields if field.type not in PLAIN]
    asked = [pl.col(name).str.contains(_ANYTHING).any().alias(name) for name in text]
    asked += [
        (~pl.col(field.name).str.contains(f"^(?:{PLAIN[field.type].pattern})$")).any().alias(field.name)
        for field in table.fields
        if field.type in PLAIN
    ]
    return any(frame.select(asked).row(0))


def breaches(table: Table, text: Text) -> Iterator[tuple[str, int, str, str]]:
    """Rule, line, column and cell of each breach."""
    for position, field in enumerate(table.fields):
        allowed = set(field.enum)
        for row, line in zip(text.rows or [], text.lines, strict=True):
            cell = row[position] if position < len(row) else ""
            if cell and field.type in PLAIN:
                for rule in _number(cell, field.type):
                    yield rule, line, field.name, cell
            # an operator such as >= is a value of its column's list, not a formula
            if cell:
                for rule in _cell(cell, field.type == "string" and cell not in allowed):
                    yield rule, line, field.name, cell
