"""Turns candidates, whose texts are those of strangers, into lines for a terminal and bodies of issues."""

import re
from collections.abc import Iterable, Mapping, Sequence

from ..findings.finding import shorten
from .intake import Row

_NO_MEASURE = ("listed-name", "gazette-issue")
MOST = 50  # an issue holds 65,536 characters
_SAFE_ADDRESS = re.compile(r"https?://[A-Za-z0-9./_~%?&=:+,;@!-]{1,400}")


def by_score(rows: Iterable[Row]) -> list[Row]:
    """The rows with the most points first, the newest first among equals."""
    return sorted(
        sorted(rows, key=lambda row: row["key"]), key=lambda row: (int(row["score"]), row["date"]), reverse=True
    )


def line(row: Row) -> str:
    """One candidate for a terminal, no control character in it."""
    cells = (row["state"], row["score"], row["date"], row["key"], row["title"], row["url"], row["measure_id"])
    return "\t".join(shorten(cell, 200) for cell in cells).rstrip("\t")


def _code(text: str) -> str:
    """A text as code, in which nothing is a link, a mention or markup."""
    return f"`{shorten(text, 300).replace('`', 'ˋ')}`"


def _address(text: str) -> str:
    return f"<{text}>" if _SAFE_ADDRESS.fullmatch(text) else _code(text) if text else "no address"


def issue(jurisdiction: str, rows: Sequence[Row]) -> str:
    """The body of the one issue of a jurisdiction."""
    lines = [
        f"Documents of registers in {jurisdiction} that nobody has judged yet, by the points that their words earn.",
        "",
    ]
    for row in rows[:MOST]:
        why = f" ({_code(row['why'])})" if row["why"] else ""
        lines += [
            f"- **{row['score']}**{why} {_code(row['title'])}, {row['date']}, {_address(row['url'])}",
            *([f"  `python build.py new measure --from '{row['key']}'`"] if row["kind"] not in _NO_MEASURE else []),
            f"  `python build.py watch review '{row['key']}' --decision irrelevant --note \"…\"`",
        ]
    if len(rows) > MOST:
        lines.append(f"- and {len(rows) - MOST} more: run `python build.py watch`")
    return "\n".join([*lines, ""])


def issues(rows: Iterable[Row]) -> dict[str, str]:
    """A body for each jurisdiction with a candidate that is new."""
    found: dict[str, list[Row]] = {}
    for row in by_score(row for row in rows if row["state"] == "new"):
        found.setdefault(row["jurisdiction"], []).append(row)
    return {jurisdiction: issue(jurisdiction, found[jurisdiction]) for jurisdiction in sorted(found)}


def failing(failures: Mapping[str, tuple[int, str]], days: int = 3) -> str:
    """The body of the issue on feeds that have failed for so many days, or nothing."""
    lines = [
        f"- `{name}`: failed on {count} days running; the last time: {_code(message)}"
        for name, (count, message) in sorted(failures.items())
        if count >= days
    ]
    return "\n".join(["Registers that `watch` could not read:", "", *lines, ""]) if lines else ""
