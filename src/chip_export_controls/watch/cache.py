"""Keeps the last answer of each feed, with the marks by which its register tells that nothing has changed."""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_MARKS = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}


@dataclass(frozen=True)
class Kept:
    """An answer: the digest of the address that it came from, which may hold a key, its marks, and its bytes."""

    address: str
    marks: Mapping[str, str]
    body: bytes

    @classmethod
    def of(cls, url: str, headers: Mapping[str, str], body: bytes) -> "Kept":
        """An answer with the marks among its headers."""
        return cls(_digest(url.encode()), {mark: headers[mark] for mark in _MARKS if mark in headers}, body)

    @property
    def asked(self) -> dict[str, str]:
        """The headers that ask whether the answer still holds."""
        return {_MARKS[mark]: value for mark, value in self.marks.items()}


def _digest(data: bytes) -> str:
    return sha256(data).hexdigest()


@dataclass(frozen=True)
class Cache:
    """The folder with the answers."""

    folder: Path

    def kept(self, name: str, url: str) -> Kept | None:
        """The answer of a feed from this address; nothing where there is none, or one that is not whole."""
        try:
            told = json.loads((self.folder / f"{name}.json").read_text("utf-8"))
            body = (self.folder / f"{name}.body").read_bytes()
            marks = {mark: str(told["marks"][mark]) for mark in _MARKS if mark in told["marks"]}
            if told["address"] == _digest(url.encode()) and told["body"] == _digest(body):
                return Kept(told["address"], marks, body)
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def keep(self, name: str, kept: Kept) -> None:
        """Writes an answer that has a mark: first the bytes, then what vouches for them."""
        if not kept.marks:
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        told = {"address": kept.address, "marks": dict(kept.marks), "body": _digest(kept.body)}
        self._put(f"{name}.body", kept.body)
        self._put(f"{name}.json", json.dumps(told, sort_keys=True).encode())

    def drop(self, name: str) -> None:
        """Forgets the answer of a feed, so that one that could not be read is asked for anew."""
        (self.folder / f"{name}.json").unlink(missing_ok=True)

    def _put(self, name: str, data: bytes) -> None:
        handle, aside = tempfile.mkstemp(dir=self.folder, prefix=f".{name}.")
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(aside, self.folder / name)
