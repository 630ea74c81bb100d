"""Cites a record."""

from enum import StrEnum
from typing import Annotated

import typer

from .output import RowKey, TableName, asking


class Style(StrEnum):
    """How a citation is written."""

    bibtex = "bibtex"
    csl = "csl"
    text = "text"


def cite(
    table: TableName,
    key: RowKey,
    style: Annotated[Style, typer.Option(help="How it is written.")] = Style.text,
) -> None:
    """Print a citation of one record, with the version of the data and the sources it rests on.

    Example: cite measures us-2025-09-29-affiliates-rule --style bibtex
    """
    from ..handover import cite as answer

    with asking():
        typer.echo(answer(table, tuple(key), style.value))
