"""What the tests share: a package in miniature that they may break."""

import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[1]
GOOD = Path(__file__).parent / "good"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A writable copy of the clean package in miniature, under the project's own descriptor and schemas."""
    root = tmp_path / "package"
    shutil.copytree(GOOD, root)
    shutil.copy(REPOSITORY / "datapackage.json", root)
    shutil.copytree(REPOSITORY / "schemas", root / "schemas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return root
