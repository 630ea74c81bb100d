"""Several files are written all or none, and nobody's journal moves anything else."""

import json
from pathlib import Path

import pytest
from conftest import run, tree
from repositories import commit

from chip_export_controls.editing.transaction import NoJournal, settle, write_all
from chip_export_controls.model.descriptor import JOURNAL


def test_all_files_are_written_and_nothing_is_left_behind(package: Path) -> None:
    before = {file.name for file in package.iterdir()}
    write_all(package, {"CITATION.cff": "a\n", "datapackage/firms.csv": "b\n"})
    assert ((package / "CITATION.cff").read_text(), (package / "datapackage/firms.csv").read_text()) == ("a\n", "b\n")
    assert {file.name for file in package.iterdir()} == before | {"CITATION.cff"}


def journal(package: Path, aside: str, *files: str) -> None:
    (package / ".change-x").mkdir()
    for n, _ in enumerate(files):
        (package / ".change-x" / str(n)).write_text("new\n", "utf-8")
    (package / JOURNAL).write_text(json.dumps({"aside": aside, "files": files}), "utf-8")


def test_a_command_finishes_what_a_killed_one_had_committed(package: Path) -> None:
    journal(package, ".change-x", "CHANGELOG.md", "CITATION.cff")
    (package / ".change-x" / "0").rename(package / "CHANGELOG.md")  # the kill came after the first of two files
    result = run("fmt", "--root", package)
    assert "CITATION.cff: finished what a killed command had begun" in result.output
    assert (package / "CITATION.cff").read_text("utf-8") == "new\n"
    assert not (package / JOURNAL).exists()
    assert not (package / ".change-x").exists()


@pytest.mark.parametrize(
    ("aside", "path"),
    [
        (".change-x", "../evil"),
        (".change-x", "build.py"),
        (".change-x", "/tmp/evil"),
        (".change-x", "datapackage/../x.csv"),
        ("../.change-x", "CITATION.cff"),
        ("sources", "CITATION.cff"),
    ],
)
def test_a_journal_that_names_anything_else_is_refused(aside: str, path: str, package: Path) -> None:
    journal(package, aside, path)
    with pytest.raises(NoJournal, match="names files that no command writes"):
        settle(package)
    assert run("fmt", "--root", package).exit_code == 2
    assert "package/no-change-is-pending" in run("validate", "--root", package).output
    assert (package / JOURNAL).exists()


READERS = [
    ("validate",),
    ("diff", "HEAD"),
    ("stats",),
    ("fmt", "--check"),
    ("verify", "--texts", "."),
    ("build", "--out", "dist"),
    ("release", "check"),
]


@pytest.mark.parametrize("words", READERS, ids=lambda words: words[0])
def test_a_reader_finishes_nothing_that_a_journal_tells_it_to(
    words: tuple[str, ...], package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A journal may be a stranger's, committed with the change that it hides."""
    monkeypatch.chdir(tmp_path)
    commit(package)
    journal(package, ".change-x", "datapackage/firms.csv")
    before = tree(package)
    said = run(*words, "--root", package).output
    assert "finished" not in said
    assert tree(package) == before


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"aside": 1, "files": []}', "[" * 100_000])
def test_a_file_that_is_no_journal_is_refused(text: str, package: Path) -> None:
    (package / JOURNAL).write_text(text, "utf-8")
    with pytest.raises(NoJournal):
        settle(package)


def test_a_linked_folder_is_not_written_through(package: Path, tmp_path: Path) -> None:
    journal(package, ".change-x", "datapackage/firms.csv")
    (package / "datapackage").rename(tmp_path / "elsewhere")
    (package / "datapackage").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(NoJournal):
        settle(package)
