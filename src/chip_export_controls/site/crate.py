"""Turns the downloads into an RO-Crate, by which research archives read what a folder holds."""

from collections.abc import Sequence
from typing import Any

from .context import Site


def metadata(site: Site, resources: Sequence[dict[str, Any]], sqlite: dict[str, Any]) -> dict[str, Any]:
    """The crate whose root is the folder `data/`."""
    told = site.record.descriptor
    licence, who = told["licenses"][0], told["contributors"][0]["title"]
    files = [(r["path"], r["title"], r["description"], "text/csv", r["bytes"]) for r in resources]
    files.append(
        (
            sqlite["path"],
            "All tables",
            "The tables with keys and views, as SQLite.",
            "application/vnd.sqlite3",
            sqlite["bytes"],
        )
    )
    files.append(
        (
            "datapackage.json",
            "Descriptor",
            "Data Package descriptor with every table's schema.",
            "application/json",
            None,
        )
    )
    listed = [
        {"@id": path, "@type": "File", "name": name, "description": about, "encodingFormat": kind}
        | ({"contentSize": str(size)} if size is not None else {})
        for path, name, about, kind, size in files
    ]
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": told["title"],
        "description": told["description"],
        "datePublished": site.record.day,
        "version": site.record.version,
        "license": {"@id": licence["path"]},
        "keywords": ", ".join(told["keywords"]),
        "url": site.base,
        "author": {"@id": "#maintainers"},
        "publisher": {"@id": "#maintainers"},
        "hasPart": [{"@id": item["@id"]} for item in listed],
    }
    return {
        "@context": "https://w3id.org/ro/crate/1.1/context",
        "@graph": [
            {
                "@id": "ro-crate-metadata.json",
                "@type": "CreativeWork",
                "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
                "about": {"@id": "./"},
            },
            root,
            {"@id": "#maintainers", "@type": "Organization", "name": who, "url": site.base},
            {
                "@id": licence["path"],
                "@type": "CreativeWork",
                "name": licence["title"],
                "description": "The licence of the data.",
            },
            *listed,
        ],
    }
