"""Turns one look at the feeds into the queue, written whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..editing.transaction import write_whole
from .candidates import Told, merged
from .intake import Row, elsewhere, read_intake, rows, written
from .ranking import Ranking
from .record import read_record
from .registry import Feed
from .replies import Reading


@dataclass(frozen=True)
class Round:
    """The queue after a look at the feeds, and which rows it is the first to have."""

    queue: list[Row]
    fresh: list[Row]


def _with_kept(old: list[Row], kept: list[Row]) -> list[Row]:
    """The queue with the rows of another state of it, and of a row in both the earlier first sight."""
    seen = {row["key"]: row["first_seen"] for row in kept}
    ours = [row | {"first_seen": min(row["first_seen"], seen.get(row["key"], row["first_seen"]))} for row in old]
    return ours + [row for row in kept if row["key"] not in {row["key"] for row in old}]


def take_up(root: Path, feeds: Sequence[Feed], reading: Reading, on: str, kept: Path | None = None) -> Round:
    """Puts what was read into `intake/candidates.csv`, and what another queue kept.

    Raises Unreadable where a queue cannot be read.
    """
    package = read_intake(root)
    old = rows(package, "candidates")
    if kept and kept.is_file():
        old = _with_kept(old, rows(elsewhere(package, "candidates", kept), "candidates"))
    record = read_record(root)
    ranking = Ranking.of(record.tables, rows(package, "terms"))
    ledger = {row["key"] for row in rows(package, "reviewed")}
    told = [Told.of(feed, entry) for feed in feeds for entry in reading.entries.get(feed.name, ())]
    queue = merged(old, told, record, ranking, ledger, feeds, on)
    text, file = written(package.tables["candidates"], queue), package.file("candidates")
    if text.encode("utf-8") != file.read_bytes():
        write_whole(file, text)
    known = {row["key"] for row in old}
    return Round(queue, [row for row in queue if row["key"] not in known])
