"""Checks every rule of a package."""

from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ..findings.views import Form
from ..model.options import JUDGES, EngineName, Judges
from .shared import as_folder, comparing, progress, stop


def validate(
    root: Annotated[
        Path, typer.Option(help="Folder with datapackage.json, or the zip of a release.", exists=True)
    ] = Path("."),
    at: Annotated[str, typer.Option(help="A git revision of the repository around it, in place of the folder.")] = "",
    below: Annotated[str, typer.Option(help="Path of the folder in the repository, to put before file names.")] = "",
    table: Annotated[list[str] | None, typer.Option(help="Report on this table only; may be repeated.")] = None,
    format: Annotated[Form, typer.Option(help="How to report.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 on warnings too.")] = False,
    judge: Annotated[Judges | None, typer.Option(help="Ask this library for a second opinion.")] = None,
    engine: Annotated[
        EngineName, typer.Option(help="Where tables are joined; auto: polars, or DuckDB where memory is too small.")
    ] = "auto",
    master: Annotated[str, typer.Option(help="The master of Spark's cluster; this machine if none.")] = "",
    every: Annotated[Path | None, typer.Option(help="Write each finding to this Parquet file.", dir_okay=False)] = None,
) -> None:
    """Check every rule of the package and of intake/: bytes, shape, cells, keys, dates, rows and tables.

    Of one rule in the same columns of one table, the first 1,000 findings are told and the others are counted.
    Exit code: 0 clean, or warnings only; 1 errors, with --strict any finding; 2 usage.
    """
    from ..checks.check import check
    from ..findings.finding import errors
    from ..findings.nearest import nearest
    from ..findings.views import told
    from ..model.descriptor import law
    from ..watch.rules import intake_findings, intake_tables

    tables = [*law(), *intake_tables(root)]
    for name in table or []:
        if name not in tables:
            stop(f"no table `{name}`: {nearest(name, tables)} tables: {', '.join(tables)}", 2)
    progress("validating")
    judges = JUDGES if judge == "all" else [name for name in JUDGES if name == judge]
    only = set(table) if table else None
    with comparing(), as_folder(root, at) as folder:
        try:
            found = check(folder, only, judges, engine=engine, master=master, every=every, keep=False)
        except ModuleNotFoundError as error:
            extra = "spark" if engine == "spark" else error.name
            stop(f"{error.name} is not installed: pip install 'chip-export-controls[{extra}]'", 2)
        findings = found.findings
        findings += [finding for finding in intake_findings(folder) if only is None or finding.table in only]
    if below:
        findings = [replace(finding, file=below + finding.file) for finding in findings]
    judged = partial(_judged, table or tables, bool(intake_tables(root)))
    report = told(findings, format, judged)
    if report:
        typer.echo(report)
    for (file, rule), count in found.more.items():
        typer.echo(f"{below}{file}: {count} more [{rule}]: --every FILE writes them all", err=True)
    raise typer.Exit(1 if (findings if strict else errors(findings)) else 0)


def _judged(tables: Iterable[str], intake: bool) -> dict[str, str]:
    """The rules that were judged, each with its sentence: not those of a release, nor those of other tables."""
    from ..checks.check import sentences
    from ..watch.rules import RULES

    asked = {"any", "package", "record", *tables}
    rules = sentences(RULES if intake else None)
    return {rule: sentence for rule, sentence in rules.items() if rule.partition("/")[0] in asked}
