"""Rewrites the CSVs canonically."""

from pathlib import Path
from typing import Annotated

import typer

from .shared import Root, settle, stop


def fmt(
    root: Root = Path("."),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; print the diff and exit 1 if there is one.")
    ] = False,
) -> None:
    """Rewrite the CSVs canonically: sorted by key, NFC, LF, minimal quoting."""
    from ..editing.fmt import changes, diff
    from ..editing.transaction import write_all
    from ..model.unreadable import Unreadable
    from ..watch.intake import changes as of_intake

    if not check:
        settle(root)
    try:
        found = {**changes(root), **of_intake(root)}
    except Unreadable as error:
        stop(f"{error}\nnothing was written")
    if check:
        typer.echo(diff(root, found), nl=False)
        raise typer.Exit(1 if found else 0)
    texts = {file.relative_to(root).as_posix(): text for file, (_, text) in found.items()}
    if texts:
        write_all(root, texts)
        typer.echo("\n".join(texts))
