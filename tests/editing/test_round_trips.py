"""A table that was saved by another program comes back through `fmt` as it was; what is lost is named by `validate`."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl
import pytest
from conftest import run

from chip_export_controls.model.csv import write_rows
from chip_export_controls.model.descriptor import law
from chip_export_controls.model.frames import read_table

Save = Callable[[Path, str], None]


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))


def by_spreadsheet(file: Path, name: str) -> None:
    """Byte-order mark, semicolons, CRLF, every text quoted, decimal commas, truths in capitals."""
    fields = law()[name].fields
    head, *rows = rows_of(file)
    for row in rows:
        for n, field in enumerate(fields):
            row[n] = row[n].upper() if field.type == "boolean" else row[n]
            row[n] = row[n].replace(".", ",") if field.type == "number" else row[n]
    out = io.StringIO()
    csv.writer(out, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerows([head, *rows])
    file.write_bytes(out.getvalue().encode("utf-8-sig"))


def as_unicode_text(file: Path, name: str) -> None:
    """UTF-16 with tabs, as a spreadsheet saves Unicode text."""
    out = io.StringIO()
    csv.writer(out, delimiter="\t", lineterminator="\r\n").writerows(rows_of(file))
    file.write_bytes(out.getvalue().encode("utf-16"))


def by_pandas(file: Path, name: str) -> None:
    """Typed as the loader types it, and written with the settings of pandas."""
    read_table(file, law()[name]).to_csv(file, index=False)


def by_pandas_guessing(file: Path, name: str) -> None:
    """Read with types that pandas guesses: integers with blanks become floats."""
    pd.read_csv(file, keep_default_na=False, na_values=[""]).to_csv(file, index=False)


def by_polars(file: Path, name: str) -> None:
    pl.read_csv(file, infer_schema_length=None).write_csv(file)


def by_duckdb(file: Path, name: str) -> None:
    """Typed as DuckDB guesses, with quotes where it sets them."""
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT * FROM read_csv('{file}', header = true, nullstr = '')) TO '{file}' (HEADER)")


SAVES = [by_spreadsheet, as_unicode_text, by_pandas, by_pandas_guessing, by_polars, by_duckdb]


@pytest.mark.parametrize("save", SAVES, ids=lambda f: f.__name__)
def test_a_save_in_another_program_loses_nothing(save: Save, package: Path) -> None:
    before = {file.name: file.read_bytes() for file in sorted((package / "datapackage").glob("*.csv"))}
    for name in law():
        save(package / "datapackage" / f"{name}.csv", name)
    result = run("fmt", "--root", package)
    assert result.exit_code == 0, result.output
    after = {file.name: file.read_bytes() for file in sorted((package / "datapackage").glob("*.csv"))}
    assert {name: data.decode() for name, data in after.items()} == {n: d.decode() for n, d in before.items()}
    assert run("validate", "--root", package).output == "no findings\n"


@pytest.mark.parametrize(
    ("table", "line", "column", "given", "wanted"),
    [
        ("thresholds", 2, "value", "14.50", "14.5"),
        ("thresholds", 2, "value", "014.5", "14.5"),
        ("thresholds", 2, "value", "1.45E+1", "14.5"),
        ("thresholds", 2, "value", "-0", "0"),
        ("thresholds", 2, "value", "+14.5", "14.5"),
        ("sources", 2, "is_official", "TRUE", "true"),
        ("sources", 2, "published_on", "2020/5/4", "2020-05-04"),
        ("sources", 2, "published_on", "2020-05-04 00:00:00", "2020-05-04"),
        ("sources", 2, "published_on", "2020-05-04T00:00:00.000", "2020-05-04"),
        ("coverage", 2, "year", "2019.0", "2019"),
        # of these, only a part or a guess is left: they stay as they are
        ("thresholds", 2, "value", "1.79769313486232E+308", "1.79769313486232E+308"),
        ("thresholds", 2, "value", "14,5", "14,5"),
        ("thresholds", 2, "value", "0.1234567890123456789", "0.1234567890123456789"),
        ("thresholds", 2, "value", "nan", "nan"),
        ("coverage", 2, "year", "2019.5", "2019.5"),
        ("sources", 2, "published_on", "04/05/2020", "04/05/2020"),
        ("equipment_codes", 2, "code", "4E091", "4E091"),
    ],
)
def test_a_cell_is_mended_where_nothing_is_lost(
    table: str, line: int, column: str, given: str, wanted: str, package: Path
) -> None:
    file = package / "datapackage" / f"{table}.csv"
    head, *rows = rows_of(file)
    if len(rows) < line - 1:
        rows.append([""] * len(head))
    rows[line - 2][head.index(column)] = given
    file.write_text(write_rows(head, rows), "utf-8")
    run("fmt", "--root", package)
    at = head.index(column)
    assert wanted in [row[at] for row in rows_of(file)[1:]]
    if given == wanted and table != "equipment_codes":
        found = run("validate", "--root", package).output
        assert f"{column}: `{given}`" in found


def test_a_line_that_tells_the_separator_is_dropped(package: Path) -> None:
    file = package / "datapackage" / "firms.csv"
    before = file.read_text("utf-8")
    file.write_text("sep=;\r\n" + before.replace(",", ";").replace("\n", "\r\n"), "utf-8", newline="")
    assert run("fmt", "--root", package).exit_code == 0
    assert file.read_text("utf-8") == before


def test_another_encoding_is_refused_and_named(package: Path) -> None:
    file = package / "datapackage" / "firms.csv"
    file.write_bytes(file.read_bytes().replace(b"Lamp", "Lämp".encode("cp1252"), 1))
    result = run("fmt", "--root", package)
    assert (result.exit_code, "save the file as UTF-8 text" in result.output) == (1, True)
