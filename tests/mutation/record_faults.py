"""Faults in the records of sources/: their form, their digests, and what stands beside them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from drafts import Draft
from kinds import RECORDS, Expected

from chip_export_controls.passages.records import as_json

Change = Callable[[dict[str, Any]], object]


def picked(draft: Draft) -> Path:
    """A record of several segments that nobody has picked."""
    files = [f for f in sorted((draft.root / "sources").glob("*.json")) if f.name not in draft.whole]
    file = draft.chance.choice([f for f in files if f.read_text("utf-8").count('"start"') > 3])
    draft.whole.append(file.name)
    return file


def kind(rule: str, name: str, change: Callable[[Path], Path]) -> None:
    """Registers a kind of fault that changes the file of a record; the finding is on the file that it gives."""

    def plant(draft: Draft) -> Expected:
        return f"record/{rule}", change(picked(draft)).relative_to(draft.root).as_posix(), 1

    plant.__name__ = name
    RECORDS.append(plant)


def told(change: Change) -> Callable[[Path], Path]:
    """A change of what the record says, written as `fingerprint` writes it."""

    def made(file: Path) -> Path:
        record = json.loads(file.read_text("utf-8"))
        change(record)
        file.write_text(as_json(record), "utf-8")
        return file

    return made


def written(change: Callable[[bytes], bytes], name: str = "") -> Callable[[Path], Path]:
    """A change of the bytes of a record, or of a copy under another name."""

    def made(file: Path) -> Path:
        to = file.with_name(name.format(file.stem)) if name else file
        to.write_bytes(change(file.read_bytes()))
        return to

    return made


def one_segment(record: dict[str, Any]) -> None:
    record["segments"] = [{"start": 0, "end": record["length"], "sha256": "0" * 64}]


kind("has-its-layout", "record_minified", written(lambda data: json.dumps(json.loads(data)).encode()))
kind("has-its-layout", "record_with_windows_line_ends", written(lambda data: data.replace(b"\n", b"\r\n")))
kind("has-its-layout", "record_without_a_line_end", written(bytes.rstrip))
kind("has-its-form", "digest_in_capitals", told(lambda record: record.update(sha256="ABCDEF00" * 8)))
kind("has-its-form", "digest_cut_short", told(lambda record: record.update(sha256=record["sha256"][:-1])))
kind("has-its-form", "record_of_another_source", told(lambda record: record.update(source_id="zz-other")))
kind("has-its-form", "segments_in_disorder", told(lambda record: record["segments"].reverse()))
kind("has-its-form", "record_with_one_more_member", written(lambda data: data.replace(b"{", b'{"text": "x",', 1)))
kind("segments-cover-the-text", "text_longer_than_its_segments", told(lambda r: r.update(length=r["length"] + 5000)))
kind("segments-cover-the-text", "record_without_segments", told(lambda r: r.update(segments=[], length=5000)))
kind("digest-is-that-of-the-text", "segment_that_disagrees_with_the_text", told(one_segment))
kind("stands-among-records", "text_copy_beside_the_record", written(lambda data: b"text", "{}.txt"))
kind("stands-among-records", "copy_of_a_record", written(lambda data: data, "{}.json.bak"))
kind("stands-among-records", "record_with_a_capital_ending", written(lambda data: data, "{}.JSON"))
kind("is-of-a-source", "record_of_no_source", written(lambda data: data, "zz-{}.json"))
