"""The built wheel loads every table on pandas alone, without network, outside the checkout."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from conftest import REPOSITORY

PROBE = """
import importlib.abc, socket, sys

EXTRAS = {"pandera", "frictionless", "typer", "narwhals", "stdnum", "rich", "xlsxwriter", "pybtex"}
EXTRAS |= {"duckdb", "polars", "networkx", "altair"}

class Blocked(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in EXTRAS:
            raise AssertionError(f"imports {name}")

def refuse(*args, **kwargs):
    raise AssertionError("opens a socket")

sys.meta_path.insert(0, Blocked())
socket.socket = socket.create_connection = refuse
import chip_export_controls as cec
assert "pandas" not in sys.modules
for name in cec.tables():
    frame = cec.load(name, dates="bounds")
    assert len(cec.describe(name)) and list(frame.columns)
    print(name, len(frame))
row = cec.load("claims").iloc[0]
assert len(cec.provenance("claims", row["claim_id"])) == 1
assert len(cec.support(row["claim_id"])) >= 1
assert "measure_id" in cec.in_force("1900-01-01")
assert len(cec.evaluate({"total-processing-performance": 1}, "1900-01-01")) >= 0
assert list(cec.outcomes()) and list(cec.graph()) and cec.cite("claims", row["claim_id"], "csl")
assert len(cec.as_known("1900-01-01")["claims"]) == 0
assert cec.sql("select 1 as n", engine="sqlite")["n"].tolist() == [1]
print(cec.__version__, cec.__file__)
"""


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "-w",
        str(folder),
        ".",
    ]
    subprocess.run(command, cwd=REPOSITORY, check=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_loads_every_table_without_its_extras_or_network(unpacked: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    command = [sys.executable, "-P", "-c", PROBE]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert str(unpacked) in done.stdout.splitlines()[-1]


def test_the_wheel_holds_the_package_and_its_types(unpacked: Path) -> None:
    assert (unpacked / "chip_export_controls" / "py.typed").is_file()
    inside = unpacked / "chip_export_controls" / "package"
    for folder in ("datapackage", "schemas"):
        names = {file.name for file in (REPOSITORY / folder).iterdir() if file.is_file()}
        assert {file.name for file in (inside / folder).iterdir() if file.is_file()} == names


def test_an_index_takes_the_wheel_and_shows_its_readme_whole(unpacked: Path) -> None:
    (file,) = unpacked.glob("*.dist-info/METADATA")
    head, _, readme = file.read_text("utf-8").partition("\n\n")
    said = dict(line.split(": ", 1) for line in head.splitlines() if ": " in line)
    assert said["Metadata-Version"] == "2.4"  # the newest that upload tools take
    assert said["Description-Content-Type"] == "text/markdown"
    assert readme.strip() == (REPOSITORY / "README.md").read_text("utf-8").strip()
    # beside the wheel there is no file of the repository for a link to lead to
    links = re.findall(r"\]\(([^)\s]+)\)", readme) + re.findall(r"^\[[^\]]+\]: (\S+)", readme, re.MULTILINE)
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    addresses = [
        value.split(", ")[1]
        for line in head.splitlines()
        for key, _, value in [line.partition(": ")]
        if key == "Project-URL"
    ]
    assert [url for url in addresses if not url.startswith("https://")] == []


def test_the_wheel_validates_a_package_by_its_own_rules(unpacked: Path, package: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    code = "from chip_export_controls.__main__ import main; main()"
    command = [sys.executable, "-P", "-c", code, "validate", "--root", str(package)]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "no findings\n", "")


def test_the_console_script_says_what_to_install(unpacked: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    code = "import sys; sys.modules['typer'] = None; from chip_export_controls.__main__ import main; main()"
    command = [sys.executable, "-P", "-c", code, "validate"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    expected = "typer is not installed: the commands need pip install 'chip-export-controls[validate]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", expected)
