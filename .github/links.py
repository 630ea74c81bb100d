"""Turns the URLs of a CSV into a Markdown list of those that did not answer: `python .github/links.py sources.csv`."""

import csv
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from urllib.parse import urlsplit

# a server that refuses a program, or is busy, has answered
ANSWERS = {401, 403, 405, 406, 429, 451, 503}
PAUSE, MOST_CHARACTERS = 2.0, 60_000


def answer(url: str) -> str:
    """Why the URL did not answer; empty if it did."""
    request = urllib.request.Request(url, headers={"User-Agent": "chip-export-controls link check"})
    try:
        with urllib.request.urlopen(request, timeout=30):
            return ""
    except urllib.error.HTTPError as error:
        return "" if error.code in ANSWERS else f"HTTP {error.code}"
    except (OSError, ValueError) as error:
        return type(error).__name__


def gone(rows: Iterable[dict[str, str]], ask: Callable[[str], str], rest: Callable[[], None]) -> list[str]:
    """A line for each source whose URL did not answer twice; `rest` is called between two requests to one host."""
    lines, last = [], ""
    for row in rows:
        url = row["url"]
        if not url.startswith(("http://", "https://")):
            continue
        if urlsplit(url).hostname == last:
            rest()
        last = urlsplit(url).hostname or ""
        reason = ask(url) and ask(url)
        if reason:
            archived = " (has an archived copy)" if row["archive_url"] else ""
            lines.append(f"- `{row['source_id']}`: {reason}, `{url}`{archived}")
    return lines


def main() -> None:
    """Prints the list; nothing if every URL answered."""
    with open(sys.argv[1], encoding="utf-8", newline="") as stream:
        lines = gone(csv.DictReader(stream), answer, lambda: time.sleep(PAUSE))
    if lines:
        print("These links did not answer. That is no evidence against the sources: look for an archived copy.\n")
        print("\n".join(lines)[:MOST_CHARACTERS])


if __name__ == "__main__":
    main()
