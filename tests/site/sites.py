"""The site of the record, built once for all tests, and the program that runs its scripts outside a browser."""

import atexit
import os
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

pytest.importorskip("jinja2", reason="the extra `site` is not installed")

BASE = "https://controls.example/"


@cache
def of_record() -> Path:
    """The site of the record, with two pages of documentation; SITE names one that is built already."""
    if "SITE" in os.environ:
        return Path(os.environ["SITE"])
    from chip_export_controls import library
    from chip_export_controls.site.build import build

    folder = Path(tempfile.mkdtemp(prefix="controls-site-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    docs = folder / "docs"
    (docs / "data").mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n\nSee [tables](data/index.md).\n", "utf-8")
    (docs / "data" / "index.md").write_text("# Tables\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n", "utf-8")
    library.forget()
    return build(folder / "site", base=BASE, docs=docs)


@cache
def answers() -> Path:
    """The scripts that answer in the browser, with their data, without the pages around them."""
    from chip_export_controls import library
    from chip_export_controls.site import contents, questions, search
    from chip_export_controls.site.context import Site
    from chip_export_controls.site.pages import Made
    from chip_export_controls.site.record import read

    library.forget()
    folder, site = Path(tempfile.mkdtemp(prefix="controls-answers-")), Site(read(), BASE)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    made = {"in-force": questions.in_force, "check": questions.check, "screen": questions.screen}
    for name, make in made.items():
        (folder / f"{name}.js").write_bytes(make(site))
    static = Path(questions.__file__).parent / "static"
    shutil.copy(static / "answers.js", folder)
    shutil.copy(static / "find.js", folder / "finder.js")
    pages = [page for part in (contents.few, contents.many) for page in part(site)]
    listed = [Made(p.path, p.title, p.template, p.twin is not None, p.kind, p.description) for p in pages]
    for path, content in search.files(site, listed, {}):
        file = folder / Path(path).relative_to("answers")
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(content)
    return folder


def node() -> str:
    """The program that runs the site's own scripts; the test is skipped where there is none."""
    found = shutil.which("node")
    if not found:
        pytest.skip("node is not installed: the browser's answers are not held against the library's")
    return found
