"""Turns the URLs of a CSV into a Markdown list of those that did not answer: `python .github/links.py sources.csv`."""

import csv
import http.client
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

# a server that refuses a program, or is busy, has answered
ANSWERS = {401, 403, 405, 406, 429, 451, 503}
PAUSE, MOST_BYTES = 2.0, 60_000


def answer(url: str) -> str:
    """Why the URL did not answer; empty if it did."""
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "chip-export-controls link check"})
        with urllib.request.urlopen(request, timeout=30):
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code in ANSWERS else f"HTTP {error.code}"
    except (OSError, ValueError, http.client.HTTPException) as error:  # a reply may be malformed in many ways
        return type(error).__name__


def host_of(url: str) -> str:
    """The host that the URL names; empty where it names none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def quoted(text: str) -> str:
    """The text between backticks, of which none ends it, and with no character that steers a terminal."""
    return "`" + "".join(c if c.isprintable() and c != "`" else "?" for c in text[:500]) + "`"


def cut(lines: list[str]) -> str:
    """As many whole lines as an issue holds."""
    kept, size = [], 0
    for line in lines:
        size += len(line.encode()) + 1
        if size > MOST_BYTES:
            return "\n".join([*kept, f"- … and {len(lines) - len(kept)} more"])
        kept.append(line)
    return "\n".join(kept)


def gone(rows: Iterable[dict[str, str]], ask: Callable[[str], str], rest: Callable[[], None]) -> list[str]:
    """A line for each source whose URL did not answer twice; `rest` is called between two requests to one host."""
    lines, last = [], ""
    for row in rows:
        url = row["url"]
        if not url.startswith(("http://", "https://")):
            continue
        if host_of(url) == last:
            rest()
        last = host_of(url)
        reason = ask(url) and ask(url)
        if reason:
            archived = " (has an archived copy)" if row["archive_url"] else ""
            lines.append(f"- {quoted(row['source_id'])}: {reason}, {quoted(url)}{archived}")
    return lines


def main() -> None:
    """Prints the list; nothing if every URL answered."""
    with open(sys.argv[1], encoding="utf-8", newline="") as stream:
        lines = gone(csv.DictReader(stream), answer, lambda: time.sleep(PAUSE))
    if lines:
        print("These links did not answer. That is no evidence against the sources: look for an archived copy.\n")
        print(cut(lines))


if __name__ == "__main__":
    main()
