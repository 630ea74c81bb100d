"""Checks every rule of a package."""

from pathlib import Path
from typing import Annotated

import typer

from ..findings.views import Form
from ..model.judge import JUDGES, Judges
from .shell import Root, progress, stop


def validate(
    root: Root = Path("."),
    table: Annotated[list[str] | None, typer.Option(help="Report on this table only; may be repeated.")] = None,
    format: Annotated[Form, typer.Option(help="How to report.")] = "text",
    judge: Annotated[Judges | None, typer.Option(help="Ask this library for a second opinion.")] = None,
) -> None:
    """Check every rule of the package and of intake/: bytes, shape, cells, keys, dates, rows and tables.

    Exit code: 0 clean, 1 findings, 2 usage.
    """
    from ..checks.check import check, sentences
    from ..findings.finding import nearest
    from ..findings.views import told
    from ..model.descriptor import law
    from ..watch.rules import intake_findings, intake_tables

    tables = [*law(), *intake_tables(root)]
    for name in table or []:
        if name not in tables:
            stop(f"no table `{name}`: {nearest(name, tables)} tables: {', '.join(tables)}", 2)
    progress("validating")
    judges = JUDGES if judge == "all" else [name for name in JUDGES if name == judge]
    findings = check(root, set(table) if table else None, judges).findings
    findings += [finding for finding in intake_findings(root) if not table or finding.table in table]
    report = told(findings, format, sentences)
    if report:
        typer.echo(report)
    raise typer.Exit(1 if findings else 0)
