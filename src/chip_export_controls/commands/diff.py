"""Shows what changes in the data."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .shell import Root, comparing


class Format(StrEnum):
    """How `diff` reports."""

    text = "text"
    markdown = "markdown"
    csv = "csv"


State = "a folder with datapackage.json, the zip of a release, or a git revision"


def diff(
    base: Annotated[str, typer.Argument(help=f"The old state: {State}.")],
    head: Annotated[str | None, typer.Argument(help=f"The new state: {State}; the folder of --root if none.")] = None,
    root: Root = Path("."),
    format: Annotated[Format, typer.Option(help="How to report; csv is changes.csv.")] = Format.text,
) -> None:
    """Show what changes in the data from BASE to HEAD: tables, columns, rows and cells, by key."""
    from ..changes import compare
    from ..difference import VIEWS
    from ..revision import opened
    from ..state import read_state

    with comparing(), opened(base, root) as old, opened(head or str(root), root) as new:
        changes = compare(read_state(old), read_state(new))
    typer.echo(VIEWS[format](changes))
