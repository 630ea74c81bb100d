"""Turns the written pages into Pagefind's index."""

import subprocess
from pathlib import Path

from .search_order import put_in_order

# pages without a search body, such as claims, are not even read
GLOB = "{measures,firms,items,sources,jurisdictions,codes,docs,releases}/**/*.html"

_UNUSED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")


class NoSearch(RuntimeError):
    """The index could not be made; the message says why."""


def start(folder: Path) -> "subprocess.Popen[str]":
    """Begins to index the site below the folder. Raises ModuleNotFoundError without the extra `site`."""
    from pagefind.service import get_executable

    binary = get_executable()
    if binary is None:
        raise ModuleNotFoundError("pagefind has no binary here", name="pagefind")
    words = [str(binary), "--site", str(folder), "--glob", GLOB, "--force-language", "en", "--quiet"]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def finish(running: "subprocess.Popen[str]", folder: Path) -> None:
    """Waits for the index, without the ready-made widgets, which the site does not use. Raises NoSearch."""
    said, _ = running.communicate()
    if running.returncode:
        raise NoSearch(f"the search index could not be made: {said.strip()}")
    for file in (folder / "pagefind").glob("*"):
        if file.name.startswith(_UNUSED):
            file.unlink()
    put_in_order(folder / "pagefind")
