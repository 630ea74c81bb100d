"""What the tests of the site share: the site of the record, built once, and of a package in miniature."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chip_export_controls import library
from tests.given import assemble

pytest.importorskip("jinja2", reason="the extra `site` is not installed")
pytest.importorskip("pagefind", reason="the extra `site` is not installed")

BASE = "https://controls.example/"


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the record, with two pages of documentation."""
    from chip_export_controls.site.build import build

    docs = tmp_path_factory.mktemp("docs")
    (docs / "index.md").write_text("# Home\n\nSee [tables](data/index.md).\n", "utf-8")
    (docs / "data").mkdir()
    (docs / "data" / "index.md").write_text("# Tables\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n", "utf-8")
    library.forget()
    return build(tmp_path_factory.mktemp("site") / "site", base=BASE, docs=docs)


@pytest.fixture
def miniature(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Builds the site of the package in miniature, after the test has written to its files."""
    from chip_export_controls.site.build import build

    root = assemble(tmp_path / "package")
    monkeypatch.setattr(library, "home", lambda: root)

    def make(name: str = "site", **options: object) -> Path:
        library.forget()
        return build(tmp_path / name, base=BASE, **options)  # type: ignore[arg-type]

    make.root = root  # type: ignore[attr-defined]
    yield make
    library.forget()


@pytest.fixture(scope="session")
def node() -> str:
    """The program that runs the site's own scripts outside a browser."""
    found = shutil.which("node")
    if not found:
        pytest.skip("node is not installed: the browser's answers are not held against the library's")
    assert subprocess.run([found, "--version"], check=True, capture_output=True).stdout
    return found
