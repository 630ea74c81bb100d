"""What was once reported of one cell is found in every cell of its kind: text, codes, addresses."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import GOOD

from chip_export_controls.checks.check import check
from chip_export_controls.model.csv import write_rows
from chip_export_controls.model.descriptor import law
from chip_export_controls.model.table import Field

Spoil = Callable[[str], str]

# columns of words, which no list, pattern or reference holds to a form
WORDS = {
    (table.name, field.name)
    for table in law().values()
    for field in table.fields
    if field.type == "string"
    and not field.enum
    and "pattern" not in field.constraints
    and not field.is_date
    and field.name not in {link.column for link in table.foreign_keys}
}
DAMAGE: dict[str, tuple[str, Spoil]] = {
    "no-break space": ("any/one-plain-space", lambda cell: f"{cell}\u00a0x"),
    "narrow no-break space": ("any/one-plain-space", lambda cell: f"{cell}\u202fx"),
    "ideographic space": ("any/one-plain-space", lambda cell: f"{cell}\u3000x"),
    "two spaces": ("any/one-plain-space", lambda cell: f"{cell}  x"),
    "three spaces": ("any/one-plain-space", lambda cell: f"x   {cell}"),
    "dash of Windows-1252": ("any/read-as-utf-8", lambda cell: f"{cell} â€“ x"),
    "accent of Latin-1": ("any/read-as-utf-8", lambda cell: f"annexÃ© {cell}"),
    "Chinese of Latin-1": ("any/read-as-utf-8", lambda cell: f"{cell} " + "灯".encode().decode("latin-1")),
    "replacement character": ("any/read-as-utf-8", lambda cell: f"{cell} \ufffd"),
    "question marks": ("any/read-as-utf-8", lambda cell: f"{cell} ????"),
    "named entity": ("any/no-markup", lambda cell: f"{cell} &amp; x"),
    "numeric entity": ("any/no-markup", lambda cell: f"{cell}&#8211;x"),
    "tag": ("any/no-markup", lambda cell: f"<i>{cell}</i>"),
    "full-width letters": ("any/plain-letters", lambda cell: f"Ｌａｍｐ {cell}"),
    "full-width digits": ("any/plain-letters", lambda cell: f"{cell} １２"),
    "ligature": ("any/plain-letters", lambda cell: f"{cell} oﬃce"),
    "N/A": ("any/empty-is-empty", lambda cell: "N/A"),
    "nan": ("any/empty-is-empty", lambda cell: "nan"),
    "NULL": ("any/empty-is-empty", lambda cell: "NULL"),
    "None": ("any/empty-is-empty", lambda cell: "None"),
    "unknown": ("any/empty-is-empty", lambda cell: "unknown"),
    "TBD": ("any/empty-is-empty", lambda cell: "TBD"),
    "dashes": ("any/empty-is-empty", lambda cell: "–"),
    "left open": ("any/empty-is-empty", lambda cell: f"{cell} [INSERT PAGE]"),
    "number of a code": ("any/as-it-was-typed", lambda cell: "4.00E+91"),
    "error of a formula": ("any/as-it-was-typed", lambda cell: "#REF!"),
    "day of a code": ("any/as-it-was-typed", lambda cell: "02-Jan"),
    "truth": ("any/as-it-was-typed", lambda cell: "TRUE"),
    "zero-width space": ("any/no-invisible-characters", lambda cell: f"{cell}\u200bx"),
    "tag characters": ("any/no-invisible-characters", lambda cell: f"{cell}\U000e0041"),
    "look-alikes": ("any/one-script-words", lambda cell: f"{cell} Lаmp"),
    "Armenian letter": ("any/one-script-words", lambda cell: f"{cell} Lամp"),
    "Cherokee letter": ("any/one-script-words", lambda cell: f"{cell} \u13deamp"),
    "phonetic letter": ("any/plain-letters", lambda cell: f"{cell} L\u1d00mp"),
    "stacked marks": ("any/plain-letters", lambda cell: f"{cell} L\u0315\u0316amp"),
    "stroke through a letter": ("any/plain-letters", lambda cell: f"{cell} L\u0336amp"),
    "picture": ("any/plain-letters", lambda cell: f"{cell} \U0001f4a1"),
    "hyphen that is none": ("any/plain-letters", lambda cell: f"{cell} x\u2010x"),
    "cut off": ("any/text-is-whole", lambda cell: f"{cell} and,"),
    "bracket left open": ("any/text-is-whole", lambda cell: f"{cell} ("),
    "begun in the middle": ("any/text-is-whole", lambda cell: f") {cell}"),
    "word said twice": ("any/text-is-whole", lambda cell: f"{cell} of of it"),
    "letter of a PDF": ("any/text-is-whole", lambda cell: f"{cell} (cid:12)"),
    "page left open": ("any/empty-is-empty", lambda cell: f"{cell} on page XX"),
    "empty brackets": ("any/empty-is-empty", lambda cell: f"{cell} [ ] x"),
    "doubt": ("any/empty-is-empty", lambda cell: f"{cell} (?)"),
    "n/a with a stop": ("any/empty-is-empty", lambda cell: "N/A."),
    "formula": ("any/no-formulas", lambda cell: f"=x {cell}"),
}


def rows_of(file: Path) -> tuple[list[str], list[list[str]]]:
    head, *rows = csv.reader(io.StringIO(file.read_text("utf-8"), newline=""))
    return head, rows


def spoilt(package: Path, columns: set[tuple[str, str]], spoil: Spoil) -> set[tuple[str, int, str]]:
    """Spoils the first row of each table in each of the columns; the places, by file, line and column."""
    places = set()
    for name, table in law().items():
        file = package / table.path
        head, rows = rows_of(file)
        for n, column in enumerate(head):
            if (name, column) in columns and rows:
                rows[0][n] = spoil(rows[0][n] or "x")
                places.add((table.path, 2, column))
        file.write_text(write_rows(head, rows), "utf-8")
    return places


def found(package: Path, rule: str) -> set[tuple[str, int, str]]:
    return {(f.file, f.line, column) for f in check(package).findings if f.rule == rule for column in f.columns}


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_to_text_is_found_in_every_column_of_words(kind: str, package: Path) -> None:
    rule, spoil = DAMAGE[kind]
    places = spoilt(package, WORDS, spoil)
    assert len(places) > 20
    assert places - found(package, rule) == set()


ADDRESSES = {(t.name, f.name) for t in law().values() for f in t.fields if f.pattern.startswith("https?://")}
WRONG = {
    "any/address-is-public": [
        "http://localhost:8000/x.pdf",
        "http://127.0.0.1/x",
        "http://10.1.2.3/x",
        "http://192.168.0.1/x",
        "http://172.20.0.1/x",
        "http://[::1]/x",
        "http://server/x",
        "http://server.local/x",
        "https://user:word@example.org/x",
        "https://user@example.org/x",
        "http://LOCALHOST/x",
        "http://0.0.0.0/",
        "http://0x7f.0.0.1/x",
        "http://0177.0.0.1/x",
        "http://2130706433/x",
        "http://127.0.0.1.nip.io/x",
        "https://example.org/x?token=abc",
        "https://example.org/x;jsessionid=ABC",
    ],
    "any/address-can-be-followed": [
        "https://example.org/x#:~:text=lamp",
        "https://example.org/x#a:~:text=lamp",
        "https://example.org/%zz",
        "https://example.org/x%2",
        "https://example.org/x,",
        "https://example.org/a%2520b",
        "https://https://example.org/",
        "https://example..org/",
    ],
    "any/cell-has-form": [
        "doi:10.1000/182",
        "null://x",
        "www.example.org",
        "ftp://example.org/x",
        "javascript:alert(1)",
    ],
}


@pytest.mark.parametrize(("rule", "address"), [(rule, a) for rule, some in WRONG.items() for a in some])
def test_an_address_that_leads_nowhere_is_found_in_every_column_of_addresses(
    rule: str, address: str, package: Path
) -> None:
    places = spoilt(package, ADDRESSES, lambda cell: address)
    assert len(places) >= 2
    assert places - found(package, rule) == set()


def coded() -> Iterator[tuple[str, Field]]:
    for table in law().values():
        yield from ((table.name, f) for f in table.fields if f.name in ("control_code", "language", "jurisdiction"))


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("control_code", ["1.79769313486232E+308", "03-Jan"]),
        ("language", ["english", "EN", "en_US", "xx", "zh-Hanx", "cn"]),
        ("jurisdiction", ["UK", "us", "USA", "ZZ", "Namibia"]),
    ],
)
def test_a_code_of_another_form_is_found_wherever_such_a_code_stands(
    name: str, cells: list[str], package: Path
) -> None:
    columns = {(table, field.name) for table, field in coded() if field.name == name}
    for cell in cells:
        places = spoilt(package, columns, lambda _, cell=cell: cell)  # type: ignore[misc]
        assert places
        errors = {(f.file, f.line, c) for f in check(package).findings if f.severity == "error" for c in f.columns}
        assert places - errors == set(), cell


def test_the_miniature_has_a_row_of_nearly_every_table() -> None:
    empty = [file.stem for file in sorted((GOOD / "datapackage").glob("*.csv")) if not rows_of(file)[1]]
    assert empty == []


def test_the_bytes_that_a_descriptor_promises_are_those_of_each_table(package: Path) -> None:
    file = package / "datapackage.json"
    whole = json.loads(file.read_text("utf-8"))
    for resource in whole["resources"]:
        resource["bytes"] = 1
        resource["hash"] = "sha256:" + "0" * 64
    file.write_text(json.dumps(whole, indent=2), "utf-8")
    told = {f.file for f in check(package).findings if f.rule == "package/file-is-as-promised"}
    assert told == {table.path for table in law().values()}
