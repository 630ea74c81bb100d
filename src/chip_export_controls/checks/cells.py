"""Turns the cells of a table into breaches of the rules on their characters and on how numbers are spelt."""

import re
import unicodedata
from collections.abc import Iterator, Mapping

import polars as pl

from ..model.descriptor import Field, Table
from .letters import ADDRESS, CHARACTERS, NOTHING, TEXT

_WHOLE = "-?(?:0|[1-9][0-9]{0,14})"
_INTEGER = "(?:0|-?[1-9][0-9]{0,14})"
# the one spelling of a number: frictionless also reads `1_000`, `NAN` and integers of any length, pandas does not
_DECIMAL = rf"{_WHOLE}\.[0-9]{{0,14}}[1-9]"
PLAIN = {"integer": re.compile(_INTEGER), "number": re.compile(f"(?:{_INTEGER}|{_DECIMAL})")}


def patterns(field: Field) -> dict[str, str]:
    """The pattern by rule of what no cell of the column may hold; the values of a list are read as they are."""
    given = dict(CHARACTERS)
    if field.type == "string" and not field.enum:
        given |= TEXT
        if not _takes(field, "NA") or _takes(field, "nan"):
            given["any/empty-is-empty"] += f"|{NOTHING}"
    if field.pattern.startswith("https?://"):
        given |= ADDRESS
    return given


def _takes(field: Field, cell: str) -> bool:
    return re.fullmatch(field.pattern, cell) is not None


def _broken(cell: str, wrong: Mapping[str, re.Pattern[str]]) -> Iterator[str]:
    if not unicodedata.is_normalized("NFC", cell):
        yield "any/nfc"
    if cell != cell.strip():
        yield "any/trimmed"
    yield from (rule for rule, pattern in wrong.items() if pattern.search(cell))


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
    if field.type in PLAIN:
        return ~cell.str.contains(f"^(?:{PLAIN[field.type].pattern})$")
    wide = (cell.str.len_bytes() != cell.str.len_chars()) & (cell.str.normalize("NFC") != cell)
    return wide | cell.str.contains("|".join([r"^\s|\s$", *patterns(field).values()]))


def breaches(table: Table, frame: pl.DataFrame, line: str) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """Rule, column, and the `line` and `value` of each breach."""
    asked = [(field, _suspects(field)) for field in table.fields]
    there = frame.select(mask.any().alias(field.name) for field, mask in asked).row(0)
    for (field, mask), any_there in zip(asked, there, strict=True):
        if any_there:
            cells = frame.filter(mask).select(pl.col(line).alias("line"), pl.col(field.name).alias("value"))
            yield from _told(field, cells)


def _told(field: Field, cells: pl.DataFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
    wanted = {rule: re.compile(pattern) for rule, pattern in patterns(field).items()}
    wrong: dict[str, list[str]] = {}
    for cell in cells["value"].unique():
        for rule in _broken(cell, wanted):
            wrong.setdefault(rule, []).append(cell)
    for rule, values in wrong.items():
        yield rule, field.name, cells.filter(pl.col("value").is_in(values))
