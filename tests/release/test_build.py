"""A release holds the same facts in each form, says what it is, is reproducible, and replaces the last one whole."""

import csv
import hashlib
import json
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from conftest import run
from frictionless import Package

import chip_export_controls.release.build as release_module
from chip_export_controls.checks.check import check
from chip_export_controls.release import exchange
from chip_export_controls.release.build import build


@pytest.fixture
def built(package: Path, tmp_path: Path) -> Path:
    (package / "LICENSE-DATA").write_text("CC-BY-4.0\n", "utf-8")
    return build(check(package), tmp_path / "dist", print)


def content(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_two_builds_are_byte_identical(package: Path, built: Path, tmp_path: Path) -> None:
    again = build(check(package), tmp_path / "again", print)
    assert content(again) == content(built)


def test_the_csvs_and_records_are_the_packages_own(package: Path, built: Path) -> None:
    for folder in ("datapackage", "sources"):
        assert content(built / folder) == content(package / folder)


def test_a_release_is_itself_a_valid_package(built: Path) -> None:
    assert check(built).findings == []


def test_frictionless_alone_finds_the_release_valid_with_sizes_and_digests(built: Path) -> None:
    report = Package(str(built / "datapackage.json")).validate()
    assert (report.valid, report.warnings, [task.warnings for task in report.tasks if task.warnings]) == (True, [], [])
    file = built / "datapackage" / "firms.csv"
    file.write_text(file.read_text("utf-8").replace("Windhoek", "Swakopmund"), "utf-8")
    assert not Package(str(built / "datapackage.json")).validate().valid


def test_the_readme_names_each_file_and_table_and_where_the_data_end(built: Path) -> None:
    text, about = (built / "README.md").read_text("utf-8"), json.loads((built / "datapackage.json").read_text("utf-8"))
    kinds = {Path(file).suffix for file in content(built) if "/" not in file} - {".zip", ".cff", ".md", ""}
    assert all(kind in text for kind in kinds)
    assert all(f"| `{r['name']}` | {r['rowCount']} |" in text for r in about["resources"])
    assert about["version"] in text
    assert all(end in text for end in check(built).tables["coverage"]["last_searched_on"].dropna().astype(str))


def test_the_descriptor_tells_rows_sources_contributors_and_every_file(built: Path) -> None:
    descriptor = json.loads((built / "datapackage.json").read_text("utf-8"))
    rows = {resource["name"]: resource["rowCount"] for resource in descriptor["resources"]}
    assert rows == {name: len(frame) for name, frame in check(built).tables.items()}
    assert all(isinstance(resource["schema"], dict) for resource in descriptor["resources"])
    assert {"title": "Lamp Export Rule (Gazette)", "path": "https://example.org/gazette/12"} in descriptor["sources"]
    assert descriptor["contributors"]
    listed = {entry["path"]: entry for entry in [*descriptor["resources"], *descriptor["files"]]}
    others = {"datapackage.json", "SHA256SUMS", f"{built.name}.zip"}
    assert set(listed) == set(content(built)) - others
    for path, entry in listed.items():
        data = (built / path).read_bytes()
        assert (entry["bytes"], entry["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")


def test_parquet_has_the_types_and_rows_of_the_loader(built: Path) -> None:
    for name, frame in check(built).tables.items():
        pd.testing.assert_frame_equal(pd.read_parquet(built / "parquet" / f"{name}.parquet"), frame)


@pytest.fixture
def database(built: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(built / "chip-export-controls.sqlite")
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


def test_sqlite_has_every_row_and_sound_references(built: Path, database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    for name in check(built).tables:
        with (built / "datapackage" / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
            rows = list(csv.reader(stream))[1:]
        stored = database.execute(f"SELECT * FROM {name}").fetchall()
        assert len(stored) == len(rows)
        for line, row in zip(rows, stored, strict=True):
            texts = ["" if cell is None else cell for cell in row]
            assert [t for t in texts if isinstance(t, str)] == [
                c for c, t in zip(line, texts, strict=True) if isinstance(t, str)
            ]


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO measure_targets VALUES ('nowhere', 'CN', 'gazette-2020-lamp-rule.001')",
        "INSERT INTO coverage VALUES ('NA', 2019, 'partial', NULL, NULL, NULL, NULL)",
        "INSERT INTO coverage VALUES ('NA', 1812, 'partial', NULL, NULL, NULL, NULL)",
        "INSERT INTO coverage VALUES ('NA', 'soon', 'partial', NULL, NULL, NULL, NULL)",
        "INSERT INTO coverage VALUES ('NA', 2030, 'perhaps', NULL, NULL, NULL, NULL)",
        "UPDATE claims SET statement = NULL",
        "UPDATE claims SET statement = printf('%.300c', 'a')",
        "UPDATE sources SET is_official = 2",
        "INSERT INTO measure_events SELECT measure_id, event, date, scope, claim_id, basis FROM measure_events LIMIT 1",
    ],
)
def test_sqlite_refuses_what_the_schema_forbids(statement: str, database: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        database.execute(statement)


def test_sqlite_views_join_the_names(database: sqlite3.Connection) -> None:
    database.row_factory = sqlite3.Row
    item = dict(database.execute("SELECT * FROM equipment_named WHERE equipment_id = 'lw-9000'").fetchone())
    assert (item["parent_name"], item["maker_firm_name"]) == ("Lamps", "Lamp Works")
    claim = dict(database.execute("SELECT * FROM claims_named WHERE claim_id = 'wire-2020-report.002'").fetchone())
    assert (claim["source_title"], claim["source_publisher"]) == ("Namibia plans curb on lamp exports", "Daily Lamp")
    assert claim["passage_url"] == "https://example.org/news/1#:~:text=Lamp%20Works%20declined%20to%20comment"
    measure = dict(database.execute("SELECT * FROM measures_named WHERE measure_id LIKE '%rule'").fetchone())
    assert (measure["first_announced"], measure["first_effective"]) == ("2020-04-01", "2020-05-01")
    firm = dict(database.execute("SELECT * FROM firms_named WHERE firm_id = 'lamp-works'").fetchone())
    assert firm["parent_firm_name"] == "Lamp Holding"
    assert len(database.execute("SELECT * FROM sources_named").fetchall()) == 4


def test_xlsx_has_a_sheet_a_table_with_a_frozen_header_and_intact_text(built: Path) -> None:
    book = openpyxl.load_workbook(built / "chip-export-controls.xlsx")
    assert book.sheetnames == ["about", *check(built).tables]
    assert all(book[name].freeze_panes == "A2" for name in book.sheetnames[1:])
    assert [cell.value for cell in book["firm_names"][2]] == [
        "lamp-works",
        "灯具厂",
        "zh-Hans",
        "local-script",
        "register-2020",
    ]
    assert [cell.value for cell in book["thresholds"][2]][5] == 14.5
    assert book["claims"]["Q4"].value == "<="
    assert book["claims"]["Q4"].data_type == "s"


def test_the_bibliography_has_an_item_for_each_source(built: Path) -> None:
    items = json.loads((built / "sources.csl.json").read_text("utf-8"))
    assert [item["id"] for item in items] == check(built).tables["sources"]["source_id"].tolist()
    assert items[0]["type"] == "legislation"
    assert items[0]["issued"] == {"date-parts": [[2020, 5, 4]]}
    assert items[3]["issued"] == {"date-parts": [[2020, 3]], "circa": True}
    bib = (built / "sources.bib").read_text("utf-8")
    assert "@online{gazette-2020-lamp-rule," in bib
    assert "title = {{Lamp Export Rule}}" in bib
    assert "date = {2020-03~}" in bib or "date = {2020-03?}" in bib


def test_checksums_are_those_of_the_files_and_sha256sum_agrees(built: Path) -> None:
    done = subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=built, check=False)
    assert done.returncode == 0
    named = {line.split("  ")[1] for line in (built / "SHA256SUMS").read_text("utf-8").splitlines()}
    assert named == set(content(built)) - {"SHA256SUMS", f"{built.name}.zip"}


def test_the_zip_holds_the_folder(built: Path) -> None:
    with zipfile.ZipFile(built / f"{built.name}.zip") as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    rest = {f"{built.name}/{path}": data for path, data in content(built).items() if not path.endswith(".zip")}
    assert held == rest


@pytest.mark.parametrize("writer", ["csv", "parquet", "sqlite", "xlsx", "bibliography", "descriptor"])
def test_a_failure_leaves_the_last_release_untouched(
    writer: str, package: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(built)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(getattr(release_module, writer), "write", full)
    with pytest.raises(OSError, match="No space left"):
        build(check(package), built.parent, print)
    assert content(built) == before
    assert [path.name for path in built.parent.iterdir()] == [built.name]


@pytest.mark.parametrize("swaps", [True, False])
def test_a_new_build_replaces_the_old_one_whole(
    swaps: bool, package: Path, built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not swaps:
        monkeypatch.setattr(exchange, "_swap", lambda *_: False)
    before = content(built)
    (package / "CHANGELOG.md").write_text("# Changelog\n", "utf-8")
    build(check(package), built.parent, print)
    assert set(content(built)) - set(before) == {"CHANGELOG.md"}
    assert [path.name for path in built.parent.iterdir()] == [built.name]


def test_a_release_whose_bytes_were_changed_breaks_its_promises_as_folder_and_as_zip(built: Path) -> None:
    zipped = built / f"{built.name}.zip"
    assert run("validate", "--root", zipped).output == "no findings\n"
    workbook = built / "chip-export-controls.xlsx"
    workbook.write_bytes(workbook.read_bytes() + b"\0")
    firms = built / "datapackage" / "firms.csv"
    firms.write_text(firms.read_text("utf-8").replace("Windhoek", "Swakopma"), "utf-8")
    found = {(f.file, f.rule, f.value) for f in check(built).findings}
    size = workbook.stat().st_size
    assert found == {
        ("chip-export-controls.xlsx", "package/file-is-as-promised", f"{size} bytes, not {size - 1}"),
        ("datapackage/firms.csv", "package/file-is-as-promised", "the sha256 digest is another"),
    }
