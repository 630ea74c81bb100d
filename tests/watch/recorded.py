"""What the tests of `watch` share: the recorded answers, the record, and a copy of both that they may write to.

`us-bis.json` is a true answer of the Federal Register of 2 October 2026, and `eu-cellar.json` and `other-cellar/` are
answers of Cellar, trimmed; the others were written by hand in the shape that their registers document or are known to
give, and tell of acts of the record beside ones that do not exist.
"""

import shutil
from pathlib import Path

from conftest import REPOSITORY

from chip_export_controls.watch.candidates import Told, merged
from chip_export_controls.watch.intake import Row, read_intake, rows
from chip_export_controls.watch.ranking import Ranking
from chip_export_controls.watch.record import Record, read_record
from chip_export_controls.watch.registry import Feed, read_feeds
from chip_export_controls.watch.replies import Reading, read_all, recorded

ANSWERS = Path(__file__).parent / "answers"
FEEDS = {feed.name: feed for feed in read_feeds(REPOSITORY)}
KNOWN = {  # the acts in the recorded answers that the record has
    "FR-DOC:2026-17231": "us-2026-08-24-arrow-hong-kong-addresses",
    "FR-DOC:2026-19537": "us-2026-09-24-polysilicon-stockpiling-rule",
    "STCRT:stcrt-2023-18212": "nl-2023-06-30-advanced-semiconductor-equipment-regulation",
    "UK-SI:2025/1197": "gb-2025-12-16-export-control-amendment-no-2-regulations",
    "JP-LAW:令和7年政令第376号": "jp-2025-11-11-export-order-list",
    "URL:meti.go.jp/press/2025/11/20251111001/20251111001.html": "jp-2025-11-11-export-order-list",
    "MOFCOM:2025-61": "cn-2025-10-09-overseas-rare-earth-items",
    "CSL:test-1": "us-2020-12-18-smic-entity-listing",
}


def nothing(_: str) -> None:
    """Says and drops nothing."""


def reading(feeds: list[Feed] | None = None, folder: Path = ANSWERS, since: str = "0001-01-01") -> Reading:
    """What the recorded answers hold."""
    return read_all(list(FEEDS.values()) if feeds is None else feeds, recorded(folder), since, nothing, nothing)


def record() -> Record:
    """The record of this repository."""
    return read_record(REPOSITORY)


def ranking(found: Record) -> Ranking:
    """The ranking that it calls for."""
    return Ranking.of(found.tables, rows(read_intake(REPOSITORY), "terms"))


def queue(old: list[Row], found: Reading, on: str = "2026-11-28", ledger: frozenset[str] = frozenset()) -> list[Row]:
    """The queue that follows."""
    known = record()
    told = [Told.of(feed, entry) for feed in FEEDS.values() for entry in found.entries.get(feed.name, [])]
    return merged(old, told, known, ranking(known), ledger, list(FEEDS.values()), on)


def checkout(root: Path) -> Path:
    """A copy of what `watch` and `new` read and write, with an empty queue."""
    for folder in ("datapackage", "sources", "intake"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copytree(REPOSITORY / "schemas", root / "schemas", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    shutil.copy(REPOSITORY / "datapackage.json", root)
    for name in ("candidates", "reviewed"):
        file = root / "intake" / f"{name}.csv"
        file.write_text(file.read_text("utf-8").split("\n")[0] + "\n", "utf-8")
    return root
