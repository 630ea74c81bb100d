"""Turns the tables into what a candidate is compared with: the acts that are known and the words of the record."""

import csv
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..model.descriptor import law, read_package
from ..model.table import Table
from ..model.unreadable import Unreadable
from . import keys
from .keys import Key

Row = dict[str, str]


@dataclass(frozen=True)
class Record:
    """The rows of the tables by name, and the measure of each number, name and address that the record has."""

    tables: Mapping[str, list[Row]]
    acts: Mapping[Key, str]
    names: Mapping[str, frozenset[str]]


def _rows(table: Table, file: Path) -> list[Row]:
    """The rows of a table, quickly: `validate` is what judges them. Raises Unreadable where they are none of it."""
    try:
        with file.open(encoding="utf-8", newline="") as stream:
            reader = csv.reader(stream, strict=True)
            if next(reader, None) != table.columns:
                raise Unreadable(f"{table.path}:1: the columns are not those of its schema")
            return [dict(zip(table.columns, row, strict=True)) for row in reader]
    except (OSError, UnicodeDecodeError, ValueError, csv.Error) as error:
        if isinstance(error, Unreadable):
            raise
        raise Unreadable(f"{table.path}: it cannot be read as rows ({type(error).__name__}): run `validate`") from error


def _stated(tables: Mapping[str, list[Row]]) -> Iterator[tuple[Key, str]]:
    """The numbers that a row gives for a measure itself."""
    for row in tables["measure_identifiers"]:
        if key := keys.normal(row["scheme"], row["value"]):
            yield key, row["measure_id"]
    for row in tables["measures"]:
        for key in keys.found_in(row["citation"]):
            yield key, row["measure_id"]


def _through_sources(tables: Mapping[str, list[Row]]) -> Iterator[tuple[Key, str]]:
    """The numbers of the official documents behind claims, with the measure that most of a document's claims are of."""
    about: dict[str, Counter[str]] = {}
    for row in tables["claim_measures"]:
        about.setdefault(row["claim_id"].rpartition(".")[0], Counter())[row["measure_id"]] += 1
    for row in tables["sources"]:
        counts = about.get(row["source_id"])
        if row["is_official"] != "true" or not counts:
            continue
        measure = min(counts, key=lambda id: (-counts[id], id))
        found = set(keys.found_in(f"{row['url']} {row['archive_url']}"))
        if row["source_id"].startswith("fr-") and (key := keys.normal("FR-DOC", row["source_id"][3:])):
            found.add(key)
        for address in (row["url"], row["archive_url"]):
            if key := keys.normal("URL", address):
                found.add(key)
        for key in sorted(found):
            yield key, measure


def listed_names(tables: Mapping[str, list[Row]]) -> dict[str, frozenset[str]]:
    """By measure: the names, folded, under which the record has the firms that it lists."""
    also: dict[str, set[str]] = {}
    for row in tables["firms"]:
        also.setdefault(row["firm_id"], set()).add(folded(row["name"]))
    for row in tables["firm_names"]:
        also.setdefault(row["firm_id"], set()).add(folded(row["name"]))
    names: dict[str, set[str]] = {}
    for row in tables["measure_firms"]:
        known = also.get(row["firm_id"], set()) | {folded(row.get("name_as_listed", ""))}
        names.setdefault(row["measure_id"], set()).update(known - {""})
    return {measure: frozenset(found) for measure, found in names.items()}


def folded(name: str) -> str:
    """A name by its letters and digits alone, without its legal form."""
    words = "".join(c if c.isalnum() else " " for c in name.casefold()).split()
    legal = {"inc", "ltd", "llc", "co", "corp", "corporation", "company", "limited", "nv", "plc", "ag", "gmbh"}
    return " ".join(word for word in words if word not in legal)


def read_record(root: Path) -> Record:
    """The record below `root`; what a row states of a measure goes before what its sources let conclude.

    Raises Unreadable where a table is not there or cannot be read.
    """
    package, findings = read_package(root, law())
    if findings or set(package.tables) != set(law()):
        raise Unreadable("the record cannot be read as its tables: run `validate`")
    tables = {name: _rows(table, package.file(name)) for name, table in package.tables.items()}
    acts: dict[Key, str] = {}
    for found in (_stated(tables), _through_sources(tables)):
        for key, measure in found:
            acts.setdefault(key, measure)
    return Record(tables, acts, listed_names(tables))
