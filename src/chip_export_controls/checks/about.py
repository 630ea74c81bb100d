"""Turns what the descriptor says of the package and of each resource into findings on fields without their form."""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..findings.finding import Finding
from ..findings.general_rules import broken
from ..findings.nearest import nearest
from ..model import edtf
from ..model.descriptor import DESCRIPTOR
from ..model.table import Package
from .cells import is_damaged, is_private

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_DIALECT = {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "doubleQuote": True, "header": True}
_ROLES = ("creator", "contributor", "funder", "maintainer", "publisher", "researcher")
_STAMP = re.compile(
    r"(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,6})?(?:Z|[+-]\d{2}:\d{2})", re.ASCII
)

Holds = Callable[[Any], bool]


def _like(pattern: str, most: int = 200) -> Holds:
    form = re.compile(pattern, re.ASCII)
    return lambda value: isinstance(value, str) and len(value) <= most and bool(form.fullmatch(value))


def _line(most: int) -> Holds:
    """Text on one line, without control characters or white space around it."""
    return lambda v: isinstance(v, str) and 0 < len(v) <= most and v.isprintable() and v == v.strip()


def _words(most: int) -> Holds:
    """A line of our own, without markup, look-alikes or other damage."""
    line = _line(most)
    return lambda v: line(v) and not is_damaged(v)


def _list(of: Holds, most: int = 100) -> Holds:
    return lambda v: isinstance(v, list) and 0 < len(v) <= most and all(map(of, v))


def _object(fields: Mapping[str, Holds], *needed: str) -> Holds:
    """An object with these keys and no other, the needed ones among them."""

    def holds(value: Any) -> bool:
        if not isinstance(value, dict) or not set(needed) <= set(value) <= set(fields):
            return False
        return all(fields[key](item) for key, item in value.items())

    return holds


def _stamp(value: Any) -> bool:
    match = _STAMP.fullmatch(value) if isinstance(value, str) else None
    try:
        return match is not None and bool(edtf.bounds(match[1]))
    except ValueError:
        return False


def _whole(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**53


_NAME = _like(r"[a-z0-9]+(?:[-._][a-z0-9]+)*", 100)
_URL = _like(r"https?://[^\s<>\"\\^`{|}]+", 2000)
_PUBLIC: Holds = lambda v: _URL(v) and not is_private(v)  # noqa: E731
_PATH = _like(r"(?!/)[^\\:\x00-\x1f\x7f]+", 400)
_HASH = _like(r"(?:sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}|sha1:[0-9a-f]{40}|(?:md5:)?[0-9a-f]{32})")
_LICENCE = _object({"name": _like(r"[A-Za-z0-9.+-]+", 100), "title": _words(200), "path": _PUBLIC}, "name", "path")
_PERSON = {"title": _words(200), "path": _PUBLIC, "email": _like(r"[^@\s]+@[^@\s]+"), "organization": _words(200)}
_PERSON |= {"givenName": _line(200), "familyName": _line(200), "roles": _list(lambda v: v in _ROLES)}
# a source is a document: its title is as its publisher wrote it, its path wherever it was read
_SOURCE = {"title": _line(2000), "path": _line(4000), "email": _line(200), "version": _line(200)}
_FILE = _object({"path": _PATH, "bytes": _whole, "hash": _HASH}, "path", "bytes", "hash")

# a key, what its value must be, and how to write it
_TOP: Mapping[str, tuple[Holds, str]] = {
    "$schema": (lambda v: v == PROFILE, f"write {PROFILE}"),
    "name": (_NAME, "write lower-case letters and digits, joined by hyphens, such as chip-export-controls"),
    "id": (_line(400), "write an address or an identifier on one line"),
    "title": (_words(200), "write one line of at most 200 characters, without markup"),
    "description": (_words(2000), "write one paragraph on one line, of at most 2,000 characters, without markup"),
    "homepage": (_PUBLIC, "write an address that begins with https://"),
    "version": (_like(r"(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}"), "write three numbers, such as 1.2.3"),
    "created": (_stamp, "write a day and a time, such as 2026-11-20T00:00:00Z"),
    "keywords": (
        lambda v: _list(_words(100))(v) and len({word.casefold() for word in v}) == len(v),
        "write a list of words, each on one line and once",
    ),
    "licenses": (
        _list(_LICENCE),
        "give each licence a name such as CC-BY-4.0, a title, and a path that is its address",
    ),
    "contributors": (
        _list(_object(_PERSON, "title"), 1000),
        f"give each contributor a title, and roles out of {', '.join(_ROLES)}",
    ),
    "resources": (lambda v: isinstance(v, list), "list the tables"),
    "sources": (_list(_object(_SOURCE, "title"), 10**6), "give each source a title and a path"),
    "files": (_list(_FILE, 10**5), "give each file a path, its bytes, and its hash such as sha256:…"),
}
_NEEDED = ("$schema", "name", "title", "description", "version", "created", "keywords", "licenses", "contributors")

_RESOURCE: Mapping[str, tuple[Holds, str]] = {
    "name": (_like(r"[a-z][a-z0-9_]*", 100), "write the name of a table"),
    "title": (_words(200), "write one line of at most 200 characters, without markup"),
    "description": (_words(2000), "write one paragraph on one line, of at most 2,000 characters, without markup"),
    "type": (lambda v: v == "table", "write table"),
    "path": (_like(r"(?!/)[\w./-]+\.csv"), "write the path of a CSV, such as datapackage/firms.csv"),
    "format": (lambda v: v == "csv", "write csv"),
    "mediatype": (lambda v: v == "text/csv", "write text/csv"),
    "encoding": (lambda v: v == "utf-8", "write utf-8"),
    "dialect": (lambda v: v == _DIALECT, f"write {json.dumps(_DIALECT)}"),
    "schema": (lambda v: isinstance(v, str | dict), "name the schema of the table, such as schemas/firms.json"),
    "bytes": (_whole, "write the length of the file in bytes"),
    "hash": (_HASH, "write sha256: and the digest of the file in 64 hexadecimal digits"),
    "rowCount": (_whole, "write the number of rows"),
}
_RESOURCE_NEEDED = ("name", "path", "schema")


def _quoted(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _fields(
    about: Mapping[str, Any], forms: Mapping[str, tuple[Holds, str]], needed: tuple[str, ...], place: str
) -> Iterator[tuple[str, str, str, str]]:
    """Rule, key, value and fix of each field that is not known, not there or not in its form."""
    for key in about:
        if key not in forms:
            near = nearest(key, list(forms)) or "remove it"
            yield "package/field-is-known", key, f"{place}{key}", f"{near}; known: {', '.join(forms)}"
        elif not forms[key][0](about[key]):
            yield "package/field-has-its-form", key, f"{place}{key}: {_quoted(about[key])}", forms[key][1]
    for key in needed:
        if key not in about:
            yield "package/field-has-its-form", "", f"{place}{key}", f"add {key}: {forms[key][1]}"


def about(package: Package) -> list[Finding]:
    """Findings on the fields of the descriptor, each on the first line of its object that has its key."""
    if not package.descriptor:
        return []
    text = (package.root / DESCRIPTOR).read_text("utf-8").splitlines()

    def line(key: str, begin: int = 0) -> int:
        return next((n for n, said in enumerate(text[begin:], begin + 1) if key and json.dumps(key) in said), begin + 1)

    def finding(breach: tuple[str, str, str, str], begin: int = 0) -> Finding:
        rule, key, value, fix = breach
        return broken(rule, "datapackage", DESCRIPTOR, line(key, begin), value, fix)

    found = [finding(breach) for breach in _fields(package.descriptor, _TOP, _NEEDED, "")]
    begin = line("resources") - 1
    for resource in package.descriptor["resources"]:
        if isinstance(resource, dict):  # what is none has its finding
            named = _quoted(resource.get("name"))
            begin = line(next(iter(resource), ""), begin + 1) - 1
            found += [finding(b, begin) for b in _fields(resource, _RESOURCE, _RESOURCE_NEEDED, f"{named}.")]
    return found
