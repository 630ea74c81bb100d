"""What a release holds is opened by tools of others, older ones too, and comes out of them as it went in."""

import csv
import io
import json
import shutil
import sqlite3
import subprocess
from pathlib import Path

import pytest

from chip_export_controls.checks.check import check
from chip_export_controls.model.csv import write_rows
from chip_export_controls.model.descriptor import law
from chip_export_controls.release.build import build


@pytest.fixture
def release(package: Path, tmp_path: Path) -> Path:
    return build(check(package), tmp_path / "dist", lambda _: None)


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))


def test_the_sqlite_file_asks_for_nothing_that_came_after_3_35(release: Path) -> None:
    (file,) = release.glob("*.sqlite")
    head = file.read_bytes()[:100]
    assert (head[18], head[19]) == (1, 1)  # the journal of old, which each version reads
    assert int.from_bytes(head[44:48], "big") <= 4  # the schema format of 3.0
    with sqlite3.connect(file) as connection:
        law_of_it = "\n".join(sql for (sql,) in connection.execute("select sql from sqlite_master where sql not null"))
    connection.close()
    newer = [") STRICT", "->>", "->", "GENERATED", "RETURNING", "WITHOUT ROWID", "RIGHT JOIN", "FULL JOIN", "IIF("]
    newer += ["concat(", "jsonb", "unixepoch(", "string_agg(", "IS DISTINCT FROM"]
    assert [word for word in newer if word.lower() in law_of_it.lower()] == []


def test_the_workbook_gives_back_each_cell(release: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    (file,) = release.glob("*.xlsx")
    book = openpyxl.load_workbook(file, read_only=True)
    for name, table in law().items():
        head, *rows = rows_of(release / table.path)
        sheet = [["" if cell is None else cell for cell in row] for row in book[name].iter_rows(values_only=True)]
        assert [str(cell) for cell in sheet[0]] == head
        read = [[str(cell).lower() if isinstance(cell, bool) else str(cell) for cell in row] for row in sheet[1:]]
        assert [row + [""] * (len(head) - len(row)) for row in read] == rows, name


def test_a_saved_workbook_comes_back_through_fmt(package: Path, release: Path) -> None:
    """As a spreadsheet saves its sheets again as CSV: semicolons, a byte-order mark, truths in capitals."""
    openpyxl = pytest.importorskip("openpyxl")
    from conftest import run

    before = {table.path: (package / table.path).read_bytes() for table in law().values()}
    (file,) = release.glob("*.xlsx")
    book = openpyxl.load_workbook(file, read_only=True)
    for name, table in law().items():
        rows = [["" if cell is None else str(cell) for cell in row] for row in book[name].iter_rows(values_only=True)]
        out = io.StringIO()
        csv.writer(out, delimiter=";", lineterminator="\r\n").writerows(
            [[cell.upper() if cell in ("True", "False") else cell for cell in row] for row in rows]
        )
        (package / table.path).write_bytes(out.getvalue().encode("utf-8-sig"))
    assert run("fmt", "--root", package).exit_code == 0
    assert {path: (package / path).read_bytes() for path in before} == before


OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("through", ["ods", "xlsx"])
def test_a_save_in_libreoffice_loses_nothing(through: str, package: Path, tmp_path: Path) -> None:
    from conftest import run

    before = {table.path: (package / table.path).read_bytes() for table in law().values()}
    home = f"-env:UserInstallation=file://{tmp_path / 'office'}"
    as_text = "44,34,76,1,,1033,true,false,false"  # commas, quotation marks, UTF-8, each cell as it is shown

    def converted(files: list[Path], to: str, *options: str) -> list[Path]:
        """All at once: the program takes some seconds to start."""
        command = [str(OFFICE), home, "--headless", *options, "--convert-to", to, "--outdir", str(files[0].parent)]
        subprocess.run([*command, *map(str, files)], check=True, capture_output=True, timeout=300)
        return [file.with_suffix("." + to.partition(":")[0]) for file in files]

    files = [package / path for path in before if len(rows_of(package / path)) > 1]
    columns = "/".join(f"{n}/2" for n in range(1, max(len(rows_of(file)[0]) for file in files) + 1))  # each as text
    saved = converted(files, through, f"--infilter=CSV:44,34,76,1,{columns}")
    for file in files:
        file.unlink()
    assert converted(saved, f"csv:Text - txt - csv (StarCalc):{as_text}") == files
    for file in saved:
        file.unlink()
    assert run("fmt", "--root", package).exit_code == 0
    assert {path: (package / path).read_bytes() for path in before} == before


def test_a_loader_that_cannot_read_patterns_of_empty_cells_loads_the_release_without_them(
    release: Path, tmp_path: Path
) -> None:
    """As the README tells: the SQL loader of frictionless asks its patterns about empty cells, and fails."""
    pytest.importorskip("sqlalchemy")
    import frictionless

    loaded = frictionless.Package(str(release / "datapackage.json"))
    for resource in loaded.resources:
        for field in resource.schema.fields:
            field.constraints.pop("pattern", None)
    loaded.publish(f"sqlite:///{tmp_path / 'loaded.db'}")
    with sqlite3.connect(tmp_path / "loaded.db") as connection:
        counts = {name: connection.execute(f'select count(*) from "{name}"').fetchone()[0] for name in law()}
    connection.close()
    assert counts == {table.name: len(rows_of(release / table.path)) - 1 for table in law().values()}


def test_the_release_reads_back_in_pandas_and_duckdb_as_it_was(release: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    import pandas as pd

    for table in law().values():
        file = release / table.path
        head, *rows = rows_of(file)
        frame = pd.read_csv(file, dtype=str, keep_default_na=False)
        assert write_rows(list(frame.columns), frame.to_numpy().tolist()) == file.read_text("utf-8")
        with duckdb.connect() as connection:
            query = f"from read_csv('{file}', all_varchar = true, header = true, nullstr = '\\N')"
            assert [list(row) for row in connection.execute(query).fetchall()] == rows, head


def test_a_descriptor_of_the_release_is_one_for_others(release: Path) -> None:
    whole = json.loads((release / "datapackage.json").read_text("utf-8"))
    for resource in whole["resources"]:
        for field in resource["schema"]["fields"]:
            # a pattern of a number is asked of the number itself by loaders, which fail on it
            assert field["type"] == "string" or "pattern" not in field.get("constraints", {})
