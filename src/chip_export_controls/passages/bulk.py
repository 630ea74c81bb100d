"""Turns the records in sources/, however many, into frames: their lengths, and their sentences piece by piece.

A record in the layout that `fingerprint` writes is judged with many others at once; any other is read by itself, as
`records.read_record` reads it, which says what is wrong.
"""

import io
import os
import re
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from ..findings.finding import Finding
from ..model.plain_file import unfit
from .records import LIMIT, MOST_BETWEEN, read_record, strays

_PIECE = 16 * 2**20
_HEAD = re.compile(
    rb'\{\n  "source_id": "([a-z0-9.-]+)",\n  "sha256": "([0-9a-f]{64})",\n  "length": (0|[1-9][0-9]{0,14}),\n'
    rb'  "segments": \[\n'
)
_TAIL = b"\n  ]\n}\n"
_SENTENCES = {"record": pl.Int64, "start": pl.Int64, "end": pl.Int64, "sha256": pl.String}
_START, _END, _DIGEST = '    {"start": ', ' "end": ', ' "sha256": "'
_HEXADECIMAL = b"0123456789abcdef"
# a line of the layout without the digits of its numbers, and without letters that can be digits of a digest
_BARE = f'{_START}0,{_END}0,{_DIGEST}"}},\n'.encode().translate(None, _HEXADECIMAL)


def _number(column: str, before: str) -> pl.Expr:
    """The number behind these words; null where none stands there, or one that is not written plainly."""
    digits = pl.col(column).str.slice(len(before))
    number = digits.cast(pl.Int64, strict=False)
    plain = (digits.str.len_bytes() == 1) | ~digits.str.starts_with("0")
    return pl.when(pl.col(column).str.starts_with(before) & plain & (number < 10**15)).then(number)


def _bare(body: bytes) -> bool:
    """Whether lines are in their layout but for the places and the number of hexadecimal digits in them.

    So nothing else can stand in a number or a digest, which is quicker to see of many bytes at once than of each cell.
    """
    bare = body.translate(None, _HEXADECIMAL)
    return bare == _BARE * (len(bare) // len(_BARE))


def _lines(body: bytes) -> pl.DataFrame | None:
    """The segments of bare lines, and whether each is in the layout; None where they are not lines of four."""
    try:
        frame = pl.read_csv(
            body,
            has_header=False,
            separator=",",
            quote_char=None,
            schema=dict.fromkeys(("a", "b", "c", "d"), pl.String),
        )
    except pl.exceptions.PolarsError:
        return None
    digest = pl.col("c").str
    length = digest.len_bytes() == len(_DIGEST) + 64 + len('"}')
    whole = digest.starts_with(_DIGEST) & length & digest.ends_with('"}') & pl.col("d").is_null()
    return frame.select(
        start=_number("a", _START),
        end=_number("b", _END),
        sha256=digest.slice(len(_DIGEST), 64),
        whole=whole.fill_null(False),
    ).with_columns(whole=pl.col("whole") & pl.col("start").is_not_null() & pl.col("end").is_not_null())


class Bulk:
    """The records below a folder.

    Once all pieces were read, `ids` are those of all, malformed ones too, `texts` the number and the length of the text
    of each that is sound, by its id, and `findings` what is wrong.
    """

    def __init__(self, root: Path) -> None:
        """Nothing is read yet."""
        self.root = root
        self.ids: list[str] = []
        self.texts: dict[str, tuple[int, int]] = {}
        self.findings: list[Finding] = []

    def pieces(self) -> Iterator[pl.DataFrame]:
        """The sentences of the records: the number of their `record`, `start`, `end` and `sha256`."""
        self.findings += strays(self.root)
        yield pl.DataFrame(schema=_SENTENCES)
        batch: list[tuple[str, bytes]] = []
        size = 0
        folder = self.root / "sources"
        for name in sorted(os.listdir(folder) if folder.is_dir() else []):
            if not name.endswith(".json"):
                continue
            id, file = name.removesuffix(".json"), f"{folder}/{name}"
            self.ids.append(id)
            if unfit(file, LIMIT):
                yield self._alone(id)
                continue
            with io.FileIO(file) as stream:
                data = stream.readall()
            batch.append((id, data))
            size += len(data)
            if size > _PIECE:
                yield from self._together(batch)
                batch, size = [], 0
        yield from self._together(batch)

    def _alone(self, id: str) -> pl.DataFrame:
        record, found = read_record(self.root, self.root / "sources" / f"{id}.json")
        self.findings += found
        if record is None:
            return pl.DataFrame(schema=_SENTENCES)
        number = len(self.texts)
        self.texts[id] = (number, record["length"])
        rows = [(number, s["start"], s["end"], s["sha256"]) for s in record["segments"]]
        return pl.DataFrame(rows, schema=_SENTENCES, orient="row")

    def _together(self, batch: list[tuple[str, bytes]]) -> Iterator[pl.DataFrame]:
        heads = [_HEAD.match(data) for _, data in batch]
        fit, bodies, alone = [], [], []
        for (id, data), head in zip(batch, heads, strict=True):
            if head and head[1].decode() == id and data.endswith(_TAIL) and head.end() < len(data) - len(_TAIL):
                body = data[head.end() : -len(_TAIL)] + b",\n"
                if _bare(body):
                    bodies.append(body)
                    fit.append((id, head[2].decode(), int(head[3]), body.count(b"\n")))
                    continue
            alone.append(id)
        cut = _lines(b"".join(bodies)) if fit else None
        if cut is not None and cut.height == sum(count for *_, count in fit):
            first = len(self.texts)
            about = pl.DataFrame(
                [(first + n, digest, length, count) for n, (_, digest, length, count) in enumerate(fit)],
                schema={"record": pl.Int64, "digest": pl.String, "length": pl.Int64, "count": pl.Int64},
                orient="row",
            )
            good, sound = _judged(cut, about)
            if len(good) < len(fit):  # the others take no number: those behind them move up
                alone += [id for n, (id, *_) in enumerate(fit) if first + n not in good]
                moved = {old: first + n for n, old in enumerate(sorted(good))}
                sound = sound.with_columns(pl.col("record").replace_strict(moved, return_dtype=pl.Int64))
            kept = [about for n, about in enumerate(fit) if first + n in good]
            self.texts |= {id: (first + n, length) for n, (id, _, length, _) in enumerate(kept)}
            yield sound
        else:
            alone += [id for id, *_ in fit]
        for id in sorted(alone):
            yield self._alone(id)


def _judged(cut: pl.DataFrame, about: pl.DataFrame) -> tuple[set[int], pl.DataFrame]:
    """The numbers of the records that break no rule, and their sentences."""
    each = about.drop("count")[about.select(pl.int_range(pl.len()).repeat_by("count").explode()).to_series()]
    rows = pl.concat([each, cut], how="horizontal")
    first = pl.col("record") != pl.col("record").shift(1, fill_value=-1)
    last = pl.col("record") != pl.col("record").shift(-1, fill_value=-1)
    at = pl.when(first).then(0).otherwise(pl.col("end").shift(1))
    left = pl.when(last).then(pl.col("length") - pl.col("end")).otherwise(0)
    sound = (
        pl.col("whole")
        & (pl.col("start") - at).is_between(0, MOST_BETWEEN)
        & (pl.col("start") < pl.col("end"))
        & left.is_between(0, MOST_BETWEEN)
    )
    judged = rows.with_columns(sound=sound.fill_null(False), same=pl.col("sha256") == pl.col("digest"))
    by_file = judged.group_by("record").agg(pl.col("sound").all(), pl.col("same").any(), n=pl.len())
    good = by_file.filter(pl.col("sound") & ((pl.col("n") == 1) == pl.col("same"))).select("record")
    kept = rows if good.height == about.height else rows.join(good, on="record", how="semi", maintain_order="left")
    return set(good["record"]), kept.select(list(_SENTENCES))
