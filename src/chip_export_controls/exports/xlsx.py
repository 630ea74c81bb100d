"""Turns the tables into one XLSX file: a sheet for each table, with a frozen header, and one that says what it is."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter

from ..model.table import Package

# text stays text: a spreadsheet is not to read formulas, links or numbers into it
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_EPOCH = datetime(1980, 1, 1)
_CELL_LIMIT = 32767


def _about(book: xlsxwriter.Workbook, package: Package, bold: Any) -> None:
    sheet = book.add_worksheet("about")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 100)
    descriptor = package.descriptor
    rows = [
        ("title", descriptor["title"]),
        ("version", descriptor["version"]),
        ("description", descriptor["description"]),
    ]
    rows += [("licence", licence["path"]) for licence in descriptor["licenses"]]
    rows += [(name, table.schema.get("description", "")) for name, table in package.tables.items()]
    for number, (name, value) in enumerate(rows):
        sheet.write_string(number, 0, name, bold)
        sheet.write_string(number, 1, value)


def write(package: Package, tables: Mapping[str, pd.DataFrame], file: Path) -> None:
    """The workbook. Raises ValueError where a text is longer than a cell can hold."""
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties({"title": package.descriptor["title"], "created": _EPOCH})
        bold = book.add_format({"bold": True})
        _about(book, package, bold)
        for name, frame in tables.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, len(frame), len(frame.columns) - 1)
            for column, label in enumerate(frame.columns):
                sheet.write_string(0, column, label, bold)
                sheet.set_column(column, column, min(60, max(12, len(label) + 2)))
                for row, value in enumerate(frame[label].astype(object), 1):
                    if pd.isna(value):
                        continue
                    if isinstance(value, str):
                        if len(value) > _CELL_LIMIT:
                            raise ValueError(f"{name}.{label}: a text of {len(value)} characters does not fit a cell")
                        sheet.write_string(row, column, value)
                    else:
                        sheet.write(row, column, value)
