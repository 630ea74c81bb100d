"""Each constraint of each column is enforced, on the line and the column of the cell that breaks it."""

from pathlib import Path

import pytest
from conftest import GOOD, REPOSITORY
from edits import set_cells

from chip_export_controls.checks.reading import Reading
from chip_export_controls.checks.report import Report
from chip_export_controls.checks.second_opinion import frictionless_findings
from chip_export_controls.checks.shape import checks, of_cells
from chip_export_controls.model.descriptor import read_package
from chip_export_controls.model.table import Field

TABLES = read_package(REPOSITORY)[0].tables


def bad_values(field: Field) -> dict[str, str]:
    """A value that breaks each constraint and the type of the column, by the rule that is to catch it."""
    limits, bad = field.constraints, {}
    if limits.get("required"):
        bad["any/cell-is-given"] = ""
    if "enum" in limits:
        bad["any/cell-is-allowed"] = "zzz"
    if "pattern" in limits:
        bad["any/cell-has-form"] = "Not; A, Form"
    if field.type != "string":
        bad["any/cell-has-type"] = "x1"
    if "maxLength" in limits:
        bad["any/cell-is-in-range"] = "a" * (limits["maxLength"] + 1)
    if "minimum" in limits:
        bad["any/cell-is-in-range"] = str(limits["minimum"] - 1)
    return bad


CASES = [
    pytest.param(name, field.name, rule, value, id=f"{name}.{field.name}:{rule}")
    for name, table in TABLES.items()
    for field in table.fields
    for rule, value in bad_values(field).items()
]


def test_the_package_in_miniature_has_a_row_in_each_table() -> None:
    for name in TABLES:
        assert (GOOD / "datapackage" / f"{name}.csv").read_text("utf-8").count("\n") > 1, name


@pytest.mark.parametrize(("table", "column", "rule", "value"), CASES)
def test_cell_is_caught_on_its_line(table: str, column: str, rule: str, value: str, package: Path) -> None:
    set_cells(package, {"table": table, "line": 2, "set": {column: value}})
    root, _ = read_package(package)
    (written,) = Reading(root, table, Report()).rows()
    # alone, so that references to other tables are left out: they have a case of their own
    ours = {
        (r, line, (c,))
        for r, c, rows in of_cells(root.tables[table], checks(root.tables[table]), written)
        for line in rows["line"]
    }
    theirs = {(f.rule, f.line, f.columns) for f in frictionless_findings(root, {table: written})}
    assert (rule, 2, (column,)) in ours & theirs


def test_suggestion_names_the_nearest_id_of_the_table_referred_to(package: Path) -> None:
    from chip_export_controls.checks.check import check

    set_cells(package, {"table": "measure_firms", "line": 2, "set": {"firm_id": "lamp-wroks"}})
    assert [finding.suggestion for finding in check(package).findings] == [
        "did you mean `lamp-works`? Or add to datapackage/firms.csv: `lamp-wroks,<name>,<jurisdiction>,,<kind>,,`",
        "add to claim_firms.csv: `gazette-2020-lamp-rule.001,lamp-wroks`; or name the claim that says so",
    ]
