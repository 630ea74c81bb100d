"""A build never removes, replaces or reads what is not its own, and clears what killed builds left."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import REPOSITORY, run, tree

from chip_export_controls.checks.check import check
from chip_export_controls.release.build import build
from chip_export_controls.release.place import NotOurs

NAME = "chip-export-controls-0.3.0"


@pytest.fixture
def place(package: Path, tmp_path: Path) -> Path:
    """Where the release of the package is to stand."""
    version = json.loads((package / "datapackage.json").read_text("utf-8"))["version"]
    out = tmp_path / "dist"
    out.mkdir()
    return out / f"chip-export-controls-{version}"


def folder_of_others(place: Path) -> None:
    place.mkdir()
    (place / "thesis.txt").write_text("mine", "utf-8")


def empty_folder(place: Path) -> None:
    place.mkdir()


def file_in_its_place(place: Path) -> None:
    place.write_text("mine", "utf-8")


def link_to_others(place: Path) -> None:
    (place.parent.parent / "precious").mkdir()
    (place.parent.parent / "precious" / "thesis.txt").write_text("mine", "utf-8")
    place.symlink_to(place.parent.parent / "precious")


def link_to_nothing(place: Path) -> None:
    place.symlink_to(place.parent / "nowhere")


STANDING = [folder_of_others, empty_folder, file_in_its_place, link_to_others, link_to_nothing]


@pytest.mark.parametrize("stand", STANDING, ids=lambda f: f.__name__)
def test_what_no_build_made_is_neither_removed_nor_replaced(
    stand: Callable[[Path], None], package: Path, place: Path
) -> None:
    stand(place)
    before, link = tree(place.parent.parent), place.is_symlink()
    result = run("build", "--root", package, "--out", place.parent)
    assert result.exit_code == 2
    assert "move it away, or give another --out\nnothing was written" in result.stderr
    assert (tree(place.parent.parent), place.is_symlink()) == (before, link)


def added(release: Path) -> None:
    (release / "notes.txt").write_text("mine", "utf-8")


def changed(release: Path) -> None:
    (release / "datapackage" / "firms.csv").write_text("mine", "utf-8")


def linked(release: Path) -> None:
    (release / "more").symlink_to(release.parent)


def folder(release: Path) -> None:
    (release / "drafts").mkdir()


@pytest.mark.parametrize("touch", [added, changed, linked, folder], ids=lambda f: f.__name__)
def test_a_release_that_someone_worked_in_is_left_alone(
    touch: Callable[[Path], None], package: Path, place: Path
) -> None:
    assert build(check(package), place.parent, lambda _: None) == place
    touch(place)
    before = tree(place)
    with pytest.raises(NotOurs):
        build(check(package), place.parent, lambda _: None)
    assert tree(place) == before


@pytest.mark.parametrize("version", ["0.3.0/../../precious", "../x", "", "1.0.0\n"])
@pytest.mark.parametrize("field", ["name", "version"])
def test_a_name_or_a_version_that_climbs_is_refused_twice(
    field: str, version: str, package: Path, tmp_path: Path
) -> None:
    (tmp_path / "precious").mkdir()
    file = package / "datapackage.json"
    whole = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**whole, field: version}), "utf-8")
    before = tree(tmp_path)
    result = run("build", "--root", package, "--out", tmp_path / "dist")
    assert (result.exit_code, "package/field-has-its-form" in result.stderr) == (1, True)
    with pytest.raises(NotOurs):
        build(check(package), tmp_path / "dist", lambda _: None)
    assert tree(tmp_path) == before


def test_what_killed_builds_left_is_cleared_and_nothing_else(package: Path, place: Path) -> None:
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    left = place.parent / f".building-{dead.pid}-abcdefgh"
    running = place.parent / f".building-{os.getpid()}-abcdefgh"
    theirs = place.parent / ".building-site"
    for stray in (left, running, theirs):
        stray.mkdir()
    build(check(package), place.parent, lambda _: None)
    assert {path.name for path in place.parent.iterdir()} == {place.name, running.name, theirs.name}


LIMITED = """
import resource, runpy, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
size = int(sys.argv.pop(1))
sys.argv = sys.argv[1:]
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.parametrize("size", [1_000, 30_000])
def test_a_disk_that_is_full_is_said_in_a_sentence(size: int, package: Path, place: Path) -> None:
    pytest.importorskip("resource", reason="limits of a process are set so on POSIX only")
    command = [str(REPOSITORY / "build.py"), "build", "--root", str(package), "--out", str(place.parent)]
    limited = [sys.executable, "-c", LIMITED, str(size), *command]
    done = subprocess.run(limited, capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert done.stderr.endswith("nothing was written\n")
    assert list(place.parent.iterdir()) == []
