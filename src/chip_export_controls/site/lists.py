"""Turns rows into lists: static pages, the data by which a browser filters them, and CSV."""

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .context import Site
from .pages import Page

PER_PAGE = 200


@dataclass(frozen=True)
class Listing:
    """A list of the site: where it stands, its columns with their heads, and those to filter by."""

    folder: str
    title: str
    lead: str
    columns: tuple[tuple[str, str], ...]
    facets: tuple[tuple[str, str], ...]
    rows: Sequence[dict[str, str]]
    above: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    def path(self, row: dict[str, str]) -> str:
        """The page that a line leads to."""
        return row.get("path") or f"{self.folder}/{row['id']}.html"


def pages(listing: Listing) -> Iterator[Page]:
    """The pages of the list, without JavaScript a page after the other."""
    chunks = [listing.rows[n : n + PER_PAGE] for n in range(0, len(listing.rows), PER_PAGE)] or [[]]
    for n, rows in enumerate(chunks, 1):
        given = {"listing": listing, "rows": rows, "n": n, "of": len(chunks)}
        path = f"{listing.folder}/index.html" if n == 1 else f"{listing.folder}/list/{n}.html"
        scripts = ("static/list.js",) if n == 1 else ()
        title = listing.title if n == 1 else f"{listing.title}, page {n}"
        yield Page(path, "list.html", title, given, description=listing.lead, scripts=scripts)


def files(site: Site, listing: Listing) -> Iterator[tuple[str, bytes]]:
    """What the list is filtered by, as a script that a page from a disk may load too, and the list as CSV."""
    keys = [key for key, _ in listing.columns]
    data = {
        "columns": listing.columns,
        "facets": listing.facets,
        "rows": [
            [listing.path(r), *(r[k] for k in keys), *(r[k] for k, _ in listing.facets), r.get("also", "")]
            for r in listing.rows
        ],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    yield f"{listing.folder}/list.js", f"globalThis.LISTED={text};\n".encode()
    yield f"{listing.folder}/index.csv", table(listing.rows, site)


def table(rows: Sequence[dict[str, str]], site: Site) -> bytes:
    """Rows as CSV, with the version in a column so that a file that travels says where it came from."""
    out = io.StringIO(newline="")
    head = [*(rows[0] if rows else ("name",)), "data_version"]
    writer = csv.DictWriter(out, head, lineterminator="\n", extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**row, "data_version": site.record.version} for row in rows)
    return out.getvalue().encode("utf-8")
