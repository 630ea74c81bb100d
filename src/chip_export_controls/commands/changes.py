"""Lists what is new."""

from typing import Annotated

import typer

from .output import Domain, Format, Jurisdiction, asking, emit

SHOWN = ("kind", "date", "event", "measure_id", "scope", "basis")


def changes(
    since: Annotated[str, typer.Option("--since", help="A day, a month, a year, or a version such as 0.2.0.")],
    today: Annotated[str | None, typer.Option(help="To this day; the last day of the search if none.")] = None,
    jurisdiction: Jurisdiction = None,
    domain: Domain = None,
    form: Format = None,
) -> None:
    """List what happened since a day or version, what ends in the next 90 days, and what the record learned.

    Example: changes --since 2026-09-01 --jurisdiction US
    """
    from ..answers.changes import changes as answer

    with asking():
        found = answer(since, today=today, jurisdiction=jurisdiction, domain=domain)
    emit(found, form, f"Since {since}", SHOWN)
