"""Shows what changes in the data."""

from pathlib import Path
from typing import Annotated

import typer

from ..history.form import Form
from .shared import Root, comparing

State = "a folder with datapackage.json, the zip of a release, or a git revision"


def diff(
    base: Annotated[str, typer.Argument(help=f"The old state: {State}.")],
    head: Annotated[str | None, typer.Argument(help=f"The new state: {State}; the folder of --root if none.")] = None,
    root: Root = Path("."),
    stat: Annotated[bool, typer.Option("--stat", help="Count what changed in each table, and no more.")] = False,
    format: Annotated[Form, typer.Option(help="How to report; csv is changes.csv, json a list of the same.")] = "text",
) -> None:
    """Show what changes in the data from BASE to HEAD: tables, columns, rows and cells, by key."""
    from ..history.joined import compare_folders
    from ..history.revision import opened
    from ..history.views import VIEWS, as_stat

    with comparing(), opened(base, root) as old, opened(head or str(root), root) as new:
        changes = list(compare_folders(old, new))
    typer.echo(as_stat(changes) if stat else VIEWS[format](changes))
