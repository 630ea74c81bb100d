"""Makes two rows for one thing into one."""

from pathlib import Path
from typing import Annotated

import typer

from .moving import IdTable, Version, moving, next_version
from .shared import Root


def merge(
    table: IdTable,
    old: Annotated[str, typer.Argument(help="The id that goes.")],
    into: Annotated[str, typer.Argument(help="The id that stays.")],
    reason: Annotated[str, typer.Option(help="Why, such as: Two ids for one firm.")],
    version: Version = None,
    root: Root = Path("."),
) -> None:
    """Make two rows for one thing into one: all that hangs on OLD hangs on INTO, and OLD is retired.

    INTO keeps its cells and takes over those that it lacks; what differs is printed.
    """
    from ..editing.moving import merge as merge_in

    with moving(root, old) as move:
        merge_in(move, table, old, into, reason, version or next_version(root))
