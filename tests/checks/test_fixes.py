"""A finding says how to fix what it found, and the fix is right."""

import json
from pathlib import Path

import pytest
from conftest import BAD, CASES, run
from edits import apply

from chip_export_controls.checks import fixes
from chip_export_controls.checks.check import check
from chip_export_controls.model.descriptor import law
from chip_export_controls.model.table import Field


def suggestions(case: Path) -> list[str]:
    return [json.loads(line)["suggestion"] for line in (case / "findings.jsonl").read_text("utf-8").splitlines()]


FOR_FMT = [case for case in CASES if all(fix.startswith("run `fmt`") for fix in suggestions(case))]


def field(table: str, column: str) -> Field:
    return next(field for field in law()[table].fields if field.name == column)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.relative_to(BAD).as_posix())
def test_every_finding_has_a_mend(case: Path) -> None:
    assert all(suggestions(case))


@pytest.mark.parametrize("case", FOR_FMT, ids=lambda case: case.relative_to(BAD).as_posix())
def test_fmt_fixes_what_it_is_said_to_mend(case: Path, package: Path) -> None:
    apply(package, json.loads((case / "edits.json").read_text("utf-8")))
    assert run("fmt", "--root", package).exit_code == 0
    assert check(package).findings == []


@pytest.mark.parametrize(
    ("table", "column", "value", "guess"),
    [
        ("sources", "published_on", "2020-5-4", "2020-05-04"),
        ("sources", "published_on", "2020/05", "2020-05"),
        ("firms", "firm_id", "Lamp Works", "lamp-works"),
        ("claims", "claim_id", "Wire 2020.001", "wire-2020.001"),
        ("measures", "jurisdiction", "UK", "GB"),
        ("measures", "jurisdiction", "nl", "NL"),
        ("firms", "website", "lamps.example", "https://lamps.example"),
        ("sources", "language", "EN", "en"),
    ],
)
def test_the_nearest_form_is_proposed(table: str, column: str, value: str, guess: str) -> None:
    assert fixes.cell_with_form(field(table, column), value).startswith(f"did you mean `{guess}`? ")


@pytest.mark.parametrize(
    ("table", "column", "value"), [("sources", "published_on", "last May"), ("firms", "firm_id", "lаmp")]
)
def test_nothing_is_proposed_where_nothing_is_near(table: str, column: str, value: str) -> None:
    assert "did you mean" not in fixes.cell_with_form(field(table, column), value)


@pytest.mark.parametrize(
    ("table", "column", "value", "guess"),
    [
        ("sources", "is_official", "yes", "true"),
        ("sources", "is_official", "N", "false"),
        ("claims", "value", "14,5", "14.5"),
        ("claims", "value", "1,000,000", "1000000"),
        ("claims", "char_start", "1 024", "1024"),
    ],
)
def test_the_nearest_value_of_a_type_is_proposed(table: str, column: str, value: str, guess: str) -> None:
    assert fixes.cell_of_type(field(table, column), value).startswith(f"did you mean `{guess}`? ")


def test_a_row_to_add_has_what_is_known_and_marks_what_must_be_filled_in() -> None:
    line = fixes.row_to_add(law()["measure_targets"], {"measure_id": "na-2020-05-lamp, old"})
    assert line == 'add to datapackage/measure_targets.csv: `"na-2020-05-lamp, old",<jurisdiction>,<claim_id>`'


def test_a_mend_names_the_breaking_rows_cells() -> None:
    row = {"measure_id": "na-2019-02-lamp-order", "jurisdiction": "NA"}
    assert fixes.filled("`{jurisdiction},{measure_id[3:7]},{status}`", row) == "`NA,2019,<status>`"


@pytest.mark.parametrize(
    "name",
    [
        "any/reference-exists",
        "measures/measure-has-a-claim",
        "measures/measure-has-an-event",
        "measures/year-is-covered",
        "claims/credited-source-is-upstream",
        "measure_targets/claim-is-about-the-measure",
    ],
)
def test_the_row_that_a_mend_names_is_a_row_of_its_table(name: str) -> None:
    found = [json.loads(line) for line in (BAD / name / "1" / "findings.jsonl").read_text("utf-8").splitlines()]
    finding = next(finding for finding in found if finding["rule"] == name)
    place, _, line = finding["suggestion"].partition("add to ")[2].partition(": `")
    table = law()[place.removeprefix("datapackage/").removesuffix(".csv")]
    assert line.split("`")[0].count(",") == len(table.columns) - 1


@pytest.mark.parametrize(
    ("value", "near", "same"),
    [
        ("lamp-wroks", "lamp-works", True),
        ("lampworks", "lamp-works", True),
        ("canada-gazette-2024-order", "canada-gazete-2024-order", True),
        ("canada-gazette-2024-06-order", "staatscourant-2024-06-order", False),
        ("canada-gazette-2024-06-order", "canada-gazette-2024-07-order", False),
        ("wire-2020-report.001", "wire-2020-report.002", False),
        ("smic-north", "smic-south", False),
        ("us-2022-rule", "eu-2022-rule", False),
        ("asml", "asm", False),
    ],
)
def test_a_neighbour_is_proposed_only_where_it_can_be_the_same_thing(value: str, near: str, same: bool) -> None:
    said = fixes.reference(law()["firms"], f"did you mean `{near}`?", value)
    assert (f"did you mean `{near}`" in said) == same
    assert "add to datapackage/firms.csv" in said


@pytest.mark.parametrize(
    ("value", "guess"),
    [
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("10.1000/182", "https://doi.org/10.1000/182"),
        ("doi.org/10.1000/182", "https://doi.org/10.1000/182"),
        ("example.org/a", "https://example.org/a"),
        ("null", ""),
        ("n/a", ""),
        ("see above", ""),
    ],
)
def test_an_address_is_proposed_only_for_what_names_one(value: str, guess: str) -> None:
    field = next(f for f in law()["sources"].fields if f.name == "url")
    said = fixes.cell_with_form(field, value)
    assert (f"did you mean `{guess}`?" in said) if guess else ("did you mean" not in said)
