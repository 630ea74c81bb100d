"""Turns `datapackage.json` and the Table Schemas into frozen tables and fields, or into findings."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Any

from ..findings.finding import Finding
from ..findings.general_rules import broken
from .home import home
from .plain_file import unfit
from .table import Field, ForeignKey, Package, Table

DESCRIPTOR = "datapackage.json"
JOURNAL = ".change.json"  # of a command that changes several files at once
LIMIT = 8 * 2**20
MOST_RESOURCES = 100
# which a release carries beside its tables
TEXTS = ("LICENSE", "LICENSE-DATA", "CITATION.cff", "CHANGELOG.md", "README.md")


class _Refused(Exception):
    def __init__(self, rule: str, file: str, value: str = "", fix: str | None = None, line: int = 1) -> None:
        table = "datapackage" if file == DESCRIPTOR else PurePosixPath(file).stem
        self.finding = broken(rule, table, file, line, value, fix)


def _line_of(file: Path, value: object, which: int = 1) -> int:
    """The first line of a JSON file that holds the value as it is written there, or the `which`th, or 1."""
    lines = file.read_text("utf-8", errors="replace").splitlines()
    spellings = (json.dumps(value), json.dumps(value, ensure_ascii=False))
    found = [n for n, line in enumerate(lines, 1) if any(spelling in line for spelling in spellings)]
    return found[which - 1] if len(found) >= which else 1


def _inside(root: Path, path: object, said_in: str) -> Path:
    """The file that a relative path names, refused if it leaves the folder or goes through a link."""
    parts = PurePosixPath(path).parts if isinstance(path, str) else ()
    bad = not parts or parts[0] == "/" or ".." in parts or ":" in str(path) or "\\" in str(path) or "\0" in str(path)
    steps = [root.joinpath(*parts[: n + 1]) for n in range(len(parts))] if not bad else []
    if bad or any(step.is_symlink() for step in steps):
        raise _Refused("package/path-stays-inside", said_in, str(path), line=_line_of(root / said_in, path))
    return root.joinpath(*parts)


class GivenTwice(ValueError):
    """A key that an object of a JSON file gives twice: readers differ on which of the two holds."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(found := dict(pairs)) < len(pairs):
        names = [name for name, _ in pairs]
        raise GivenTwice(next(name for n, name in enumerate(names) if name in names[:n]))
    return found


def _no_number(text: str) -> None:
    raise ValueError(f"{text} is no JSON")


def read_json(data: bytes) -> Any:
    """The value of a JSON text in UTF-8; raises ValueError, for a key given twice too, or RecursionError."""
    return json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_number)


def _json(root: Path, path: str) -> Any:
    file = root / path
    reason = unfit(file, LIMIT)
    if reason.endswith("bytes"):
        raise _Refused("package/file-is-json", path, reason, f"a descriptor has at most {LIMIT} bytes")
    if reason == "a link":
        raise _Refused("package/path-stays-inside", path, path, "put the file itself in its place")
    if reason:
        raise _Refused("package/file-is-there", path, path, f"add {path}, or correct the path that names it")
    try:
        return read_json(file.read_bytes())
    except GivenTwice as error:
        raise _Refused("package/key-is-given-once", path, str(error), line=_line_of(file, str(error), 2)) from error
    except json.JSONDecodeError as error:
        raise _Refused("package/file-is-json", path, error.msg, f"see column {error.colno}", error.lineno) from error
    except (UnicodeDecodeError, RecursionError, ValueError) as error:
        raise _Refused("package/file-is-json", path, type(error).__name__) from error


def _known(condition: bool, where: str, what: str) -> None:
    if not condition:
        raise _Refused("package/shape-is-known", where, what)


def _listed(names: Any) -> list[Any]:
    """The names of fields, of which a Table Schema writes a single one as a text too."""
    return [names] if isinstance(names, str) else list(names)


def _parsed(name: str, path: str, schema: Any, where: str) -> Table:
    """A table from its schema; refused where the schema has not the shape that the machinery relies on.

    Where no key is given, a row is told from others by all its cells.
    """
    try:
        columns = tuple(Field(f["name"], f.get("type", "string"), f) for f in schema["fields"])
        links = tuple(
            ForeignKey(
                _listed(k["fields"])[0],
                k["reference"].get("resource") or name,
                _listed(k["reference"]["fields"])[0],
            )
            for k in schema.get("foreignKeys", [])
        )
        key = tuple(_listed(schema.get("primaryKey", []))) or tuple(field.name for field in columns)
        table = Table(name, path, schema, columns, key, links)
        sound = set(table.columns) >= {*table.key, *(link.column for link in links)}
    except (TypeError, KeyError, IndexError, AttributeError) as error:
        fix = "give the schema fields with names, and foreignKeys with a reference"
        raise _Refused("package/shape-is-known", where, f"{type(error).__name__}: {error}", fix) from error
    _known(bool(columns) and bool(table.key) and sound, where, "a key names fields of its schema")
    return table


def _table(root: Path, resource: Any, law: Mapping[str, Table], findings: list[Finding]) -> Table:
    """The table of a resource; where the law knows the table, the law's schema holds, whatever the folder says."""
    _known(isinstance(resource, dict), DESCRIPTOR, "a resource is an object")
    name, path, where = resource.get("name"), resource.get("path"), resource.get("schema")
    named = isinstance(name, str) and re.match(r"\w", name) is not None and name.isprintable()
    _known(named, DESCRIPTOR, "a resource has a name that begins with a letter")
    _inside(root, path, DESCRIPTOR)
    if isinstance(where, dict):  # a release carries its schemas in its descriptor
        schema, where = where, DESCRIPTOR
    else:
        where = _inside(root, where, DESCRIPTOR).relative_to(root).as_posix()
        schema = _json(root, where)
    if name not in law:
        return _parsed(name, path, schema, where)
    if schema != law[name].schema:
        findings.append(_Refused("package/schema-is-the-law", where, name).finding)
    return replace(law[name], path=path)


def read_package(root: Path, law: Mapping[str, Table] = MappingProxyType({})) -> tuple[Package, list[Finding]]:
    """The package below `root`, with the tables that could be read, and findings on the rest.

    `law` holds the tables of the data model that the package is held to, by name; none for the model's own package.
    """
    try:
        descriptor = _json(root, DESCRIPTOR)
        resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
        _known(isinstance(resources, list), DESCRIPTOR, "the descriptor has a list of resources")
        _known(len(resources or []) <= MOST_RESOURCES, DESCRIPTOR, f"at most {MOST_RESOURCES} resources")
    except _Refused as refused:
        return Package(root, {}, {}), [refused.finding]
    tables: dict[str, Table] = {}
    findings: list[Finding] = []
    for resource in resources or []:
        try:
            table = _table(root, resource, law, findings)
            tables[table.name] = table
        except _Refused as refused:
            findings.append(refused.finding)
    return Package(root, descriptor, tables), findings


@cache
def law() -> Mapping[str, Table]:
    """The tables of the data model, by name: those of the installed package."""
    return read_package(home())[0].tables
