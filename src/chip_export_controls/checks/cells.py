"""Turns the cells of a table into breaches of the rules on their characters and on how numbers are spelt."""

import re
import unicodedata
from collections.abc import Iterator

from ..model.csv import Text
from ..model.descriptor import Field, Table

_INVISIBLE = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\ufff9-\ufffb]")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f]")
_LATIN, _ALIKE = "A-Za-z\u00c0-\u024f", "\u0370-\u052f"
_MIXED = re.compile(f"[{_LATIN}][{_ALIKE}]|[{_ALIKE}][{_LATIN}]")
# one search for what the rules on characters look for, in cells that are joined by line breaks
_ANYTHING = re.compile(rf"(?m)^[\s=+@-]|[^\S\n]$|(?!\n){_CONTROL.pattern}|{_INVISIBLE.pattern}|{_MIXED.pattern}")


_WHOLE = "-?(?:0|[1-9][0-9]{0,14})"
# the one spelling of a number: frictionless also reads `1_000`, `NAN` and integers of any length, pandas does not
PLAIN = {"integer": re.compile(_WHOLE), "number": re.compile(rf"{_WHOLE}(?:\.[0-9]{{1,15}})?")}


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
    """Spellings that one reader takes for a number and another does not; what neither does is left to frictionless."""
    try:
        int(cell) if type == "integer" else float(cell)
    except ValueError:
        return
    if not PLAIN[type].fullmatch(cell):
        yield "any/number-is-plain"


def _suspect(cells: list[str], field: Field) -> bool:
    """Whether some cell of a column may break a rule, asked of the column at once; most columns are clean."""
    joined = "\n".join(cells)
    if field.type in PLAIN:
        return not all(PLAIN[field.type].fullmatch(cell) for cell in cells if cell)
    return not unicodedata.is_normalized("NFC", joined) or bool(_ANYTHING.search(joined))


def breaches(table: Table, text: Text) -> Iterator[tuple[str, int, str, str]]:
    """Rule, line, column and cell of each breach; of a column that is clean, none is looked at by itself."""
    rows = text.rows or []
    for position, field in enumerate(table.fields):
        allowed = set(field.enum)
        cells = [row[position] if position < len(row) else "" for row in rows]
        if not _suspect(cells, field):
            continue
        for cell, line in zip(cells, text.lines, strict=True):
            if cell and field.type in PLAIN:
                for rule in _number(cell, field.type):
                    yield rule, line, field.name, cell
            # an operator such as >= is a value of its column's list, not a formula
            if cell:
                for rule in _cell(cell, field.type == "string" and cell not in allowed):
                    yield rule, line, field.name, cell
