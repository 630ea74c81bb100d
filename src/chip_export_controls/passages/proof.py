"""Turns local text copies into the proof, claim by claim, that each anchor stands where the package says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pandas as pd

from .fragment import opens
from .text import common_run, digest, read_copy

COPIED = 8
STATES = ("proved", "moved", "missing", "not available")


@dataclass(frozen=True)
class Proof:
    """What became of one anchored claim: its state, the copy it was sought in, and the longest copied run of words."""

    claim_id: str
    state: str
    copy: str = ""
    run: int = 0

    @property
    def is_copied(self) -> bool:
        """Whether the statement repeats eight or more words in a row of its passage."""
        return self.run >= COPIED


def _found(claim: Any, text: str) -> tuple[int, int] | None:
    """Where a fragment of the claim opens on a passage with the claim's digest."""
    if pd.isna(claim.text_fragment):
        return None
    for start, end in opens(claim.text_fragment, text):
        # the span may also hold the punctuation around the words that a fragment begins and ends with
        for before in range(3):
            for after in range(4):
                if digest(text[max(0, start - before) : end + after]) == claim.span_sha256:
                    return max(0, start - before), end + after
    return None


def _told(claim: Any) -> str:
    """The longest word in plain letters of a claim's fragment: a copy without it needs no search for the whole."""
    given = "" if pd.isna(claim.text_fragment) else unquote(claim.text_fragment).lower()
    return max(re.findall("[a-z0-9]+", given), key=len, default="")


def _copy_of(
    claims: "list[Any]",
    record: dict[str, Any],
    copies: dict[str, str],
    letters: dict[str, str],
    digests: dict[str, str],
) -> str | None:
    """The copy with the record's digest, else the one in which most fragments open, if half of them do.

    `letters` are the copies in small letters.
    """
    if record["sha256"] in digests:
        return digests[record["sha256"]]
    scores = {
        name: sum(_told(claim) in letters[name] and _found(claim, text) is not None for claim in claims)
        for name, text in copies.items()
    }
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] * 2 >= len(claims) else None


def _passage(record: dict[str, Any], text: str, span: tuple[int, int], exact: bool) -> str:
    """The span widened to the sentences it lies in, or to its line in a copy that moved on."""
    start, end = span
    if exact:
        touched = [s for s in record["segments"] if s["start"] < end and s["end"] > start]
        return text[min([start, *(s["start"] for s in touched)]) : max([end, *(s["end"] for s in touched)])]
    line_end = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : line_end if line_end >= 0 else len(text)]


def _prove(claim: Any, record: dict[str, Any], name: str, text: str) -> Proof:
    start, end = int(claim.char_start), int(claim.char_end)
    if digest(text[start:end]) == claim.span_sha256:
        run = common_run(claim.statement, _passage(record, text, (start, end), exact=True))
        return Proof(claim.claim_id, "proved", name, run)
    span = _found(claim, text)
    if span is None:
        return Proof(claim.claim_id, "missing", name)
    return Proof(claim.claim_id, "moved", name, common_run(claim.statement, _passage(record, text, span, exact=False)))


def prove(claims: pd.DataFrame, records: Mapping[str, Any], texts: Path) -> list[Proof]:
    """A proof for each anchored claim, in order, against the text files below `texts`; other files are passed over."""
    copies = {}
    for file in sorted(path for path in texts.rglob("*") if path.is_file()):
        try:
            copies[file.relative_to(texts).as_posix()] = read_copy(file)
        except UnicodeDecodeError:
            continue
    letters = {name: text.lower() for name, text in copies.items()}
    digests = {digest(text): name for name, text in reversed(copies.items())}
    anchored = claims[claims["span_sha256"].notna()]
    proofs = []
    for source_id, group in anchored.groupby("source_id"):
        rows, record = list(group.itertuples(index=False)), records.get(str(source_id))
        name = _copy_of(rows, record, copies, letters, digests) if record else None
        for claim in rows:
            if record is None or name is None:
                proofs.append(Proof(claim.claim_id, "not available"))
            else:
                proofs.append(_prove(claim, record, name, copies[name]))
    return sorted(proofs, key=lambda proof: proof.claim_id)
