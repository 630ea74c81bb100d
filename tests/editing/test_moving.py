"""`rename`, `merge` and `retire` change an id wherever it stands, keep it from being used again, and lose nothing."""

import csv
import io
from pathlib import Path

import pytest
from conftest import run, tree

from chip_export_controls.checks.check import check
from chip_export_controls.model.csv import write_rows
from chip_export_controls.model.descriptor import law

KEYS = {
    "sources": "wire-2020-report",
    "claims": "gazette-2020-lamp-rule.001",
    "measures": "na-2020-05-04-lamp-rule",
    "equipment": "lamps",
    "firms": "lamp-works",
}
NEW = {
    "sources": "daily-lamp-2020",
    "claims": "gazette-2020-lamp-rule.007",
    "measures": "na-2020-05-04-fine-lamps",
    "equipment": "all-lamps",
    "firms": "lamp-factory",
}


def cells(root: Path, table: str) -> list[dict[str, str]]:
    text = (root / "datapackage" / f"{table}.csv").read_text("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def add(root: Path, table: str, **given: str) -> None:
    rows = [*cells(root, table), {**dict.fromkeys(law()[table].columns, ""), **given}]
    text = write_rows(law()[table].columns, [list(row.values()) for row in rows])
    (root / "datapackage" / f"{table}.csv").write_text(text, "utf-8")
    assert run("fmt", "--root", root).exit_code == 0


def says_nothing_of(root: Path, id: str) -> bool:
    """Whether no table but retired_ids holds the id, nor a claim numbered under it."""
    held = {cell for table in law() if table != "retired_ids" for row in cells(root, table) for cell in row.values()}
    return not any(cell == id or cell.startswith(f"{id}.") for cell in held)


@pytest.mark.parametrize("table", KEYS)
def test_a_renamed_id_is_gone_everywhere_and_retired(table: str, package: Path) -> None:
    old, new = KEYS[table], NEW[table]
    (package / "intake").mkdir()
    queue = package / "intake" / "candidates.csv"
    queue.write_text(f"key,{law()[table].key[0]}\nX:1,{old}\n", "utf-8")
    result = run("rename", table, old, new, "--reason", "A better name.", "--root", package)
    assert result.exit_code == 0, result.output
    assert says_nothing_of(package, old)
    assert queue.read_text("utf-8").endswith(f"X:1,{new}\n")
    retired = {(row["table"], row["id"]): row for row in cells(package, "retired_ids")}
    assert (retired[table, old]["replaced_by"], retired[table, old]["reason"]) == (new, "A better name.")
    assert check(package).findings == []
    assert all(row["replaced_by"] != old for row in retired.values())


@pytest.mark.parametrize("table", KEYS)
def test_an_id_that_was_never_released_comes_back_as_it_was(table: str, package: Path) -> None:
    before = tree(package)
    for old, new in ((KEYS[table], NEW[table]), (NEW[table], KEYS[table])):
        assert run("rename", table, old, new, "--unreleased", "--root", package).exit_code == 0
    assert tree(package) == before


def test_the_claims_and_the_record_of_a_source_take_its_new_id(package: Path) -> None:
    run("rename", "sources", "wire-2020-report", "daily-lamp-2020", "--reason", "x y.", "--root", package)
    assert [file.name for file in (package / "sources").iterdir()] == ["daily-lamp-2020.json"]
    named = [row["claim_id"] for row in cells(package, "claims") if row["source_id"] == "daily-lamp-2020"]
    assert named == ["daily-lamp-2020.001", "daily-lamp-2020.002", "daily-lamp-2020.003"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["firms", "nobody", "somebody"], "firms has no `nobody`"),
        (["firms", "lamp-works", "lamp-holding"], "firms has or had `lamp-holding`"),
        (["firms", "lamp-works", "lamp-work"], "firms has or had `lamp-work`"),
        (["firms", "lamp-works", "../x"], "`../x`: an id is lower-case Latin letters"),
        (["claims", "wire-2020-report.001", "gazette-2020-lamp-rule.009"], "[claims/"),
    ],
)
def test_what_cannot_be_renamed_is_said_and_nothing_is_written(words: list[str], said: str, package: Path) -> None:
    before = tree(package)
    result = run("rename", *words, "--reason", "x", "--root", package)
    assert (result.exit_code, said in result.stderr, "nothing was written" in result.stderr) == (1, True, True)
    assert tree(package) == before


def test_a_rename_says_whether_the_id_was_released(package: Path) -> None:
    assert run("rename", "firms", "lamp-works", "lux", "--root", package).exit_code == 2


def test_what_hangs_on_a_merged_firm_hangs_on_the_other_and_what_differs_is_said(package: Path) -> None:
    add(
        package,
        "firms",
        firm_id="lux",
        name="Lux",
        jurisdiction="NA",
        kind="equipment-maker",
        website="https://a.example",
    )
    add(package, "claim_firms", claim_id="wire-2020-report.001", firm_id="lux")
    add(package, "claim_firms", claim_id="wire-2020-report.002", firm_id="lux")
    add(package, "firm_names", firm_id="lux", name="Lux AG", language="de", kind="legal", source_id="register-2020")
    result = run("merge", "firms", "lux", "lamp-works", "--reason", "Two ids for one firm.", "--root", package)
    assert result.exit_code == 0, result.output
    assert "name keeps `Lamp Works`; left out: `Lux`" in result.output
    assert says_nothing_of(package, "lux")
    about = [row["claim_id"] for row in cells(package, "claim_firms") if row["firm_id"] == "lamp-works"]
    assert about == ["gazette-2020-lamp-rule.001", "wire-2020-report.001", "wire-2020-report.002"]
    assert "Lux AG" in [row["name"] for row in cells(package, "firm_names")]


def test_a_cell_that_the_other_row_lacks_is_taken_over(package: Path) -> None:
    add(package, "firms", firm_id="lux", name="Lux", jurisdiction="NA", kind="investor", headquarters="Walvis Bay")
    add(package, "claim_firms", claim_id="wire-2020-report.001", firm_id="lux")
    run("merge", "firms", "lux", "lamp-holding", "--reason", "One firm.", "--root", package)
    (firm,) = [row for row in cells(package, "firms") if row["firm_id"] == "lamp-holding"]
    assert (firm["name"], firm["headquarters"]) == ("Lamp Holding", "Walvis Bay")


def test_a_firm_merged_into_its_parent_is_no_parent_of_itself(package: Path) -> None:
    result = run("merge", "firms", "lamp-works", "lamp-holding", "--reason", "One firm.", "--root", package)
    assert result.exit_code == 0, result.output
    (firm,) = cells(package, "firms")
    assert (firm["firm_id"], firm["parent_firm_id"]) == ("lamp-holding", "")
    retired = {row["id"]: row["replaced_by"] for row in cells(package, "retired_ids")}
    assert retired == {"lamp-work": "lamp-holding", "lamp-works": "lamp-holding"}


def test_the_claims_of_a_merged_source_are_numbered_on_and_retired(package: Path) -> None:
    both = {"kind": "legal-text", "publisher": "Gazette", "language": "en", "is_official": "true", "access": "excerpt"}
    add(package, "sources", source_id="gazette-b", title="Copy", url="https://example.org/b", **both)
    said = {"speaker_kind": "legal-text", "modality": "background", "relevance": "supporting", "pinpoint": "page 2"}
    add(package, "claims", claim_id="gazette-b.001", source_id="gazette-b", statement="Lamps are told of.", **said)
    add(package, "claim_firms", claim_id="gazette-b.001", firm_id="lamp-works")
    result = run("merge", "sources", "gazette-b", "gazette-2020-lamp-rule", "--reason", "One page.", "--root", package)
    assert result.exit_code == 0, result.output
    assert "gazette-2020-lamp-rule.003" in [row["claim_id"] for row in cells(package, "claim_firms")]
    retired = {row["id"]: row["replaced_by"] for row in cells(package, "retired_ids")}
    assert retired["gazette-b.001"] == "gazette-2020-lamp-rule.003"
    assert retired["gazette-b"] == "gazette-2020-lamp-rule"


def test_a_source_with_anchors_of_its_own_is_not_merged(package: Path) -> None:
    before = tree(package)
    result = run("merge", "sources", "wire-2020-report", "register-2020", "--reason", "One.", "--root", package)
    assert (result.exit_code, "anchor them anew" in result.stderr, tree(package)) == (1, True, before)


def test_what_others_name_is_not_retired_unless_their_rows_go_too(package: Path) -> None:
    before = tree(package)
    result = run("retire", "firms", "lamp-holding", "--reason", "It was never found.", "--root", package)
    assert (result.exit_code, tree(package)) == (1, before)
    assert "1 in datapackage/firms.csv (parent_firm_id)" in result.stderr
    result = run("retire", "firms", "lamp-holding", "--reason", "It was never found.", "--with-rows", "--root", package)
    assert result.exit_code == 0, result.output
    assert says_nothing_of(package, "lamp-holding")
    assert {"lamp-holding": ""}.items() <= {
        row["id"]: row["replaced_by"] for row in cells(package, "retired_ids")
    }.items()


def test_a_retired_source_takes_its_claims_and_its_record_with_it(package: Path) -> None:
    result = run("retire", "sources", "wire-2020-report", "--reason", "Forged.", "--with-rows", "--root", package)
    # what it credited alone rests on nothing now: that is found, and nothing is written
    assert (result.exit_code, "sources/" in result.stderr) == (1, True)
    assert (package / "sources/wire-2020-report.json").is_file()


def test_texts_that_name_the_old_id_are_listed(package: Path) -> None:
    file = package / "datapackage" / "sources.csv"
    file.write_text(file.read_text("utf-8").replace("Known from the Daily Lamp.", "Known from lamp-works."), "utf-8")
    said = run("rename", "firms", "lamp-works", "lux", "--reason", "x y.", "--root", package).output
    assert "datapackage/sources.csv: wire-2020-upstream: note still names `lamp-works`" in said
