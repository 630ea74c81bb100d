"""Checks every rule of a package."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from .shell import Root, progress, stop


class Format(StrEnum):
    """How `validate` reports."""

    text = "text"
    jsonl = "jsonl"
    github = "github"
    sarif = "sarif"
    junit = "junit"
    markdown = "markdown"


def validate(
    root: Root = Path("."),
    table: Annotated[list[str] | None, typer.Option(help="Report on this table only; may be repeated.")] = None,
    format: Annotated[Format, typer.Option(help="How to report.")] = Format.text,
) -> None:
    """Check every rule of the package: bytes, shape, cells, keys, dates, rows and tables.

    Exit code: 0 clean, 1 findings, 2 usage.
    """
    from ..descriptor import law
    from ..findings import nearest
    from ..report import VIEWS
    from ..validation import validate as run

    tables = list(law())
    for name in table or []:
        if name not in tables:
            stop(f"no table `{name}`: {nearest(name, tables)} tables: {', '.join(tables)}", 2)
    progress("validating")
    findings = run(root, set(table) if table else None)
    report = VIEWS[format](findings)
    if report:
        typer.echo(report)
    raise typer.Exit(1 if findings else 0)
