"""Counts what is recorded."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .output import Format, chosen_form, emit
from .shared import Root, TextsFolder, checked, day


def stats(
    root: Root = Path("."),
    texts: TextsFolder | None = None,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day that it is; else today.")] = None,
    form: Format = None,
) -> None:
    """Count rows, claims by source and modality, proved claims, and official sources by jurisdiction.

    Tells, on standard error, of candidates of `watch` that nobody has judged for 30 days.
    """
    from ..answers.stats import claims_by_source, official_sources, proved, rows
    from ..watch.waiting import sentence, waiting

    today = day(on, "on", date.today())

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
    if told := sentence(waiting(root, today)):
        typer.echo(told, err=True)
