"""What the commands share: options, how they stop, and how they say what they do."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    import pandas as pd


def _settled(root: Path) -> Path:
    """The folder, after what a killed command had begun there is finished."""
    from ..transaction import NoJournal, settle

    try:
        for path in settle(root):
            typer.echo(f"{path}: finished what a killed command had begun", err=True)
    except NoJournal as error:
        raise typer.BadParameter(str(error)) from error
    return root


Root = Annotated[
    Path, typer.Option(help="Folder with datapackage.json.", exists=True, file_okay=False, callback=_settled)
]
CopyFile = Annotated[
    Path, typer.Argument(metavar="TEXT", help="Text copy of the document, UTF-8.", exists=True, dir_okay=False)
]
TextsFolder = Annotated[
    Path, typer.Option(help="Folder with text copies of the sources.", exists=True, file_okay=False)
]
SourceId = Annotated[str, typer.Argument(help="Id of the source.")]


def stop(message: str, code: int = 1) -> NoReturn:
    """Says what is wrong on standard error and ends with the exit code."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


@contextmanager
def comparing() -> Iterator[None]:
    """Says in a sentence which state of the package there is not (exit code 2), or why it cannot be read (1)."""
    from ..revision import NoSuchState
    from ..state import CannotCompare

    try:
        yield
    except (NoSuchState, CannotCompare) as error:
        stop(str(error), 2 if isinstance(error, NoSuchState) else 1)


def copy_of(file: Path) -> str:
    """The text of a copy; stops where it is not UTF-8."""

    from ..text import read_copy

    try:
        return read_copy(file)
    except UnicodeDecodeError:
        stop(f"{file}: not UTF-8: save the text copy as UTF-8")


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


def _cell(value: object) -> str:
    if isinstance(value, float):
        return "" if value != value else f"{value:.0%}"
    return str(value)


def print_table(title: str, rows: list[Any]) -> None:
    """A table: drawn on a terminal, tab-separated where the output is piped."""
    head, body = rows[0], [[_cell(value) for value in row] for row in rows[1:]]
    if not sys.stdout.isatty():
        typer.echo("\n".join([f"# {title}", "\t".join(head), *("\t".join(row) for row in body), ""]))
        return
    from rich.console import Console
    from rich.table import Table

    drawn = Table(*head, title=title)
    for row in body:
        drawn.add_row(*row)
    Console().print(drawn)


def tables_of(root: Path) -> "dict[str, pd.DataFrame]":
    """The typed tables of a package without findings; stops with the findings otherwise."""
    from ..descriptor import law, read_package
    from ..reading import read_table
    from ..report import as_text
    from ..validation import validate as run

    findings = run(root)
    if findings:
        stop(as_text(findings))
    package, _ = read_package(root, law())
    return {name: read_table(package.file(name), table) for name, table in package.tables.items()}
