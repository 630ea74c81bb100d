"""Lists what is new."""

from typing import TYPE_CHECKING, Annotated

import typer

from ..model.options import ChangeKind
from .output import Domain, Format, Jurisdiction, asking, chosen_form, emit

if TYPE_CHECKING:
    import pandas as pd

SHOWN = ("kind", "date", "event", "measure_id", "scope", "basis")


def _brief(found: "pd.DataFrame", kind: ChangeKind | None) -> "pd.DataFrame":
    """What a reader wants first: each event once, and what the record learned of earlier days only if asked for."""
    from ..answers.changes import TWICE

    keys = ["measure_id", "event", "date", "scope"]
    once = found[~(found["kind"].eq("happened") & found.duplicated(keys, keep="last"))]
    once.attrs = {**found.attrs, "notes": [note for note in found.attrs["notes"] if note != TWICE]}
    if kind or not found["kind"].eq("learned").any():
        return once
    brief = once[once["kind"] != "learned"]
    brief.attrs = {**found.attrs, "notes": [*once.attrs["notes"], "--kind learned lists the earlier events"]}
    return brief


def changes(
    since: Annotated[
        str | None,
        typer.Option("--since", help="A day, a month, a year, today, or a version such as 0.2.0; else 90 days ago."),
    ] = None,
    today: Annotated[str | None, typer.Option(help="The last day to report on; else the last one searched.")] = None,
    ahead: Annotated[int, typer.Option(help="How many days ahead starts and ends are told.", min=0, max=3660)] = 90,
    kind: Annotated[ChangeKind | None, typer.Option(help="Only changes of this kind.")] = None,
    jurisdiction: Jurisdiction = None,
    domain: Domain = None,
    form: Format = None,
) -> None:
    """List what happened since a day or version, what was or is to start or end, and what the record learned.

    Example: changes --since 2026-09-01 --jurisdiction US
    """
    from ..answers.changes import changes as answer

    with asking():
        found = answer(since, today=today, ahead=ahead, kind=kind, jurisdiction=jurisdiction, domain=domain)
    emit(
        found if chosen_form(form) in ("csv", "json") else _brief(found, kind),
        form,
        "Changes",
        SHOWN,
        lead=("measure_id",),
    )
