"""Turns the cells of a table into breaches of the rules on their characters and on how numbers are spelt."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

import polars as pl

from ..model.table import Field, Table
from .letters import ADDRESS, ASCII, CHARACTERS, NOTHING, TEXT, narrow

_WHOLE = "-?(?:0|[1-9][0-9]{0,14})"
_INTEGER = "(?:0|-?[1-9][0-9]{0,14})"
# the one spelling of a number: frictionless also reads `1_000`, `NAN` and integers of any length, pandas does not
_DECIMAL = rf"{_WHOLE}\.[0-9]{{0,14}}[1-9]"
MOST_OF_A_CELL = 32_767  # characters: spreadsheets cut or refuse what is longer
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
        del given["any/text-is-whole"]  # of an address, another rule says it
    return given


def _takes(field: Field, cell: str) -> bool:
    return re.fullmatch(field.pattern, cell) is not None


def _broken(cell: str) -> Iterator[str]:
    if not unicodedata.is_normalized("NFC", cell):
        yield "any/nfc"
    if cell != cell.strip():
        yield "any/trimmed"
    if len(cell) > MOST_OF_A_CELL:
        yield "any/cell-fits-a-spreadsheet"


def readable(cell: str, type: str) -> bool:
    """Whether some reader takes the cell for a number."""
    try:
        int(cell) if type == "integer" else float(cell)
    except ValueError:
        return False
    return True


def _in_ascii(field: Field) -> str:
    """One pattern of all that a cell of ASCII may not hold."""
    kept = ["^ | $"]
    for rule, pattern in patterns(field).items():
        if rule in ASCII or rule not in CHARACTERS:
            kept.append(ASCII.get(rule) or (narrow(pattern) if rule in TEXT else pattern))
    return "|".join(kept)


# a pattern that only lower-case letters of ASCII, digits, hyphens and full stops have
_IDS = re.compile(r"(?:\[(?:a-z|0-9|0-9a-f|a-z0-9|[0-9]+)\]|\(\?:|[)*+?|-]|\{[0-9,]+\}|\\\.|[0-9a-z])+")


# of those, one that begins with a letter or a digit
_BEGUN = re.compile(r"\[(?:a-z|0-9|0-9a-f|a-z0-9)\](?:\+|\{[1-9])[^|]*")


def _doubted(field: Field, shortest: int | None, longest: int | None) -> pl.Expr:
    """The cells that may break a rule although they have the form of ids: they can be a word for nothing."""
    cell = pl.col(field.name)
    if not _BEGUN.fullmatch(field.pattern) or (shortest or 0) < 10 or (longest or 0) > MOST_OF_A_CELL:
        odd = (cell.str.starts_with(start) for start in ("xx", "-", "."))
        length = cell.str.len_bytes()
        return pl.any_horizontal(length < 10, length > MOST_OF_A_CELL, *odd)
    return cell.str.starts_with("xx")


@cache
def _clean(values: tuple[str, ...], pattern: str) -> bool:
    """Whether values that a schema allows can break no rule."""
    return all(value.isascii() for value in values) and not pl.Series(values).str.contains(pattern).any()


def _searched(table: Table, sound: set[str]) -> list[Field]:
    """The columns whose cells are searched: not those whose form allows nothing that is refused."""
    listed = [field for field in table.fields if field.name in sound and field.enum and field.type == "string"]
    patterns_of: dict[str, list[Field]] = {}
    for field in listed:
        patterns_of.setdefault(_in_ascii(field), []).append(field)
    clean = {
        field.name
        for pattern, fields in patterns_of.items()
        if _clean(tuple(value for field in fields for value in field.enum), pattern)
        for field in fields
    }
    return [field for field in table.fields if field.name not in clean]


def _suspects(table: Table, frame: pl.DataFrame, sound: set[str]) -> Iterator[tuple[Field, pl.Series]]:
    """The columns with cells that may break a rule, and whether each cell may; most columns are clean.

    A cell of ASCII is searched by a shorter pattern, the others of a table by one search for each pattern, and ids that
    have the form of ids only where they are short. The cells of the columns of `sound` have their form.
    """
    fields = _searched(table, sound)
    ids = [field for field in fields if field.name in sound and _IDS.fullmatch(field.pattern)]
    searched = [field for field in fields if field not in ids]
    asked = {
        field.name: pl.col(field.name).str.contains(_in_ascii(field)) for field in searched if field.type not in PLAIN
    }
    asked |= {
        field.name: ~pl.col(field.name).str.contains(f"^(?:{PLAIN[field.type].pattern})$")
        for field in searched
        if field.type in PLAIN and field.name not in sound
    }
    names = [field.name for field in [*ids, *searched] if field in ids or field.name in asked]
    if not names or not frame.height:
        return
    length = pl.col(names).str.len_bytes()
    sizes = frame.select(length.min().name.suffix(" min"), length.max().name.suffix(" max")).row(0, named=True)
    for field in ids:
        doubted = _doubted(field, sizes[f"{field.name} min"], sizes[f"{field.name} max"])
        if frame.select(doubted.any()).item():
            asked[field.name] = pl.when(doubted).then(pl.col(field.name)).str.contains(_in_ascii(field))
    if not asked:
        return
    names = list(asked)
    lengths = frame.select(pl.col(names).str.len_bytes() != pl.col(names).str.len_chars())
    long = {
        name: pl.col(name).str.len_bytes() > MOST_OF_A_CELL
        for name in names
        if (sizes[f"{name} max"] or 0) > MOST_OF_A_CELL
    }
    narrow_ones = frame.select(
        (mask | long[name] if name in long else mask).alias(name) for name, mask in asked.items()
    )
    there = narrow_ones.select(pl.all().any()).row(0, named=True)
    wide = lengths.select(pl.all().any()).row(0, named=True)
    wrong = _wide(table, frame.select(name for name in names if wide.get(name)), lengths)
    for field in table.fields:
        if there.get(field.name) or field.name in wrong:
            mask = narrow_ones[field.name].fill_null(False)
            yield field, mask | wrong[field.name] if field.name in wrong else mask


def is_damaged(text: str) -> bool:
    """Whether a text that stands in no table breaks a rule on characters or on words left by tools."""
    return _breaks(text, {**CHARACTERS, **TEXT})


def is_private(address: str) -> bool:
    """Whether an address that stands in no table leads nowhere that any reader could go."""
    return _breaks(address, ADDRESS)


def _breaks(text: str, rules: Mapping[str, str]) -> bool:
    return bool(pl.Series([text], dtype=pl.String).str.contains("|".join(rules.values())).item())


def _wide(table: Table, frame: pl.DataFrame, lengths: pl.DataFrame) -> dict[str, pl.Series]:
    """By column, where one has such a cell, whether each cell is beyond ASCII and breaks a rule."""
    groups: dict[str, list[str]] = {}
    for field in table.fields:
        if field.name in frame.columns and field.type not in PLAIN:
            groups.setdefault("|".join([r"^\s|\s$", *patterns(field).values()]), []).append(field.name)
    found: dict[str, pl.Series] = {}
    for pattern, names in groups.items():
        cells = pl.concat([frame[name].filter(lengths[name]).alias("cell") for name in names])
        bad = cells.str.contains(pattern) | (cells.str.normalize("NFC") != cells)
        if bad.any():
            values = cells.filter(bad).unique().implode()
            found |= {name: frame[name].is_in(values).fill_null(False) for name in names}
    return {name: mask for name, mask in found.items() if mask.any()}


def breaches(table: Table, frame: pl.DataFrame, sound: set[str]) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """Rule, column, and the `line` and `value` of each breach; the cells of the columns of `sound` have their form."""
    for field, mask in _suspects(table, frame, sound):
        cells = frame.filter(mask).select("line", pl.col(field.name).alias("value"))
        yield from _told(field, cells)


def _told(field: Field, cells: pl.DataFrame) -> Iterator[tuple[str, str, pl.DataFrame]]:
    values = cells["value"].unique()
    wrong: dict[str, list[str]] = {}
    for cell in values:
        for rule in _broken(cell):
            wrong.setdefault(rule, []).append(cell)
    # searched by an engine that takes no longer for a hostile cell
    for rule, pattern in patterns(field).items():
        if hits := values.filter(values.str.contains(pattern)).to_list():
            wrong.setdefault(rule, []).extend(hits)
    for rule, broken in wrong.items():
        yield rule, field.name, cells.filter(pl.col("value").is_in(broken))
