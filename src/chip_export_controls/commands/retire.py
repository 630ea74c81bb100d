"""Removes a row and retires its id."""

from pathlib import Path
from typing import Annotated

import typer

from .moving import IdTable, Version, moving, next_version
from .shared import Root


def retire(
    table: IdTable,
    id: Annotated[str, typer.Argument(help="The id that goes.")],
    reason: Annotated[str, typer.Option(help="Why.")],
    replaced_by: Annotated[str, typer.Option(help="The id that stands in its place, if one does.")] = "",
    with_rows: Annotated[bool, typer.Option("--with-rows", help="Remove the rows that name it too.")] = False,
    version: Version = None,
    root: Root = Path("."),
) -> None:
    """Remove a row and retire its id, so that it is never used again."""
    from ..editing.moving import retire as retire_in

    with moving(root, id) as move:
        retire_in(move, table, id, replaced_by, reason, version or next_version(root), with_rows)
