"""What the commands share: options, how they stop, and how they say what they do."""

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from ..findings.finding import shown
from ..model.options import Judge

if TYPE_CHECKING:
    from ..checks.check import Checked


Root = Annotated[Path, typer.Option(help="Folder with datapackage.json.", exists=True, file_okay=False)]
CopyFile = Annotated[
    Path, typer.Argument(metavar="TEXT", help="Text copy of the document, UTF-8.", exists=True, dir_okay=False)
]
TextsFolder = Annotated[
    Path, typer.Option(help="Folder with text copies of the sources.", exists=True, file_okay=False)
]
SourceId = Annotated[str, typer.Argument(help="Id of the source.")]


def stop(message: str, code: int = 1) -> NoReturn:
    """Says what is wrong on standard error and ends with the exit code."""
    typer.echo(shown(message, but="\n"), err=True)
    raise typer.Exit(code)


def day(text: str | None, option: str, otherwise: date) -> date:
    """The day that an option gives, or another where it gives none; stops where it gives what is no day."""
    try:
        return date.fromisoformat(text) if text else otherwise
    except ValueError:
        stop(f"--{option} `{text}`: write YYYY-MM-DD", 2)


def settle(root: Path) -> None:
    """Finishes what a killed command had begun to write; for commands that write, before they read."""
    from ..editing.transaction import NoJournal
    from ..editing.transaction import settle as finish

    try:
        for path in finish(root):
            typer.echo(f"{path}: finished what a killed command had begun", err=True)
    except NoJournal as error:
        stop(f"{error}\nnothing was written", 2)


@contextmanager
def as_folder(root: Path, revision: str = "") -> Iterator[Path]:
    """The folder of a package; for a zip or a revision one with all its files, which is removed afterwards."""
    if root.is_dir() and not revision:
        yield root
        return
    from ..history.revision import all_of_a_package, everything, opened

    name, wanted = (revision, all_of_a_package) if revision else (str(root), everything)
    with opened(name, root if revision else root.parent, wanted) as folder:
        yield folder


@contextmanager
def comparing() -> Iterator[None]:
    """Says in a sentence which state of the package there is not (exit code 2), or why it cannot be read (1)."""
    from ..history.no_such_state import NoSuchState
    from ..model.unreadable import Unreadable

    try:
        yield
    except (NoSuchState, Unreadable) as error:
        stop(str(error), 2 if isinstance(error, NoSuchState) else 1)


def copy_of(file: Path) -> str:
    """The text of a copy; stops where it is not UTF-8."""

    from ..passages.text import read_copy

    try:
        return read_copy(file)
    except UnicodeDecodeError:
        stop(f"{file}: not UTF-8: save the text copy as UTF-8")


def anchor_columns(root: Path, source_id: str, text: Path, first: str, last: str) -> dict[str, str]:
    """The anchor of the passage between these words in a text copy; stops where the copy is not that of the record."""
    from ..passages.records import locate, read_records
    from ..passages.text import digest

    copy, record = copy_of(text), read_records(root)[0].get(source_id)
    if record is None or record["sha256"] != digest(copy):
        stop(f"sources/{source_id}.json is not the record of this text: run `fingerprint {source_id} {text}` first")
    try:
        return {name: str(cell) for name, cell in locate(copy, first, last).items()}
    except ValueError as error:
        stop(str(error))


def progress(message: str) -> None:
    """Says on a terminal, and only there, what is going on."""
    if sys.stderr.isatty():
        typer.echo(f"… {message}", err=True)


@contextmanager
def progress_bar() -> Iterator[Callable[[str], None]]:
    """A spinner on a terminal that shows what is being written; silent elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("…") as status:
        yield status.update


def checked(root: Path, judges: Iterable[Judge] = ()) -> "Checked":
    """The package as it was judged, by these judges too; stops with the findings where one of them is an error."""
    from ..checks.check import check
    from ..findings.finding import errors
    from ..findings.text import as_text

    found = check(root, judges=judges, sound_only=True)
    if errors(found.findings):
        stop(as_text(found.findings))
    return found
