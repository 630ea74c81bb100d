"""Turns the cells of a table into breaches of the rules on their characters and on how numbers are spelt."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

import polars as pl

from ..model.csv import Text
from ..model.descriptor import Field, Table
from .letters import ADDRESS, CHARACTERS, NOTHING, TEXT

_WHOLE = "-?(?:0|[1-9][0-9]{0,14})"
_INTEGER = "(?:0|-?[1-9][0-9]{0,14})"
# the one spelling of a number: frictionless also reads `1_000`, `NAN` and integers of any length, pandas does not
_DECIMAL = rf"{_WHOLE}\.[0-9]{{0,14}}[1-9]"
MOST_OF_A_CELL = 32_767  # characters: spreadsheets cut or refuse what is longer
PLAIN = {"integer": re.compile(_INTEGER), "number": re.compile(f"(?:{_INTEGER}|{_DECIMAL})")}


def _patterns(field: Field) -> dict[str, str]:
    """The pattern by rule of what no cell of the column may hold; the values of a list are read as they are."""
    patterns = dict(CHARACTERS)
    if field.type == "string" and not field.enum:
        patterns |= TEXT
        if not _takes(field, "NA") or _takes(field, "nan"):
            patterns["any/empty-is-empty"] += f"|{NOTHING}"
    if field.pattern.startswith("https?://"):
        patterns |= ADDRESS
        del patterns["any/text-is-whole"]  # of an address, another rule says it
    return patterns


def _takes(field: Field, cell: str) -> bool:
    return re.fullmatch(field.pattern, cell) is not None


def _cell(cell: str, type: str) -> Iterator[str]:
    if not unicodedata.is_normalized("NFC", cell):
        yield "any/nfc"
    if cell != cell.strip():
        yield "any/trimmed"
    if len(cell) > MOST_OF_A_CELL:
        yield "any/cell-fits-a-spreadsheet"
    if type in PLAIN:
        yield from _number(cell, type)


def _hits(cells: list[str], patterns: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Each rule with the positions of the cells that break it; in an engine that takes no longer for a hostile cell."""
    column = pl.Series(cells, dtype=pl.String)
    for rule, pattern in patterns.items():
        yield from ((rule, at) for at in column.str.contains(pattern).arg_true())


def _number(cell: str, type: str) -> Iterator[str]:
    """Spellings that one reader takes for a number and another does not; what neither does has another rule."""
    try:
        int(cell) if type == "integer" else float(cell)
    except ValueError:
        return
    if not PLAIN[type].fullmatch(cell):
        yield "any/number-is-plain"


def is_damaged(text: str) -> bool:
    """Whether a text that stands in no table breaks a rule on characters or on words left by tools."""
    return any(_hits([text], {**CHARACTERS, **TEXT}))


def is_private(address: str) -> bool:
    """Whether an address that stands in no table leads nowhere that any reader could go."""
    return any(_hits([address], ADDRESS))


def suspect(table: Table, frame: pl.DataFrame) -> bool:
    """Whether some cell of the table may break a rule, asked of each column at once; most tables are clean."""
    asked = [
        (~pl.col(field.name).str.contains(f"^(?:{PLAIN[field.type].pattern})$")).any().alias(field.name)
        if field.type in PLAIN
        else (
            pl.col(field.name).str.contains("|".join([r"^\s|\s$", *_patterns(field).values()]))
            | (pl.col(field.name).str.len_chars() > MOST_OF_A_CELL)
        )
        .any()
        .alias(field.name)
        for field in table.fields
    ]
    return any(frame.select(asked).row(0))


def breaches(table: Table, text: Text) -> Iterator[tuple[str, int, str, str]]:
    """Rule, line, column and cell of each breach."""
    for position, field in enumerate(table.fields):
        cells = [row[position] if position < len(row) else "" for row in text.rows or []]
        for at, cell in enumerate(cells):
            for rule in _cell(cell, field.type) if cell else ():
                yield rule, text.lines[at], field.name, cell
        for rule, at in _hits(cells, _patterns(field)):
            yield rule, text.lines[at], field.name, cells[at]
