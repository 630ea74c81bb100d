"""The repository agrees with itself: the data is clean, the version is one, and what the README shows is true."""

import doctest
import json
import re
import subprocess
from pathlib import Path

import pytest
import yaml
from conftest import REPOSITORY
from typer.testing import CliRunner

import chip_export_controls as cec
from chip_export_controls.checks.check import check
from chip_export_controls.cli import app
from chip_export_controls.findings.finding import errors

VERSION = json.loads((REPOSITORY / "datapackage.json").read_text("utf-8"))["version"]


def tracked() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False).stdout
    files = [REPOSITORY / name for name in listed.decode().split("\0") if name]
    return [file for file in files if file.is_file()]


def test_the_data_has_no_findings() -> None:
    assert errors(check(REPOSITORY).findings) == []


def test_the_csvs_are_canonical() -> None:
    assert CliRunner().invoke(app, ["fmt", "--check", "--root", str(REPOSITORY)]).exit_code == 0


def test_one_version_stands_everywhere() -> None:
    assert cec.__version__ == VERSION
    assert yaml.safe_load((REPOSITORY / "CITATION.cff").read_text("utf-8"))["version"] == VERSION
    (first, *_) = re.findall(
        r"^## (\d+\.\d+\.\d+) – (\d{4}-\d{2}-\d{2})$", (REPOSITORY / "CHANGELOG.md").read_text("utf-8"), re.M
    )
    assert first[0] == VERSION
    descriptor = json.loads((REPOSITORY / "datapackage.json").read_text("utf-8"))
    citation = yaml.safe_load((REPOSITORY / "CITATION.cff").read_text("utf-8"))
    assert first[1] == citation["date-released"] == descriptor["created"][:10]


@pytest.mark.parametrize("page", ["README.md"])
def test_what_a_page_shows_of_python_is_what_python_prints(page: str) -> None:
    text = (REPOSITORY / page).read_text("utf-8")
    code = "\n".join(block.strip("\n") for block in re.findall(r"```python\n(>>> .*?)```", text, re.S))
    example = doctest.DocTestParser().get_doctest(code, {}, page, page, 0)
    assert example.examples
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(example)
    assert runner.summarize(verbose=False).failed == 0


def test_the_readme_names_every_command() -> None:
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    for name in [*names, *(group.name for group in app.registered_groups)]:
        assert f"| `{name} " in readme or f"| `{name}`" in readme, name


def test_every_rule_module_and_every_table_stands_in_the_wheel() -> None:
    assert {table for table in cec.tables()} == {file.stem for file in (REPOSITORY / "datapackage").glob("*.csv")}


def test_no_file_names_a_machine_or_a_registry() -> None:
    hosts = ["py" + "pi.org", "files.python" + "hosted.org", "registry.npm" + "js.org"]
    places = ["/ro" + "ot/", "/wo" + "rk/", "/ho" + "me/"]
    for file in tracked():
        if file.parent.name == "vendor":  # the engine of the SQL page, as its authors publish it
            continue
        text = file.read_bytes().decode("utf-8", errors="replace")
        assert [word for word in [*hosts, *places] if word in text] == [], file


def test_the_texts_of_sources_are_not_in_the_project() -> None:
    for file in (REPOSITORY / "sources").glob("*.json"):
        assert set(json.loads(file.read_text("utf-8"))) == {"source_id", "sha256", "length", "segments"}
