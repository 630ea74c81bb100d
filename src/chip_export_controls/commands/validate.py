"""Checks every rule of a package."""

from pathlib import Path
from typing import Annotated

import typer

from ..findings.views import Form
from ..model.engine import EngineName
from ..model.judge import JUDGES, Judges
from .shell import Root, progress, stop


def validate(
    root: Root = Path("."),
    table: Annotated[list[str] | None, typer.Option(help="Report on this table only; may be repeated.")] = None,
    format: Annotated[Form, typer.Option(help="How to report.")] = "text",
    judge: Annotated[Judges | None, typer.Option(help="Ask this library for a second opinion.")] = None,
    engine: Annotated[
        EngineName, typer.Option(help="Where tables are joined; auto: polars, or DuckDB where memory is too small.")
    ] = "auto",
    master: Annotated[str, typer.Option(help="The master of Spark's cluster; this machine if none.")] = "",
    every: Annotated[Path | None, typer.Option(help="Write each finding to this Parquet file.", dir_okay=False)] = None,
) -> None:
    """Check every rule of the package: bytes, shape, cells, keys, dates, rows and tables.

    Of one rule in the same columns of one table, the first 1,000 findings are told and the others are counted.
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
    judges = JUDGES if judge == "all" else [name for name in JUDGES if name == judge]
    only = set(table) if table else None
    try:
        found = check(root, only, judges, engine=engine, master=master, every=every, keep=False)
    except ModuleNotFoundError as error:
        stop(f"{error.name} is not installed: pip install 'chip-export-controls[{engine}]'", 2)
    report = told(found.findings, format, sentences)
    if report:
        typer.echo(report)
    for (file, rule), count in found.more.items():
        typer.echo(f"{file}: {count} more [{rule}]: --every FILE writes them all", err=True)
    raise typer.Exit(1 if found.findings else 0)
