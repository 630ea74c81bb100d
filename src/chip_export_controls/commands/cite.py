"""Cites a record."""

from typing import Annotated

import typer

from ..model.options import Style
from .output import RowKey, TableName, asking


def cite(
    table: TableName,
    key: RowKey = None,
    style: Annotated[Style, typer.Option(help="How it is written.")] = "text",
) -> None:
    """Print a citation of one record, with the version of the data and the sources it rests on.

    Example: cite "90 FR 47201" --style bibtex
    """
    from ..answers.cite import cite as answer

    with asking():
        typer.echo(answer(table, tuple(key) if key else None, style))
