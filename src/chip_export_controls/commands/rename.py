"""Gives a row another id."""

from pathlib import Path
from typing import Annotated

import typer

from .moving import IdTable, Version, moving, next_version
from .shared import Root, stop


def rename(
    table: IdTable,
    old: Annotated[str, typer.Argument(help="The id that it has.")],
    new: Annotated[str, typer.Argument(help="The id that it is to have.")],
    reason: Annotated[str | None, typer.Option(help="Why; the old id is retired with it.")] = None,
    unreleased: Annotated[bool, typer.Option("--unreleased", help="The old id was in no release: forget it.")] = False,
    version: Version = None,
    root: Root = Path("."),
) -> None:
    """Give a row another id, in every table that names it, and retire the old one.

    The claims of a source and the record of its text copy take its new id.
    """
    from ..editing.moving import rename as rename_in

    if bool(reason) == unreleased:
        stop("give --reason, or --unreleased for an id that was in no release\nnothing was written", 2)
    with moving(root, old) as move:
        rename_in(move, table, old, new, reason, version or next_version(root))
