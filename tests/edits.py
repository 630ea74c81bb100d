"""Turns the clean package in miniature into a broken one, by the edits of a bad case."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from chip_export_controls.model.csv import write_rows


def _csv(root: Path, edit: dict[str, Any]) -> tuple[Path, list[list[str]]]:
    file = root / "datapackage" / f"{edit['table']}.csv"
    with file.open(encoding="utf-8", newline="") as stream:
        return file, list(csv.reader(stream))


def set_cells(root: Path, edit: dict[str, Any]) -> None:
    """Writes cells of one line: {"set": {column: value}, "table", "line"}; [text, times] is a text repeated."""
    file, rows = _csv(root, edit)
    for column, value in edit["set"].items():
        text = value if isinstance(value, str) else value[0] * value[1]
        rows[edit["line"] - 1][rows[0].index(column)] = text
    file.write_text(write_rows(rows[0], rows[1:]), encoding="utf-8")


def add_row(root: Path, edit: dict[str, Any]) -> None:
    """Puts a row before a line, with empty cells where none is given: {"add": {column: value}, "table", "line"}."""
    file, rows = _csv(root, edit)
    rows.insert(edit["line"] - 1, [edit["add"].get(column, "") for column in rows[0]])
    file.write_text(write_rows(rows[0], rows[1:]), encoding="utf-8")


def remove_line(root: Path, edit: dict[str, Any]) -> None:
    """Takes a line out: {"remove": line, "table"}."""
    file, rows = _csv(root, edit)
    del rows[edit["remove"] - 1]
    file.write_text(write_rows(rows[0], rows[1:]), encoding="utf-8")


def replace_bytes(root: Path, edit: dict[str, Any]) -> None:
    """Replaces the first run of bytes, written as Latin-1: {"replace": [old, new], "file"}."""
    file = root / edit["file"]
    old, new = (text.encode("latin-1") for text in edit["replace"])
    data = file.read_bytes()
    assert old in data, f"{old!r} is not in {file.name}"
    file.write_bytes(data.replace(old, new, 1))


def write_file(root: Path, edit: dict[str, Any]) -> None:
    """Writes a whole file, as Latin-1: {"write": text, "file"}."""
    (root / edit["file"]).write_bytes(edit["write"].encode("latin-1"))


def delete_file(root: Path, edit: dict[str, Any]) -> None:
    """Deletes a file: {"delete": path}."""
    (root / edit["delete"]).unlink()


def link_file(root: Path, edit: dict[str, Any]) -> None:
    """Moves a file out of the package and leaves a link to it: {"link": path}."""
    file = root / edit["link"]
    outside = root.parent / file.name
    shutil.move(file, outside)
    file.symlink_to(outside)


def grow_file(root: Path, edit: dict[str, Any]) -> None:
    """Makes a file as large as said, without writing as much: {"grow": bytes, "file"}."""
    with (root / edit["file"]).open("r+b") as stream:
        stream.truncate(edit["grow"])


def repeat_text(root: Path, edit: dict[str, Any]) -> None:
    """Adds a text many times at the end of a file: {"repeat": [text, times], "file"}."""
    text, times = edit["repeat"]
    with (root / edit["file"]).open("a", encoding="utf-8") as stream:
        stream.write(text * times)


EDITS: dict[str, Callable[[Path, dict[str, Any]], None]] = {
    "set": set_cells,
    "add": add_row,
    "remove": remove_line,
    "replace": replace_bytes,
    "write": write_file,
    "delete": delete_file,
    "link": link_file,
    "grow": grow_file,
    "repeat": repeat_text,
}


def apply(root: Path, edits: list[dict[str, Any]]) -> None:
    """Makes each edit in turn."""
    for edit in edits:
        name = next(name for name in EDITS if name in edit)
        EDITS[name](root, edit)
