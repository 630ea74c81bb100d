"""Draws an answer for a terminal: a table where it fits, else each row under the id that it tells of."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from ..findings.finding import shown

if TYPE_CHECKING:
    import pandas as pd

# what a column wants at most, what a word in it may ask for, and the lines that a cell may take
MOST, WORD, LINES = 70, 24, 3
GAP, INDENT = "  ", "  "
_PARTS = re.compile(r"[^-/]+[-/]?|[-/]")


def texts(frame: "pd.DataFrame") -> "pd.DataFrame":
    """The cells as text, empty for a missing one."""
    return frame.astype(object).where(frame.notna(), "").map(lambda v: f"{v:.3g}" if isinstance(v, float) else str(v))


def folded(text: str, width: int) -> list[str]:
    """The text in lines of this many cells of a terminal, a Chinese character being two; words are broken last."""
    lines, line = [], ""
    for word in text.split():
        if cell_len(f"{line} {word}" if line else word) <= width:
            line = f"{line} {word}" if line else word
            continue
        *whole, rest = _broken(word, width)
        lines += [line, *whole] if line else whole
        line = rest
    return [*lines, line] if line or not lines else lines


def _broken(word: str, width: int) -> list[str]:
    """A word in pieces that fit: after a hyphen or a stroke, and where there is none anywhere."""
    pieces, piece = [], ""
    for part in _PARTS.findall(word) if cell_len(word) > width else [word]:
        if cell_len(piece + part) <= width:
            piece += part
            continue
        *whole, rest = chop_cells(part, width)
        pieces += [piece, *whole] if piece else whole
        piece = rest
    return [*pieces, piece]


def _natural(held: "pd.DataFrame") -> dict[str, int]:
    return {c: min(MOST, max([cell_len(str(c)), *map(cell_len, held[c])])) for c in held.columns}


def _least(held: "pd.DataFrame") -> dict[str, int]:
    """The width at which no word of ordinary length is broken."""
    words = {c: [w for text in (c.replace("_", " "), *held[c]) for w in text.split()] for c in held.columns}
    return {c: min(WORD, max([1, *map(cell_len, found)])) for c, found in words.items()}


def _widths(held: "pd.DataFrame", room: int) -> dict[str, int]:
    """The width of each column: that of its longest word, then the rest by need; those that need little get it all."""
    natural, widths = _natural(held), _least(held)
    while sum(widths.values()) > room and max(widths.values()) > 3:  # the widest give way
        widths[max(widths, key=lambda c: widths[c])] -= 1
    spare = max(0, room - sum(widths.values()))
    need = {c: natural[c] - widths[c] for c in natural}
    small = sorted(need, key=lambda c: need[c])
    for n, column in enumerate(small):
        more = min(need[column], spare // (len(small) - n))
        widths[column] += more
        spare -= more
    return widths


def _line(cells: Sequence[str], widths: Sequence[int], indent: str) -> Iterator[str]:
    """One row, its cells folded."""
    parts = [folded(shown(cell), width) for cell, width in zip(cells, widths, strict=True)]
    for n in range(max(map(len, parts), default=0)):
        row = [part[n] if n < len(part) else "" for part in parts]
        padded = [text + " " * (width - cell_len(text)) for text, width in zip(row, widths, strict=True)]
        yield f"{indent}{GAP.join(padded)}".rstrip()


def _table(held: "pd.DataFrame", room: int, lead: Sequence[str], trail: Sequence[str]) -> Iterator[Text]:
    """The rows under a head; `lead` above the rows that it is the same for, `trail` below each."""
    body = held.drop(columns=[*lead, *trail])
    indent = INDENT * 2 if lead else INDENT
    gaps = len(GAP) * max(0, len(body.columns) - 1)
    widths = list(_widths(body, room - len(indent) - gaps).values())
    for text in _line([str(c).replace("_", " ") for c in body.columns], widths, indent):
        yield Text(text, style="bold")
    yield Text(indent + "─" * min(room - len(indent), sum(widths) + gaps), style="dim")
    last = None
    for row, cells in zip(held.to_dict("records"), body.to_numpy().tolist(), strict=True):
        head = " · ".join(filter(None, (str(row[c]) for c in lead)))
        if lead and head != last:
            yield from (Text(INDENT + text, style="cyan") for text in folded(shown(head), room - len(INDENT)))
            last = head
        yield from map(Text, _line(cells, widths, indent))
        for column in filter(lambda c: row[c], trail):
            label = "" if column.endswith("url") else f"{column.replace('_', ' ')}: "
            told = (
                [shown(row[column])]
                if column.endswith("url")
                else folded(shown(label + row[column]), room - len(indent))
            )
            yield from (Text(indent + text, style="dim") for text in told)


def _tall(held: "pd.DataFrame", room: int, lead: Sequence[str], trail: Sequence[str]) -> str | None:
    """The column whose text would stand in a narrow strip of many lines: the one with the longest text, if any."""
    body = held.drop(columns=[*lead, *trail])
    gaps = len(GAP) * max(0, len(body.columns) - 1)
    widths = _widths(body, room - len(INDENT * 2 if lead else INDENT) - gaps)
    tall = {
        column: max(map(cell_len, body[column]))
        for column, width in widths.items()
        if any(len(folded(text, width)) > LINES for text in set(body[column]) if cell_len(text) > LINES * width)
    }
    return max(tall, key=lambda column: tall[column]) if tall and len(body.columns) > 1 else None


def draw(frame: "pd.DataFrame", title: str, lead: Sequence[str] = (), trail: Sequence[str] = ()) -> None:
    """The columns that hold anything; what does not fit is folded, nothing is cut.

    Where the rows do not fit, what stands in `lead` is written above them, and what stands in `trail` below, with the
    columns whose text would fill a narrow strip.
    """
    given = texts(frame).drop_duplicates()
    dull = [c for c in ("basis",) if c in given.columns and set(given[c]) <= {"happened"}]
    held = given.drop(columns=dull)
    held = held.loc[:, (held != "").any()] if len(held) else held
    console = Console(highlight=False)
    wide = sum(_natural(held).values()) + len(GAP) * (len(held.columns) - 1) + len(INDENT)
    fits = wide <= console.width and all(len(t) <= MOST for c in held.columns for t in held[c])
    above = [] if fits else [c for c in lead if c in held.columns]
    below = [] if fits else [c for c in trail if c in held.columns]
    while not fits and (column := _tall(held, console.width, above, below)):
        below.append(column)
    console.print()
    if title:
        console.print(Text(title, style="bold"))
    for line in _table(held, console.width, above, below):
        console.print(line, soft_wrap=True)
    rows = f"{len(frame)} row{'' if len(frame) == 1 else 's'}"
    rows += f", {len(given)} that differ in what is shown" if len(given) != len(frame) else ""
    console.print()
    said(f"{rows}; --format csv and --format json give every column")


def said(sentence: str) -> None:
    """A sentence on the terminal, in lines that break between words."""
    console = Console(highlight=False)
    for line in sentence.splitlines():
        for text in _sentence(line, console.width):
            console.print(Text(text), soft_wrap=True)


def _sentence(text: str, width: int) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and cell_len(f"{line} {word}") > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line
