"""What the tests share: a package in miniature that they may break."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from chip_export_controls import library

REPOSITORY = Path(__file__).parents[1]
GOOD = Path(__file__).parent / "good"


def assemble(root: Path) -> Path:
    """Copies the clean package in miniature to `root`, under the project's own descriptor and schemas."""
    shutil.copytree(GOOD, root)
    shutil.copy(REPOSITORY / "datapackage.json", root)
    shutil.copytree(REPOSITORY / "schemas", root / "schemas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return root


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A writable copy of the clean package in miniature."""
    return assemble(tmp_path / "package")


@pytest.fixture
def in_miniature(package: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The loader reads the package in miniature."""
    monkeypatch.setattr(library, "home", lambda: package)
    library._package.cache_clear()
    yield
    library._package.cache_clear()
