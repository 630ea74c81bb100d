"""Turns the hand-written descriptor into the self-contained one of a release."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from ..model.descriptor import DESCRIPTOR
from ..model.table import Package


def sha256(file: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _of(file: Path) -> dict[str, Any]:
    return {"bytes": file.stat().st_size, "hash": f"sha256:{sha256(file)}"}


def _sources(sources: pd.DataFrame) -> list[dict[str, str]]:
    """Each document that was read, as Data Package sources: title or publisher, and path."""
    listed = []
    for row in sources.itertuples(index=False):
        title = str(row.publisher) if pd.isna(row.title) else f"{row.title} ({row.publisher})"
        listed.append({"title": title} if pd.isna(row.url) else {"title": title, "path": row.url})
    return listed


def write(package: Package, tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """`datapackage.json` with schemas inlined, row counts, sources, and bytes and digest of every file."""
    resources = []
    for given in package.descriptor["resources"]:
        table = package.tables[given["name"]]
        path = f"datapackage/{Path(table.path).name}"
        described = {**given, "path": path, **_of(folder / path), "rowCount": len(tables[table.name])}
        resources.append({**described, "schema": table.schema})
    csvs = {resource["path"] for resource in resources}
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    others = [{"path": path, **_of(folder / path)} for path in files if path not in csvs]
    whole = {**package.descriptor, "sources": _sources(tables["sources"]), "resources": resources, "files": others}
    text = json.dumps(whole, ensure_ascii=False, indent=2) + "\n"
    (folder / DESCRIPTOR).write_text(text, encoding="utf-8")
