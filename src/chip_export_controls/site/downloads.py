"""Turns the package into the files of the site's `data/` folder: tables, SQLite, and what describes them."""

import hashlib
import tempfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import chip_export_controls as cec

from ..library import package
from . import cards, crate, croissant, dcat, ftm
from .context import Site, as_json

SQLITE = "chip-export-controls.sqlite"


@lru_cache(maxsize=256)
def digest(content: bytes) -> str:
    """The SHA-256 of a file, which several descriptions name."""
    return hashlib.sha256(content).hexdigest()


def told(path: str, content: bytes) -> dict[str, Any]:
    """A file's path, size and digest."""
    return {"path": path, "bytes": len(content), "hash": f"sha256:{digest(content)}"}


def _sqlite() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return cec.to_sqlite(Path(folder) / SQLITE).read_bytes()


def resources(site: Site, tables: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """Each table as a Data Package resource with its schema, size, digest and number of rows."""
    found = []
    for given in site.record.descriptor["resources"]:
        name = given["name"]
        rows = {"rowCount": len(site.record.tables[name]), "schema": dict(package().tables[name].schema)}
        found.append(dict(given) | told(f"{name}.csv", tables[name]) | rows)
    return found


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Every file below `data/`."""
    tables = {name: package().file(name).read_bytes() for name in site.record.tables}
    sqlite = _sqlite()
    listed = resources(site, tables)
    for name, content in tables.items():
        yield f"data/{name}.csv", content
    yield f"data/{SQLITE}", sqlite
    whole = dict(site.record.descriptor) | {"resources": listed, "files": [told(SQLITE, sqlite)]}
    if site.published:  # `cite` gives the address of a row where the homepage is known
        whole["homepage"] = site.base
    yield "data/datapackage.json", as_json(whole).encode("utf-8")
    yield "data/croissant.json", as_json(croissant.metadata(site, listed)).encode("utf-8")
    yield "data/dcat.ttl", dcat.catalogue(site, listed, told(SQLITE, sqlite)).encode("utf-8")
    yield "data/entities.ftm.json", ftm.lines(site).encode("utf-8")
    yield "data/README.md", cards.card(site, listed).encode("utf-8")
    yield "data/CITATION.cff", cards.citation(site.record.descriptor).encode("utf-8")
    licence = site.record.home / "LICENSE-DATA"
    if licence.is_file():
        yield "data/LICENSE-DATA", licence.read_bytes()
    yield "data/ro-crate-metadata.json", as_json(crate.metadata(site, listed, told(SQLITE, sqlite))).encode("utf-8")
