"""Puts the filters of Pagefind's index in order, so that the same pages give the same bytes.

Pagefind writes the values of a filter, and the filters, in an order that changes from run to run. Its files are gzip of
a mark and of CBOR with nothing but arrays, texts and whole numbers.
"""

import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

_MARK = b"pagefind_dcd"
_UINT, _TEXT, _ARRAY = 0, 3, 4


class Unknown(ValueError):
    """The file is not in the form that this module knows."""


def _head(data: bytes, at: int) -> tuple[int, int, int]:
    kind, size = data[at] >> 5, data[at] & 31
    if size < 24:
        return kind, size, at + 1
    if size > 27:
        raise Unknown("a length that is left open")
    end = at + 1 + (1 << (size - 24))
    return kind, int.from_bytes(data[at + 1 : end], "big"), end


def decoded(data: bytes, at: int = 0) -> tuple[Any, int]:
    """The value that begins at a place, and the place after it."""
    kind, count, at = _head(data, at)
    if kind == _UINT:
        return count, at
    if kind == _TEXT:
        return data[at : at + count].decode("utf-8"), at + count
    if kind != _ARRAY:
        raise Unknown(f"a value of kind {kind}")
    found = []
    for _ in range(count):
        value, at = decoded(data, at)
        found.append(value)
    return found, at


def encoded(value: Any) -> bytes:
    """The value as CBOR, each number in its shortest form."""

    def head(kind: int, count: int) -> bytes:
        if count < 24:
            return bytes([kind << 5 | count])
        for n in range(4):
            if count < 1 << (8 << n):
                return bytes([kind << 5 | 24 + n]) + count.to_bytes(1 << n, "big")
        raise Unknown("a number too large")

    if isinstance(value, int):
        return head(_UINT, value)
    if isinstance(value, str):
        text = value.encode("utf-8")
        return head(_TEXT, len(text)) + text
    return head(_ARRAY, len(value)) + b"".join(map(encoded, value))


def _read(file: Path) -> Any:
    data = gzip.decompress(file.read_bytes())
    if not data.startswith(_MARK):
        raise Unknown(f"{file.name} has not Pagefind's mark")
    return decoded(data, len(_MARK))[0]


def _write(folder: Path, language: str, suffix: str, value: Any, digits: int) -> str:
    """Writes the value under a name made of its bytes; returns the name without suffix."""
    data = _MARK + encoded(value)
    name = f"{language}_{hashlib.sha256(data).hexdigest()[:digits]}"
    prefix = "" if suffix == ".pf_filter" else "pagefind."
    (folder / f"{prefix}{name}{suffix}").write_bytes(gzip.compress(data, 9, mtime=0))
    return name


def put_in_order(folder: Path) -> None:
    """Rewrites the filters, what names them, and what names that. Raises Unknown where the form is another."""
    entry = json.loads((folder / "pagefind-entry.json").read_text("utf-8"))
    for language, told in entry["languages"].items():
        file = folder / f"pagefind.{told['hash']}.pf_meta"
        meta = _read(file)
        filters = []
        for name, was in meta[3]:
            old = folder / "filter" / f"{was}.pf_filter"
            of, values = _read(old)
            old.unlink()
            filters.append([name, _write(folder / "filter", language, ".pf_filter", [of, sorted(values)], 7)])
        meta[3] = sorted(filters)
        file.unlink()
        told["hash"] = _write(folder, language, ".pf_meta", meta, 10)
    text = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
    (folder / "pagefind-entry.json").write_text(text, "utf-8")
