"""What the tests share: a package in miniature that they may break, and ways to break it and to run commands on it."""

import hashlib
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from edits import apply
from hypothesis import settings
from typer.testing import CliRunner, Result

from chip_export_controls import library
from chip_export_controls.cli import app

settings.register_profile("untimed", deadline=None)  # no test is timed
settings.load_profile("untimed")

TESTS = Path(__file__).parent
REPOSITORY, GOOD, BAD = TESTS.parent, TESTS / "good", TESTS / "bad"
TEXT = GOOD / "texts" / "wire-2020-report.txt"
CASES = sorted(file.parent for file in BAD.rglob("edits.json"))

FIRM = {"name": "Lux Optics Inc.", "jurisdiction": "NA", "kind": "other", "claim": "wire-2020-report.002"}
CHANGELOG = "# Changelog\n\n## 0.1.0 – 2026-11-20\n\n- First.\n"
CITATION = 'title: x\nversion: 0.1.0\ndate-released: "2026-11-20"\n'


def assemble(root: Path) -> Path:
    """Copies the clean package in miniature to `root`, under the project's own descriptor and schemas."""
    shutil.copytree(GOOD, root)
    shutil.copy(REPOSITORY / "datapackage.json", root)
    shutil.copytree(REPOSITORY / "schemas", root / "schemas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return root


def rule_of(case: Path) -> str:
    """The rule that a bad case is of: the folder that it stands in."""
    return case.parent.relative_to(BAD).as_posix()


def bad(package: Path, rule: str) -> None:
    """Makes the edits of a rule's first bad case."""
    apply(package, json.loads((BAD / rule / "1" / "edits.json").read_text("utf-8")))


def tree(root: Path) -> dict[str, str]:
    """Each file below `root` with its digest, but for huge ones."""
    files = (file for file in root.rglob("*") if file.is_file() and file.stat().st_size < 2**20)
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def run(*words: object) -> Result:
    """Runs a command line in this process."""
    return CliRunner().invoke(app, [str(word) for word in words])


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A writable copy of the clean package in miniature."""
    return assemble(tmp_path / "package")


@pytest.fixture
def in_miniature(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The loader reads the package in miniature."""
    monkeypatch.setattr(library, "home", lambda: package)
    library.forget()
    yield
    library.forget()
