"""Turns the pages that search reads into Pagefind's index."""

import base64
import json
import os
import re
import subprocess
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .search_order import put_in_order

_UNUSED = ("pagefind-ui.", "pagefind-modular-ui.", "pagefind-component-ui.", "pagefind-highlight.")
# what search leaves out: marked elements that hold none of their kind, who says so, and links, whose text stays
_MARKED = r"<(p|thead|h2|ul)\b[^>]* data-pagefind-ignore>.*?</\1>"
_CUT = re.compile(rf'{_MARKED}|<span class="said">.*?</span>|</?(?:a|i|time|ul|small)\b[^>]*>', re.S)
_LAST = "<div data-pagefind-ignore>"  # stands behind all that is read


class NoSearch(RuntimeError):
    """The index could not be made; the message says why."""


def read_by_search(page: str) -> str:
    """The part of a page that search reads; Pagefind takes most of its time for markup that it leaves out."""
    body = page[page.index("<main") : page.index("</main>")].partition(_LAST)[0]
    return f'<!doctype html><html lang="en"><body>{_CUT.sub("", body)}</main></body></html>'


class Index:
    """A running Pagefind that is handed page after page, so that their order, and the bytes, are always the same."""

    def __init__(self) -> None:
        """Starts it. Raises ModuleNotFoundError without the extra `site`."""
        from pagefind.service import get_executable

        binary = get_executable()
        if binary is None:
            raise ModuleNotFoundError("pagefind has no binary here", name="pagefind")
        self._running = subprocess.Popen([str(binary), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._said: list[dict[str, Any]] = []
        self._done = threading.Event()
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        self._asked = 0
        self._ask({"type": "NewIndex", "config": {"force_language": "en"}})

    def _listen(self) -> None:
        """Takes the answers as they come: each ends with a comma."""
        rest = b""
        while self._running.stdout and (piece := os.read(self._running.stdout.fileno(), 1 << 20)):
            *whole, rest = (rest + piece).split(b",")
            self._said += [json.loads(base64.b64decode(text)) for text in whole]
            kinds = {told["payload"]["type"] for told in self._said[-len(whole) :]} if whole else set()
            if "Error" in kinds:
                self._running.kill()
            if kinds & {"Error", "GetFiles"}:
                break
        self._done.set()

    def _ask(self, what: dict[str, Any]) -> None:
        self._asked += 1
        text = json.dumps({"message_id": self._asked, "payload": what}, ensure_ascii=False)
        try:
            assert self._running.stdin is not None
            self._running.stdin.write(base64.b64encode(text.encode("utf-8")) + b",")
            self._running.stdin.flush()
        except BrokenPipeError as error:
            raise NoSearch("the search index could not be made: Pagefind has stopped") from error

    def add(self, pages: Iterable[tuple[str, str]]) -> None:
        """Hands over pages, each with its path below the site."""
        for path, text in pages:
            self._ask({"type": "AddFile", "index_id": 0, "file_path": path, "file_contents": text})

    def finish(self, folder: Path) -> None:
        """Writes the index below the site, without the ready-made widgets, which it does not use. Raises NoSearch."""
        self._ask({"type": "GetFiles", "index_id": 0})  # what Pagefind writes itself may be late
        self._done.wait()
        self._running.communicate()
        faults = [told["payload"] for told in self._said if told["payload"]["type"] == "Error"]
        if faults or len(self._said) != self._asked:
            said = faults[0].get("message", "") if faults else "Pagefind has stopped"
            raise NoSearch(f"the search index could not be made: {said}")
        for file in self._said[-1]["payload"]["files"]:
            if not file["path"].startswith(_UNUSED):
                path = folder / "pagefind" / file["path"]
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(base64.b64decode(file["content"]))
        put_in_order(folder / "pagefind")
