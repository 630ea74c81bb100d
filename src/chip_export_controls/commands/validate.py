"""Checks every rule of a package."""

from pathlib import Path
from typing import Annotated

import typer

from ..findings.views import Form
from .shell import Root, progress, stop


def validate(
    root: Root = Path("."),
    table: Annotated[list[str] | None, typer.Option(help="Report on this table only; may be repeated.")] = None,
    format: Annotated[Form, typer.Option(help="How to report.")] = "text",
) -> None:
    """Check every rule of the package: bytes, shape, cells, keys, dates, rows and tables.

    Exit code: 0 clean, 1 findings, 2 usage.
    """
    from ..checks.check import check, sentences
    from ..findings.finding import nearest
    from ..findings.views import told
    from ..model.descriptor import law

    tables = list(law())
    for name in table or []:
        if name not in tables:
            stop(f"no table `{name}`: {nearest(name, tables)} tables: {', '.join(tables)}", 2)
    progress("validating")
    findings = check(root, set(table) if table else None).findings
    report = told(findings, format, sentences)
    if report:
        typer.echo(report)
    raise typer.Exit(1 if findings else 0)
