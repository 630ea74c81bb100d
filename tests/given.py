"""Turns a few rows written in a test into typed tables of the package, the others empty."""

import io
from typing import Any

import pandas as pd

from chip_export_controls.library import Tables
from chip_export_controls.model.csv import write_rows
from chip_export_controls.model.descriptor import law
from chip_export_controls.model.frames import read_table

Rows = list[dict[str, Any]]


def given(**rows: Rows) -> Tables:
    """The tables that hold these rows and no others; a cell that is not given is empty."""
    tables: dict[str, pd.DataFrame] = {}
    for name, table in law().items():
        cells = [[str(row.get(column, "")) for column in table.columns] for row in rows.get(name, [])]
        tables[name] = read_table(io.StringIO(write_rows(table.columns, cells)), table)
    return tables


def events(measure_id: str, *lines: str) -> Rows:
    """Rows of measure_events from lines such as `effective 2020-05-01 | lamps of class B`."""
    rows: Rows = []
    for line in lines:
        told, _, scope = line.partition(" | ")
        event, day = told.split()
        claim = f"gazette.{len(rows) + 1:03}"
        rows.append({"measure_id": measure_id, "event": event, "date": day, "scope": scope, "claim_id": claim})
    return rows


def measure(measure_id: str, **cells: str) -> dict[str, str]:
    """A row of measures."""
    about = {"title": measure_id, "jurisdiction": "NA", "instrument": "rule", "domain": "export-control"}
    return {"measure_id": measure_id, **about, **cells}
