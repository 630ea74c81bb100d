"""Building: the same bytes twice, whole or not at all, and text that looks like markup stays text."""

import filecmp
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import REPOSITORY
from sites import BASE, of_record
from typer.testing import CliRunner

from chip_export_controls.cli import app
from chip_export_controls.library import forget
from chip_export_controls.site import cards
from chip_export_controls.site.build import build

SCRIPT = "<script>alert(1)</script> & \"quotes\" 'and' </title>"


def every(folder: Path) -> dict[str, bytes]:
    return {f.relative_to(folder).as_posix(): f.read_bytes() for f in sorted(folder.rglob("*")) if f.is_file()}


def test_the_same_data_give_the_same_bytes(in_miniature: object, tmp_path: Path) -> None:
    one, two = build(tmp_path / "one", base=BASE), build(tmp_path / "two", base=BASE)
    assert every(one) == every(two)


def test_a_new_site_takes_the_place_of_the_old_one_whole(in_miniature: object, tmp_path: Path) -> None:
    out = build(tmp_path / "site", base=BASE)
    (out / "left-over.txt").write_text("old", "utf-8")
    build(out, base=BASE)
    assert not (out / "left-over.txt").exists()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_folder_of_something_else_is_left_alone(in_miniature: object, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    run = CliRunner().invoke(app, ["site", "--out", str(tmp_path)])
    assert run.exit_code == 2
    assert "holds files that are no site of this project" in run.output
    assert (tmp_path / "mine.txt").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("table", "column", "where"),
    [
        ("claims", "statement", "claims/gazette-2020-lamp-rule.001.html"),
        ("measures", "title", "measures/na-2020-05-04-lamp-rule.html"),
        ("firms", "name", "firms/lamp-works.html"),
        ("sources", "title", "sources/gazette-2020-lamp-rule.html"),
    ],
)
def test_markup_in_the_data_is_shown_as_text(
    package: Path, in_miniature: object, tmp_path: Path, table: str, column: str, where: str
) -> None:
    import csv
    import io

    file = package / "datapackage" / f"{table}.csv"
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
    for row in rows:
        row[column] = f"{row[column]} {SCRIPT}"
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    file.write_text(out.getvalue(), "utf-8")
    forget()
    site = build(tmp_path / "site", base=BASE)
    assert "alert(1)" in (site / where).read_text("utf-8")
    for page in site.rglob("*.html"):
        assert "<script>alert" not in page.read_text("utf-8"), page
        assert "</title>" not in page.read_text("utf-8").replace("</title>", "", 1).split("<body")[0], page


def test_changes_since_a_state_are_told(package: Path, in_miniature: object, tmp_path: Path) -> None:
    import shutil

    old = shutil.copytree(package, tmp_path / "old")
    file = package / "datapackage" / "measures.csv"
    file.write_text(file.read_text("utf-8").replace("An order on lamps.", "An order on all lamps."), "utf-8")
    forget()
    site = build(tmp_path / "site", base=BASE, since=str(old))
    told = json.loads((site / "delta.json").read_text("utf-8"))
    assert told["counts"] == [{"table": "measures", "kind": "cell-changed", "rows": 1}]
    (change,) = told["changes"]
    assert (change["key"], change["column"], change["new"]) == (
        "na-2019-02-lamp-order",
        "summary",
        "An order on all lamps.",
    )


def test_a_state_that_there_is_not_is_told_in_a_sentence(in_miniature: object, tmp_path: Path) -> None:
    run = CliRunner().invoke(app, ["site", "--out", str(tmp_path / "site"), "--since", "no-such-state"])
    assert run.exit_code == 2
    assert not (tmp_path / "site").exists()


def deposit(descriptor: Mapping[str, Any]) -> str:
    """.zenodo.json. It names no version and no day: the archive takes them from the release."""
    told = {
        "title": f"{descriptor['title']} ({descriptor['name']})",
        "upload_type": "dataset",
        "description": descriptor["description"],
        "creators": [{"name": c["title"]} for c in descriptor["contributors"]],
        "access_right": "open",
        "license": descriptor["licenses"][0]["name"],
        "keywords": descriptor["keywords"],
        "language": "eng",
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def test_the_citation_files_are_made_from_the_descriptor() -> None:
    descriptor = json.loads((REPOSITORY / "datapackage.json").read_text("utf-8"))
    assert (REPOSITORY / "CITATION.cff").read_text("utf-8") == cards.citation(descriptor)
    assert (REPOSITORY / ".zenodo.json").read_text("utf-8") == deposit(descriptor)


def test_the_citation_files_agree() -> None:
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text("utf-8"))
    archive = json.loads((REPOSITORY / ".zenodo.json").read_text("utf-8"))
    assert citation["title"] == archive["title"]
    assert citation["keywords"] == archive["keywords"]
    assert " ".join(citation["abstract"].split()) == archive["description"]
    assert [a["name"] for a in citation["authors"]] == [c["name"] for c in archive["creators"]]
    assert citation["license"][0] == archive["license"]


def test_the_dataset_card_names_each_table_that_has_rows() -> None:
    text = (of_record() / "data" / "README.md").read_text("utf-8")
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["license"] == "cc-by-4.0"
    assert all((of_record() / "data" / c["data_files"]).is_file() for c in front["configs"])


def test_two_builds_of_the_record_share_every_file(tmp_path: Path) -> None:
    again = build(tmp_path / "again", base=BASE, docs=of_record().parent / "docs")
    one, two = of_record(), again
    names = sorted(f.relative_to(one).as_posix() for f in one.rglob("*") if f.is_file())
    assert names == sorted(f.relative_to(two).as_posix() for f in two.rglob("*") if f.is_file())
    same, differ, failed = filecmp.cmpfiles(one, two, names, shallow=False)
    assert (differ, failed, len(same)) == ([], [], len(names))
