"""Turns what a spreadsheet or a program made of a table into what was meant, where that is certain.

A cell of which only a part is left, such as a code that was taken for a number, stays: `validate` names it.
"""

import codecs
import re
from decimal import Decimal, InvalidOperation

from ..model.table import Field, Table

_SEPARATORS = (",", ";", "\t")
_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d{1,2})?", re.ASCII)
_TELLS = re.compile(r"sep=(.)\n")


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8, or in UTF-16 as a spreadsheet saves Unicode text; line ends are LF.

    Raises UnicodeDecodeError for another encoding: which one it is cannot be known.
    """
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return data.decode("utf-16" if wide else "utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def separated(text: str, table: Table) -> tuple[str, str]:
    """The text without a line that tells the separator, and the separator under which the header is the table's."""
    told = _TELLS.match(text)
    rest = text[told.end() :] if told else text
    first = rest.partition("\n")[0]
    for separator in _SEPARATORS:
        names = [name.strip().strip('"') for name in first.split(separator)]
        if sorted(names) == sorted(table.columns):
            return rest, separator
    return rest, ","


def _number(cell: str, type: str, separator: str) -> str:
    plain = cell.replace(",", ".") if separator == ";" and cell.count(",") == 1 and "." not in cell else cell
    if not _NUMBER.fullmatch(plain):
        return cell
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return cell
    if type == "integer" and value != value.to_integral_value():
        return cell
    written = format(value.normalize(), "f")
    return "0" if value == 0 else written if len(written.strip("-").replace(".", "")) <= 15 else cell


def meant(field: Field, cell: str, separator: str) -> str:
    """The cell as the table writes it: true and false in small letters, a number in one way, a day in ISO 8601."""
    if field.type == "boolean":
        return cell.lower() if cell.lower() in ("true", "false") else cell
    if field.type in ("integer", "number"):
        return _number(cell, field.type, separator)
    if field.is_date and (match := _DAY.fullmatch(cell)):
        return f"{match[1]}-{match[2]:0>2}-{match[3]:0>2}"
    return cell
