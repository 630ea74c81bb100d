"""Reads the registers and keeps the queue: `watch`, `watch review`."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .shared import Root, day, progress_bar, settle, stop

if TYPE_CHECKING:
    from ..watch.intake import Row
    from ..watch.replies import Answer, Reading

Decision = Literal["recorded", "irrelevant", "out-of-scope", "duplicate"]
Day = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Documents from this day on; else of 30 days.")]
LOOK_BACK = 30

app = typer.Typer(help="Read official registers and queue what the record does not have.", invoke_without_command=True)


@app.callback()
def watch(
    context: typer.Context,
    feed: Annotated[list[str] | None, typer.Option(help="A feed of intake/feeds.toml; may be repeated.")] = None,
    since: Day = None,
    offline: Annotated[
        Path | None,
        typer.Option(help="Folder with recorded answers, FEED.json or FEED.xml.", exists=True),
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day to take as today.")] = None,
    issues: Annotated[
        Path | None,
        typer.Option(help="Folder for the text of an issue by jurisdiction, and on failing feeds."),
    ] = None,
    cache: Annotated[Path, typer.Option(help="Folder for answers that are kept.")] = Path(".cache/watch"),
    kept: Annotated[
        Path | None, typer.Option(help="A queue of an earlier run, if there is one, to go on from.")
    ] = None,
    root: Root = Path("."),
) -> None:
    """Read the registers, recognise what the record has, and queue the rest in intake/candidates.csv.

    Exit code: 0 all feeds read, 1 some feed failed, 2 usage.

    Example: watch --feed us-bis --since 2026-09-01
    """
    if context.invoked_subcommand:
        return
    from ..findings.finding import shorten
    from ..model.unreadable import Unreadable
    from ..watch.registry import BadFeeds, chosen, read_feeds
    from ..watch.replies import read_all, recorded
    from ..watch.round import take_up
    from ..watch.showing import by_score, line

    today = day(on, "on", date.today())
    start = day(since, "since", date.min if offline else today - timedelta(days=LOOK_BACK)).isoformat()
    settle(root)
    try:
        feeds = read_feeds(root)
        asked = chosen(feeds, feed or [])
        with (
            progress_bar() as say,
            nullcontext((recorded(offline), _keep)) if offline else _registers(cache, start, say) as (answer, drop),
        ):
            reading = read_all(asked, answer, start, drop, say)
        found = take_up(root, feeds, reading, today.isoformat(), kept)
    except BadFeeds as error:
        stop(str(error), 2)
    except Unreadable as error:
        stop(f"{error}\nnothing was written")
    for row in by_score(found.fresh):
        typer.echo(line(row))
    if issues:
        _write_issues(issues, cache, found.queue, reading, today.isoformat())
    for name, reason in reading.skipped.items():
        typer.echo(f"{name}: passed over: {reason}", err=True)
    for name, message in reading.errors.items():
        typer.echo(f"{name}: {shorten(message, 300)}", err=True)
    raise typer.Exit(1 if reading.errors else 0)


def _keep(_: str) -> None:
    """Recorded answers are kept."""


@contextmanager
def _registers(cache: Path, since: str, say: Callable[[str], None]) -> "Iterator[tuple[Answer, Callable[[str], None]]]":
    """Answers of the registers themselves, and what forgets one that could not be read."""
    try:
        import httpx2
    except ModuleNotFoundError:
        stop("httpx2 is not installed: pip install 'chip-export-controls[watch]'", 2)
    from ..library import version
    from ..watch.cache import Cache
    from ..watch.fetching import Fetcher
    from ..watch.replies import asked

    headers = {"User-Agent": f"chip-export-controls/{version()} watch"}
    with httpx2.Client(headers=headers, timeout=httpx2.Timeout(60, connect=20)) as client:
        kept = Cache(cache)
        yield asked(Fetcher(client, kept, say=say), since, os.environ), kept.drop


def _write_issues(folder: Path, cache: Path, queue: "list[Row]", reading: "Reading", on: str) -> None:
    """The bodies of the issues, and in the cache for how long feeds have failed."""
    from ..watch import failures
    from ..watch.showing import failing, issues

    folder.mkdir(parents=True, exist_ok=True)
    for file in folder.glob("*.md"):
        file.unlink()
    last, before = failures.read(cache)
    counted = failures.counted(before, last, reading.errors, reading.entries, on)
    cache.mkdir(parents=True, exist_ok=True)
    (cache / failures.FILE).write_text(failures.written(counted, on), "utf-8")
    bodies = {**issues(queue), "failing": failing(counted)}
    for name, body in bodies.items():
        if body:
            (folder / f"{name}.md").write_text(body, "utf-8")


@app.command()
def review(
    key: Annotated[str, typer.Argument(help="The candidate, such as FR-DOC:2026-17230.")],
    decision: Annotated[Decision, typer.Option(help="What it is to this record.")],
    note: Annotated[str, typer.Option(help="Why, in a sentence; required unless it is recorded.")] = "",
    root: Root = Path("."),
) -> None:
    """Write a decision about a candidate into intake/reviewed.csv.

    Example: watch review FR-DOC:2026-16628 --decision irrelevant --note "Drones are no chips."
    """
    from ..model.unreadable import Unreadable
    from ..watch.ledger import NoCandidate, decide

    if decision != "recorded" and not note.strip():
        stop(f"--decision {decision} needs --note\nnothing was written", 2)
    settle(root)
    try:
        decide(root, key, decision, " ".join(note.split()))
    except NoCandidate as error:
        stop(f"{error}\nnothing was written", 2)
    except Unreadable as error:
        stop(f"{error}\nnothing was written")
    typer.echo(f"intake/reviewed.csv: {key}, {decision}")
