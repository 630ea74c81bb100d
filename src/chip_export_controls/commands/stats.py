"""Counts what is recorded."""

import json
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from .output import Format, as_json, chosen_form, emit
from .shared import Root, TextsFolder, checked, day


def stats(
    root: Root = Path("."),
    texts: TextsFolder | None = None,
    on: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="The day to take as today.")] = None,
    form: Format = None,
) -> None:
    """Count rows, claims by source and modality, proved claims, and official sources by jurisdiction.

    Tells, on standard error, of candidates of `watch` that nobody has judged for 30 days.
    """
    from ..answers.stats import anchored, claims_by_source, official_sources, rows
    from ..watch.waiting import sentence, waiting

    today = day(on, "on", date.today())

    found = checked(root)
    counts = {
        "Rows": rows(found.tables),
        "Claims by source and modality": claims_by_source(found.tables),
        "Official sources by jurisdiction": official_sources(found.tables),
        "Claims with an anchor": anchored(found.tables, found.records, texts),
    }
    if chosen_form(form) == "json":
        typer.echo("{" + ",\n".join(f"{json.dumps(title)}: {as_json(frame)}" for title, frame in counts.items()) + "}")
    else:
        for title, frame in counts.items():
            if chosen_form(form) in ("csv", "markdown"):
                typer.echo(f"{'#' if chosen_form(form) == 'csv' else '##'} {title}")
            emit(frame, form, title)
    if told := sentence(waiting(root, today)):
        typer.echo(told, err=True)
