"""Counts what is recorded."""

from pathlib import Path

import typer

from .output import Format, chosen_form, emit
from .shell import Root, TextsFolder, checked


def stats(root: Root = Path("."), texts: TextsFolder | None = None, form: Format = None) -> None:
    """Count rows, claims by source and modality, proved claims, and official sources by jurisdiction."""
    from ..answers.stats import claims_by_source, official_sources, proved, rows

    found = checked(root)
    for title, frame in {
        "Rows": rows(found.tables),
        "Claims by source and modality": claims_by_source(found.tables),
        "Official sources by jurisdiction": official_sources(found.tables),
        "Claims with an anchor": proved(found.tables["claims"], found.records, texts),
    }.items():
        if chosen_form(form) == "csv":
            typer.echo(f"# {title}")
        emit(frame, form, title)
