"""Turns retired ids into pages that lead on to what replaced them."""

from collections.abc import Iterator

from .context import Site, folder
from .pages import Page
from .record import CORE


def pages(site: Site) -> Iterator[Page]:
    """A page at the old address of each retired id of a core table."""
    for row in site.record.tables["retired_ids"]:
        if row["table"] not in CORE:
            continue
        to, seen = row["replaced_by"], {row["id"]}
        by_id = {r["id"]: r for r in site.record.where("retired_ids", "table", row["table"])}
        while to in by_id and to not in seen:  # one that was itself retired leads further
            seen.add(to)
            to = by_id[to]["replaced_by"]
        path = f"{folder(row['table'])}/{row['id']}.html"
        target = f"{folder(row['table'])}/{to}.html" if to in site.record.by(row["table"], CORE[row["table"]]) else ""
        twin = {"kind": "retired", "id": row["id"], "replaced_by": to, "reason": row["reason"], "since": row["version"]}
        yield Page(path, "retired.html", f"{row['id']} was retired", {"row": row, "target": target, "to": to}, twin)
