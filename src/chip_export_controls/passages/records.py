"""Turns a text copy into the record of a source, `sources/<id>.json`, which holds digests and places but no text."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..findings.finding import Finding
from ..findings.general_rules import broken
from ..model.descriptor import GivenTwice, read_json
from ..model.plain_file import unfit
from .fragment import fragment
from .text import digest, segments

LIMIT = 32 * 2**20


def fingerprint(source_id: str, text: str) -> dict[str, Any]:
    """The record: digest and length of the copy, and start, end and digest of each sentence."""
    cut = [{"start": a, "end": b, "sha256": digest(text[a:b])} for a, b in segments(text)]
    return {"source_id": source_id, "sha256": digest(text), "length": len(text), "segments": cut}


def as_json(record: dict[str, Any]) -> str:
    """The record as its file holds it, a segment a line."""
    head = json.dumps({k: v for k, v in record.items() if k != "segments"}, indent=2)[:-2]
    lines = ",\n".join("    " + json.dumps(segment) for segment in record["segments"])
    return f'{head},\n  "segments": [\n{lines}\n  ]\n}}\n'


def locate(text: str, first_words: str, last_words: str) -> dict[str, Any]:
    """The anchor columns of a claim on the passage that begins and ends with these words.

    Raises ValueError where the words do not stand in the text, or mark more than one passage.
    """
    starts = [n for n in range(len(text)) if text.startswith(first_words, n)]
    if len(starts) != 1:
        raise ValueError(f"«{first_words}» stands at {len(starts)} places: give words that stand at one")
    end = text.find(last_words, starts[0])
    if end < 0:
        raise ValueError(f"«{last_words}» does not follow «{first_words}»")
    end += len(last_words)
    return anchor(text, starts[0], end)


def anchor(text: str, start: int, end: int) -> dict[str, Any]:
    """The anchor columns of a claim on `text[start:end]`."""
    return {
        "char_start": start,
        "char_end": end,
        "span_sha256": digest(text[start:end]),
        "text_fragment": fragment(text, start, end),
    }


def _well_formed(record: Any, name: str) -> bool:
    def hexadecimal(value: Any) -> bool:
        return isinstance(value, str) and len(value) == 64 and set(value) <= set("0123456789abcdef")

    if not isinstance(record, dict) or set(record) != {"source_id", "sha256", "length", "segments"}:
        return False
    if record["source_id"] != name or not hexadecimal(record["sha256"]) or type(record["length"]) is not int:
        return False
    at = 0
    for segment in record["segments"] if isinstance(record["segments"], list) else [None]:
        if not isinstance(segment, dict) or set(segment) != {"start", "end", "sha256"}:
            return False
        start, end = segment["start"], segment["end"]
        if type(start) is not int or type(end) is not int or not at <= start < end <= record["length"]:
            return False
        if not hexadecimal(segment["sha256"]):
            return False
        at = end
    return True


MOST_BETWEEN = 100  # characters of white space between two sentences


def _breaches(record: dict[str, Any], text: str) -> Iterator[tuple[str, str]]:
    """The rules that a well-formed record breaks, with what breaks them."""
    cut = record["segments"]
    starts, ends = [*(s["start"] for s in cut), record["length"]], [0, *(s["end"] for s in cut)]
    if any(start - end > MOST_BETWEEN for start, end in zip(starts, ends, strict=True)):
        yield "record/segments-cover-the-text", f"{record['length']} characters"
    elif (len(cut) == 1) != any(s["sha256"] == record["sha256"] for s in cut):
        yield "record/digest-is-that-of-the-text", record["sha256"]
    if text != as_json(record):
        yield "record/has-its-layout", ""


def strays(root: Path) -> list[Finding]:
    """Findings on what stands in sources/ and is no record, such as a copy of a text, which is not ours to publish."""
    found = sorted(file for file in (root / "sources").glob("*") if file.suffix != ".json" and file.name[0] != ".")
    paths = [file.relative_to(root).as_posix() for file in found]
    return [broken("record/stands-among-records", path, path, 1, path) for path in paths]


def read_record(root: Path, file: Path) -> tuple[dict[str, Any] | None, list[Finding]]:
    """One record, None where it is malformed, and findings on it."""
    path = file.relative_to(root).as_posix()
    try:
        if reason := unfit(file, LIMIT):
            raise ValueError(f"{reason}, no plain file of a sensible size")
        data = file.read_bytes()
        record = read_json(data)
        if not _well_formed(record, file.stem):
            raise ValueError("not the form of a record")
        breaches = _breaches(record, data.decode("utf-8"))
        return record, [broken(rule, path, path, 1, value) for rule, value in breaches]
    except GivenTwice as error:
        return None, [broken("package/key-is-given-once", path, path, 1, str(error))]
    except (ValueError, RecursionError) as error:
        return None, [broken("record/has-its-form", path, path, getattr(error, "lineno", 1), str(error))]


def read_records(root: Path) -> tuple[dict[str, dict[str, Any] | None], list[Finding]]:
    """The records below `root/sources` by source id, None for a malformed one, and findings on those."""
    records, findings = {}, strays(root)
    for file in sorted((root / "sources").glob("*.json")):
        records[file.stem], found = read_record(root, file)
        findings += found
    return records, findings


def unowned(records: Iterable[str], source_ids: set[str]) -> list[Finding]:
    """Findings on records that no row of the sources table owns."""
    return [
        broken("record/is-of-a-source", path, path, 1, name, f"add a row `{name}` to sources, or remove the file")
        for name in sorted(set(records) - source_ids)
        for path in [f"sources/{name}.json"]
    ]
