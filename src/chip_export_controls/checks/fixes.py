"""Turns a broken cell, or a row that is missing, into the words by which a contributor corrects it."""

import re
from collections.abc import Mapping
from difflib import SequenceMatcher
from typing import Any

from ..findings.nearest import nearest
from ..model.csv import write_rows
from ..model.slug import words
from ..model.table import Field, Table

EDTF_FORM = "write YYYY, YYYY-MM or YYYY-MM-DD, with ?, ~ or % after it if it is uncertain, or an interval A/B"
# what people write for a jurisdiction although ISO 3166-1 has another code for it
_ALIASES = {"UK": "GB", "EL": "GR", "USA": "US", "PRC": "CN", "ROC": "TW", "ROK": "KR", "NLD": "NL", "JPN": "JP"}
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?([?~%]?)", re.ASCII)
_DOI = re.compile(r"(?:doi:\s*|(?:dx\.)?doi\.org/)?(10\.\d{4,9}/\S+)", re.I)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]|$)", re.I)
_PLACE = re.compile(r"\{(\w+)(?:\[(\d*):(\d*)\])?\}")
_TRUE, _FALSE = {"yes", "y", "1", "t", "true"}, {"no", "n", "0", "f", "false"}


def row_to_add(table: Table, given: Mapping[str, str]) -> str:
    """The line to add to a table: the given cells, `<column>` where one must be filled in, empty cells elsewhere."""
    needed = {field.name for field in table.fields if field.constraints.get("required")}
    blanks = {column: f"<{column}>" if column in needed else "" for column in table.columns}
    cells = [given.get(column) or blanks[column] for column in table.columns]
    return f"add to {table.path}: `{write_rows(cells, []).rstrip()}`"


def filled(fix: str, row: Mapping[str, Any]) -> str:
    """A rule's fix with the breaking row's cells in place of `{column}` or of a part of one, `{column[3:7]}`."""

    def cell(match: re.Match[str]) -> str:
        column, start, end = match.groups()
        text = str(row.get(column, f"<{column}>"))
        return text[int(start or 0) : int(end or len(text))] if column in row else text

    return _PLACE.sub(cell, fix)


def _matches(field: Field, text: str) -> bool:
    return re.fullmatch(field.pattern, text) is not None


def _day(value: str) -> str:
    match = _DAY.fullmatch(value.strip())
    if not match:
        return ""
    year, month, day, mark = match.groups()
    return "-".join([year, month.zfill(2), *([day.zfill(2)] if day else [])]) + mark


def _slug(value: str) -> str:
    """The value as an id is written, its numbering under a source kept."""
    stem, stop, number = value.rpartition(".") if re.search(r"\.\d{3}$", value) else (value, "", "")
    return "-".join(words(stem)) + stop + number


def _in_form(field: Field, value: str) -> str:
    """The nearest text in the form of the column, or nothing."""
    is_id = field.name == "id" or field.name.endswith("_id")
    # a letter of another script has no certain counterpart
    tries = [_day(value)] if field.is_date else [_slug(value)] if is_id and value.isascii() else []
    if not is_id:
        upper = value.strip().upper()
        tries += [value.strip(), _ALIASES.get(upper, upper), value.strip().lower(), _address(value.strip())]
    return next((text for text in tries if text and text != value and _matches(field, text)), "")


def _address(value: str) -> str:
    """The address that a DOI, or a host with a path, was meant for; nothing for a word that names no host."""
    doi = _DOI.fullmatch(value)
    if doi:
        return f"https://doi.org/{doi[1]}"
    return f"https://{value}" if _HOST.match(value) else ""


def _asked(text: str) -> str:
    return f"did you mean `{text}`? " if text else ""


def cell_with_form(field: Field, value: str) -> str:
    """For a cell that does not match its column's pattern: the nearest form, and the form itself."""
    form = EDTF_FORM if field.is_date else f"{field.entry.get('title')}: {field.entry.get('description')}"
    return _asked(_in_form(field, value)) + form


def cell_of_type(field: Field, value: str) -> str:
    """For a cell that is not of its column's type: the nearest value of the type, and the type's form."""
    plain = value.strip().lower()
    if field.type == "boolean":
        guess = "true" if plain in _TRUE else "false" if plain in _FALSE else ""
        return _asked(guess) + "write true or false"
    number = plain.replace(",", ".") if re.fullmatch(r"-?\d+,\d{1,2}", plain) else re.sub(r"[,_\s]", "", plain)
    form = r"-?\d+" if field.type == "integer" else r"-?\d+(?:\.\d+)?"
    example = "2022" if field.type == "integer" else "14.5"
    guess = number if number != value and re.fullmatch(form, number, re.ASCII) else ""
    return f"{_asked(guess)}write a plain {field.type} such as {example}"


def cell_in_range(field: Field, value: str) -> str:
    """For a number or a text beyond its column's limits: the limits, and how long the text is."""
    limits = field.constraints
    said: list[str] = []
    for name, phrase in (("minimum", "at least {}"), ("maximum", "at most {}")):
        if name in limits:
            said.append("give " + phrase.format(limits[name]) if not said else phrase.format(limits[name]))
    for name, phrase in (("minLength", "at least {} characters"), ("maxLength", "at most {} characters")):
        if name in limits:
            said.append(f"write {phrase.format(limits[name])}; it has {len(value)}")
    return " and ".join(said)


def cell_allowed(field: Field, value: str) -> str:
    """For a value that is not in its column's list: the nearest of the list, and the list."""
    return f"{nearest(value.strip().lower(), field.enum)} allowed: {', '.join(field.enum)}".strip()


def cell_given(table: Table, field: Field) -> str:
    """For an empty cell that is required: what to write."""
    link = next((link for link in table.foreign_keys if link.column == field.name), None)
    if field.enum:
        return f"write one of {', '.join(field.enum)}"
    if link:
        return f"write an id of {link.table}: {field.entry.get('description')}"
    return f"write it: {field.entry.get('description')}"


def row_made_whole(table: Table, cells: list[str]) -> str:
    """For a row with too few or too many cells: how many there are to be, and which are missing."""
    given, wanted = len(cells), len(table.columns)
    if given < wanted:
        return f"the header has {wanted} columns, the row {given}: add a comma for each empty cell at the end"
    return f"the header has {wanted} columns, the row {given}: put quotation marks around a cell that holds a comma"


def reference(table: Table, near: str, value: str, successor: str = "") -> str:
    """For a reference to an id that is not there: what took its place, the nearest id where it can be the same thing,
    or the row to add."""
    if successor:
        return f"write `{successor}`: it took the place of `{value}`, which is retired"
    add = row_to_add(table, {table.key[0]: value})
    match = re.search(r"`(.*)`", near)
    if match and not _may_be_the_same(value, match[1]):
        near = ""
    return f"{near} Or {add}" if near else f"correct the id, restore its row from the last commit, or {add}"


def _may_be_the_same(value: str, near: str) -> bool:
    """Whether one id may be a slip for the other: they differ in a letter or two of one word, and in no number.

    A neighbour that is another thing would make a false link: the order of one country would rest on the gazette of
    another, or one claim on what the next one says.
    """
    a, b = (re.split(r"[-_.]", id) for id in (value, near))
    if "".join(a) == "".join(b):
        return True
    if re.findall(r"\d+", value) != re.findall(r"\d+", near):
        return False
    rest_a, rest_b = list(a), list(b)
    for word in a:
        if word in rest_b:
            rest_a.remove(word)
            rest_b.remove(word)
    if len(rest_a) != 1 or len(rest_b) != 1:
        return False
    (one,), (other,) = rest_a, rest_b
    shortest = min(len(one), len(other))
    return shortest > 3 and SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75
