"""`new` adds rows under the ids it proposes, asks for what is missing, and leaves no trace of what has findings."""

from pathlib import Path

import pytest
from conftest import FIRM, TEXT, tree
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from chip_export_controls.checks.check import check
from chip_export_controls.cli import app
from chip_export_controls.editing import ids as identity
from chip_export_controls.findings.finding import errors
from chip_export_controls.history.state import read_state

SOURCE = {
    "kind": "legal-text",
    "title": "The Lamp Act, as amended",
    "publisher": "Gazette",
    "published-on": "2018-03-04",
    "language": "en",
    "url": "https://example.org/gazette/21",
    "is-official": "true",
    "access": "full-text",
    "retrieved-on": "2018-04-01",
    "statement": "The act bans lamps.",
    "pinpoint": "section 1",
    "speaker-kind": "legal-text",
    "modality": "in-force",
    "relevance": "core",
}
CLAIM = {
    "source-id": "gazette-2020-lamp-rule",
    "statement": "The rule lapses in 2021.",
    "pinpoint": "section 9",
    "speaker-kind": "legal-text",
    "modality": "in-force",
    "relevance": "core",
}
MEASURE = {
    "title": "Second rule on the lamps",
    "jurisdiction": "NA",
    "issuer": "Ministry of Lamps",
    "instrument": "rule",
    "domain": "export-control",
    "summary": "Bans lamps.",
    "event": "announced",
    "date": "2018-03-04",
    "effective": "2018-04-01",
    "target": "*",
    "claim": "gazette-2020-lamp-rule.001",
}
ITEM = {"name": "The UV lamp", "kind": "tool", "category": "lithography", "claim": "wire-2020-report.001"}


def new(package: Path, what: str, options: dict[str, str], *more: str, answers: str = "") -> Result:
    words = [word for name, value in options.items() for word in (f"--{name}", value)]
    return CliRunner().invoke(app, ["new", what, *words, *more, "--root", str(package)], input=answers)


@pytest.mark.parametrize(
    ("what", "options", "id"),
    [
        ("source", SOURCE, "gazette-2018-03-04-lamp-act-amended"),
        ("claim", CLAIM, "gazette-2020-lamp-rule.003"),
        ("measure", MEASURE, "na-2018-03-04-second-rule-lamps"),
        ("firm", FIRM, "lux-optics"),
        ("equipment", ITEM, "uv-lamp"),
    ],
)
def test_new_adds_a_row_under_the_id_it_proposes(what: str, options: dict[str, str], id: str, package: Path) -> None:
    result = new(package, what, options)
    assert (result.exit_code, errors(check(package).findings)) == (0, [])
    table = what if what == "equipment" else f"{what}s"
    assert (id,) in read_state(package).tables[table].rows
    assert result.output.startswith(f"datapackage/{table}.csv: {id}, ")


def test_a_source_comes_with_its_first_claim_and_leaves_the_other_rows_as_they_were(package: Path) -> None:
    before = {file.name: file.read_text("utf-8").splitlines() for file in (package / "datapackage").iterdir()}
    new(package, "source", SOURCE, "--jurisdiction", "NA:actor")
    after = {file.name: file.read_text("utf-8").splitlines() for file in (package / "datapackage").iterdir()}
    added = {name: [line for line in after[name] if line not in before[name]] for name in before}
    assert {name: lines for name, lines in added.items() if lines} == {
        "sources.csv": [
            'gazette-2018-03-04-lamp-act-amended,legal-text,"The Lamp Act, as amended",Gazette,,2018-03-04,en,'
            "https://example.org/gazette/21,,true,full-text,2018-04-01,"
        ],
        "claims.csv": [
            "gazette-2018-03-04-lamp-act-amended.001,gazette-2018-03-04-lamp-act-amended,The act bans lamps.,,,,,"
            "section 1,,legal-text,,in-force,,,,,,core,"
        ],
        "claim_jurisdictions.csv": ["gazette-2018-03-04-lamp-act-amended.001,NA,actor"],
    }
    assert all([line for line in after[name] if line in before[name]] == before[name] for name in before)


def test_a_source_that_was_not_read_comes_with_the_one_that_credits_it(package: Path) -> None:
    options = {name: SOURCE[name] for name in ("kind", "publisher", "published-on", "language", "is-official")}
    more = {"access": "cited-only", "cited-by": "wire-2020-report", "relation": "cites"}
    assert new(package, "source", options | more).exit_code == 0
    assert ("wire-2020-report", "cites", "gazette-2018-03-04") in read_state(package).tables["source_relations"].rows


def test_a_claim_is_anchored_in_a_text_copy(package: Path) -> None:
    options = CLAIM | {"source-id": "wire-2020-report", "speaker-kind": "media", "modality": "reported"}
    del options["pinpoint"]
    place = {"text": str(TEXT), "first": "Namibia is planning", "last": "14 nanometres"}
    assert new(package, "claim", options | place).exit_code == 0
    rows = read_state(package).tables["claims"].rows
    was, now = rows[("wire-2020-report.001",)], rows[("wire-2020-report.004",)]
    columns = ("char_start", "char_end", "span_sha256", "text_fragment")
    assert [now[column] for column in columns] == [was[column] for column in columns]


def test_a_claim_with_a_number_may_be_the_parameter_of_items(package: Path) -> None:
    said = {"statement": "It glows at 13.6 nm at most.", "value": "13.6", "unit": "nm", "comparator": "<="}
    about = {"parameter": "wavelength", "equipment": "lw-9000"}
    result = new(package, "claim", CLAIM | said | about)
    assert result.exit_code == 0, result.output
    id = "gazette-2020-lamp-rule.003"
    row = read_state(package).tables["equipment_parameters"].rows[("lw-9000", "wavelength", id)]
    assert (row["comparator"], row["value"], row["unit"]) == ("<=", "13.6", "nm")
    assert check(package).findings == []


@pytest.mark.parametrize("lacking", ["equipment", "value", "unit", "comparator"])
def test_a_parameter_needs_an_item_and_its_number(lacking: str, package: Path) -> None:
    number = {"value": "13.6", "unit": "nm", "comparator": "=", "equipment": "lw-9000", "parameter": "wavelength"}
    before = tree(package)
    result = new(package, "claim", CLAIM | {name: cell for name, cell in number.items() if name != lacking})
    assert (result.exit_code, tree(package) == before) == (2, True)
    assert "--parameter needs --equipment, --value, --unit and --comparator" in result.output


def test_a_measure_brings_the_coverage_row_that_its_year_needs(package: Path) -> None:
    new(package, "measure", MEASURE)
    tables = read_state(package).tables
    assert tables["coverage"].rows[("NA", "2018")]["status"] == "partial"
    assert ("na-2018-03-04-second-rule-lamps", "*") in tables["measure_targets"].rows


@pytest.mark.parametrize(
    ("what", "options", "rule"),
    [
        ("source", SOURCE | {"published-on": "2021-3-4", "id": "x"}, "any/cell-has-form"),
        (
            "source",
            SOURCE | {"access": "cited-only", "cited-by": "nobody", "relation": "cites"},
            "any/reference-exists",
        ),
        ("claim", CLAIM | {"measure": "na-2019-02-lamp-ordre"}, "any/reference-exists"),
        ("claim", CLAIM | {"asserted-on": "2030"}, "claims/asserted-before-published"),
        ("claim", CLAIM | {"statement": "=1+1"}, "any/no-formulas"),
        (
            "measure",
            MEASURE | {"event": "effective", "claim": "wire-2020-report.001"},
            "decided-measure-has-an-official",
        ),
        ("firm", FIRM | {"parent-firm-id": "nobody"}, "any/reference-exists"),
        ("equipment", ITEM | {"category": "lamps"}, "any/cell-is-allowed"),
    ],
)
def test_what_has_findings_leaves_no_trace(what: str, options: dict[str, str], rule: str, package: Path) -> None:
    before = tree(package)
    result = new(package, what, options)
    assert (result.exit_code, rule in result.output, tree(package)) == (1, True, before)
    assert result.output.endswith("nothing was written\n")


def test_new_asks_for_what_is_missing_and_asks_again_for_what_is_wrong(package: Path) -> None:
    result = new(package, "firm", {}, answers="Lux Optics\nUK\nNA\nlamps\nother\nwire-2020-report.002\n")
    assert result.exit_code == 0
    assert "did you mean `GB`?" in result.output
    assert "allowed: equipment-maker" in result.output
    assert ("lux-optics",) in read_state(package).tables["firms"].rows


def test_new_names_the_option_where_nobody_answers(package: Path) -> None:
    before = tree(package)
    result = new(package, "firm", {"name": "Lux"})
    assert (result.exit_code, tree(package)) == (2, before)
    assert "nothing was written: give --jurisdiction\n" in result.output


@pytest.mark.parametrize("name", ["Lamp Works", "Lamp Work"])
def test_an_id_in_use_or_retired_is_refused(name: str, package: Path) -> None:
    result = new(package, "firm", FIRM | {"name": name})
    assert (result.exit_code, "lamp-work" in result.output) == (1, True)


@pytest.mark.parametrize("options", [MEASURE | {"date": "2018"}, MEASURE | {"title": "灯具"}])
def test_an_id_that_cannot_be_proposed_is_asked_for(options: dict[str, str], package: Path) -> None:
    result = new(package, "measure", options)
    assert (result.exit_code, "give --id" in result.output) == (2, True)


def test_a_package_with_findings_takes_no_rows(package: Path) -> None:
    (package / "datapackage" / "firms.csv").write_bytes(b"firm_id,name\nx\xff,y\n")
    result = new(package, "firm", FIRM)
    assert (result.exit_code, result.output.endswith("nothing was written\n")) == (1, True)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_proposed_id_is_an_id(publisher: str, title: str) -> None:
    try:
        proposed = identity.source_id(publisher, "2020-05?", title)
    except identity.NoId:
        return
    assert "2020-05" in proposed
    assert all(part.isalnum() and part.isascii() and part == part.lower() for part in proposed.split("-"))


def test_a_claim_is_numbered_after_the_highest_that_ever_was() -> None:
    taken = ["a.001", "a.007", "a-b.009", "ab.010", "a.0011"]
    assert identity.claim_id("a", taken) == "a.008"


def test_new_source_asks_for_what_its_other_cells_ask_for(package: Path) -> None:
    given = {**SOURCE, "kind": "news", "is-official": "false", "speaker-kind": "government", "modality": "reported"}
    del given["retrieved-on"]
    words = [word for name, cell in given.items() for word in (f"--{name}", cell)]
    command = ["new", "source", *words, "--root", str(package)]
    alone = CliRunner().invoke(app, command)
    assert (alone.exit_code, "give --retrieved-on" in alone.output) == (2, True)
    answered = CliRunner().invoke(app, command, input="2018-04-01\nMinister of Lamps\n")
    assert answered.exit_code == 0, answered.output
    assert errors(check(package).findings) == []
