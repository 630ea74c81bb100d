"""What `rename`, `merge` and `retire` share: what they are given, and how they write and say what they did."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .new.asking import read
from .shared import stop

if TYPE_CHECKING:
    from ..editing.moving import Move

IdTable = Annotated[
    Literal["sources", "claims", "measures", "equipment", "firms"], typer.Argument(help="The table of the id.")
]
Version = Annotated[str | None, typer.Option(help="The version that retires the id, if not the next minor one.")]


def next_version(root: Path) -> str:
    """The next minor version, with which ids that are given up leave the record."""
    from ..model.descriptor import read_package

    major, minor, _ = str(read_package(root)[0].descriptor["version"]).split(".")
    return f"{major}.{int(minor) + 1}.0"


@contextmanager
def moving(root: Path, id: str) -> Iterator["Move"]:
    """The rows of the package, to be changed; then they are written, and what changed is said, or why nothing did."""
    from ..editing.moving import Move, NotMoved, finish, mentions
    from ..findings.text import as_text

    tables = read(root)
    move = Move(root, {name: [dict(row) for row in table.rows.values()] for name, table in tables.items()})
    try:
        yield move
    except NotMoved as error:
        stop(f"{error}\nnothing was written")
    if findings := finish(move):
        stop(f"{as_text(findings)}\nnothing was written")
    for line in move.said():
        typer.echo(line)
    for place in mentions(move, id):
        typer.echo(f"{place} still names `{id}`: read it, and change it by hand")
