"""A package that means harm is refused in a sentence, within five seconds of work and half a gigabyte of memory."""

import csv
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import tree
from measured import LINUX, measured

from chip_export_controls.model.csv import write_rows

pytestmark = LINUX


def append(path: str, data: bytes) -> Callable[[Path], None]:
    def change(package: Path) -> None:
        with (package / path).open("ab") as stream:
            stream.write(data)

    return change


def write(path: str, data: bytes) -> Callable[[Path], None]:
    def change(package: Path) -> None:
        (package / path).write_bytes(data)

    return change


def grow(path: str, size: int) -> Callable[[Path], None]:
    return lambda package: os.truncate(package / path, size)


def descriptor(**resource: object) -> Callable[[Path], None]:
    """Points the first resource of the descriptor elsewhere."""

    def change(package: Path) -> None:
        file = package / "datapackage.json"
        whole = json.loads(file.read_text("utf-8"))
        whole["resources"][0] |= resource
        file.write_text(json.dumps(whole, indent=2), "utf-8")

    return change


def link(path: str, target: str) -> Callable[[Path], None]:
    def change(package: Path) -> None:
        (package / path).unlink()
        (package / path).symlink_to(target)

    return change


def linked(path: str, target: str) -> Callable[[Path], None]:
    return lambda package: (package / path).symlink_to(target)


def pipe(path: str) -> Callable[[Path], None]:
    def change(package: Path) -> None:
        (package / path).unlink(missing_ok=True)
        os.mkfifo(package / path)

    return change


def folder(path: str) -> Callable[[Path], None]:
    def change(package: Path) -> None:
        (package / path).unlink()
        (package / path).mkdir()

    return change


def huge(path: str) -> Callable[[Path], None]:
    def change(package: Path) -> None:
        (package / path).touch()
        os.truncate(package / path, 2**40)

    return change


FIRMS, RECORD = "datapackage/firms.csv", "sources/wire-2020-report.json"
CASES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a cell of 200 MB": (append(FIRMS, b"x," + b"a" * 200_000_000 + b"\n"), "any/file-is-small"),
    "a million columns": (write(FIRMS, b",".join([b"c"] * 10**6) + b"\n"), "any/columns-match-schema"),
    "a row of five million cells": (append(FIRMS, b"," * 5_000_000 + b"\n"), "any/file-is-small"),
    "ten million blank lines": (append(FIRMS, b"\n" * 10_000_000), "any/file-is-small"),
    "blank lines below the limit of lines": (append(FIRMS, b"\n" * 999_000), "any/file-is-small"),
    "ten million carriage returns": (append(FIRMS, b"\r" * 10_000_000), "any/file-is-small"),
    "a file of a terabyte": (grow(FIRMS, 2**40), "any/file-is-small"),
    "a descriptor nested deeply": (write("datapackage.json", b"[" * 10**6), "package/file-is-json"),
    "objects nested deeply": (write("datapackage.json", b'{"resources":' * 10**5), "package/file-is-json"),
    "a record nested deeply": (write(RECORD, b"[" * 30_000_000), "record/has-its-form"),
    "a record of a terabyte": (grow(RECORD, 2**40), "record/has-its-form"),
    "a number of a million digits": (write(RECORD, b"1" * 10**6), "record/has-its-form"),
    "too many resources": (
        write("datapackage.json", b'{"resources":[' + b"{},".join([b""] * 200_000) + b"{}]}"),
        "package/shape-is-known",
    ),
    "a path that climbs": (descriptor(path="../../../etc/passwd"), "package/path-stays-inside"),
    "an absolute path": (descriptor(path="/etc/passwd"), "package/path-stays-inside"),
    "a URL": (descriptor(path="https://example.org/x.csv"), "package/path-stays-inside"),
    "a schema that climbs": (descriptor(schema="../x.json"), "package/path-stays-inside"),
    "a schema by URL": (descriptor(schema="https://example.org/x.json"), "package/path-stays-inside"),
    "a linked table": (link(FIRMS, "/etc/passwd"), "package/path-stays-inside"),
    "a linked record": (link(RECORD, "/etc/passwd"), "record/has-its-form"),
    "a record that is a pipe": (pipe("sources/zz.json"), "record/has-its-form"),
    "a record that is a folder": (lambda package: (package / "sources" / "zz.json").mkdir(), "record/has-its-form"),
    "a table that is a pipe": (pipe(FIRMS), "any/file-exists"),
    "a table that is a folder": (folder(FIRMS), "any/file-exists"),
    "a folder named as a table": (
        lambda package: (package / "datapackage/zz.csv").mkdir(),
        "package/csv-is-a-resource",
    ),
    "a descriptor that is a pipe": (pipe("datapackage.json"), "package/file-is-there"),
    "a descriptor that is a link": (link("datapackage.json", "/etc/passwd"), "package/path-stays-inside"),
    "a licence that is a link": (linked("LICENSE", "/etc/passwd"), "package/text-is-a-plain-file"),
    "a licence that is a pipe": (pipe("LICENSE"), "package/text-is-a-plain-file"),
    "a changelog of a terabyte": (huge("CHANGELOG.md"), "package/text-is-a-plain-file"),
    "a name with a line break": (
        write("datapackage/a\n::error::x.csv", b"x"),
        "package/csv-is-a-resource",
    ),
    "a name that steers a terminal": (
        write("sources/a\x1b[2J.json", b"x"),
        "record/has-its-form",
    ),
    "a table that is a device": (link(FIRMS, "/dev/zero"), "package/path-stays-inside"),
}


def cells(letter: str, times: int = 6_000) -> Callable[[Path], None]:
    """Each cell of text that is no id becomes as long as a cell may be, and a little wrong."""

    def change(package: Path) -> None:
        for file in (package / "datapackage").glob("*.csv"):
            head, *rows = list(csv.reader(io.StringIO(file.read_text("utf-8"))))
            for row in rows:
                for n, name in enumerate(head):
                    if row[n] and not name.endswith("_id"):
                        row[n] = letter * times + "&amp;"
            file.write_text(write_rows(head, rows), "utf-8")

    return change


def ids(times: int, long: int = 1) -> Callable[[Path], None]:
    """Many claims on sources that are not there, under ids that are near to each other."""

    def change(package: Path) -> None:
        file = package / "datapackage/claim_firms.csv"
        rows = "".join(f"wire-2020-reqort-{n}{'x' * long}.001,lamp-wroks-{n}{'y' * long}\n" for n in range(times))
        file.write_text(file.read_text("utf-8") + rows, "utf-8")

    return change


CASES |= {
    "cells of letters": (cells("a"), "any/no-markup"),
    "cells of words": (cells("lamp "), "any/no-markup"),
    "cells of look-alikes": (cells("аo"), "any/no-markup"),
    "cells of look-alike words": (cells("a АВ "), "any/no-markup"),
    "cells of hyphens": (cells("a-"), "any/no-markup"),
    "cells of digits": (cells("1"), "any/no-markup"),
    "cells of dates": (cells("2020-01-01/"), "any/no-markup"),
    "cells of addresses": (cells("https://a.b/"), "any/no-markup"),
    "cells of percent signs": (cells("%"), "any/no-markup"),
    "cells of brackets": (cells("(("), "any/no-markup"),
    "cells of Chinese": (cells("灯"), "any/no-markup"),
    "cells of combining marks": (cells("á"), "any/no-markup"),
    "cells of quotation marks": (cells('"'), "any/no-markup"),
    "a thousand broken ids": (ids(1_000), "any/reference-exists"),
    "broken ids as long as a cell": (ids(20, 30_000), "any/reference-exists"),
}


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_package_is_refused_in_a_sentence(name: str, package: Path) -> None:
    change, rule = CASES[name]
    change(package)
    ran = measured("validate", "--root", package)
    ran.is_well_behaved()
    said = ran.out.splitlines()
    assert (ran.code, ran.err) == (1, "")
    assert any(f"[{rule}]" in line for line in said)
    assert max(map(len, said)) < 5_000


WRITING = [
    "a cell of 200 MB",
    "a table that is a pipe",
    "a record that is a pipe",
    "a path that climbs",
    "a linked table",
]
WRITING += ["a descriptor nested deeply", "blank lines below the limit of lines", "a file of a terabyte"]
COMMANDS = [
    ("fmt",),
    ("stats",),
    ("build", "--out", "OUT"),
    ("rename", "firms", "lamp-works", "lux", "--reason", "x."),
    ("release", "check"),
    ("diff", "."),
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
@pytest.mark.parametrize("name", WRITING)
def test_other_commands_refuse_it_too_and_write_nothing(
    name: str, words: tuple[str, ...], package: Path, tmp_path: Path
) -> None:
    CASES[name][0](package)
    before = tree(package)
    given = [str(tmp_path / "out") if word == "OUT" else str(package) if word == "." else word for word in words]
    ran = measured(*given, "--root", package)
    ran.is_well_behaved()
    assert words[0] == "fmt" or tree(package) == before
