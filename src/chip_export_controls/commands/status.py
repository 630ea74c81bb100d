"""Says what a measure is on a day."""

from typing import Annotated

import typer

from .output import Format, KnownOn, On, asking, day_asked, emit, hint

SHOWN = ("measure_id", "scope", "status", "since", "event", "until", "basis", "certainty", "excepted", "note")
FIRMS = ("firm_id", "firm", "jurisdiction", "name_as_listed", "scope", "since", "until", "certainty")


def status(
    measure: Annotated[
        str | None, typer.Argument(help="A measure by id, citation or title; all measures if none is given.")
    ] = None,
    on: On = None,
    known_on: KnownOn = None,
    firms: Annotated[bool, typer.Option("--firms", help="List the firms that the measure lists on the day.")] = False,
    form: Format = None,
) -> None:
    """Say what each part of a measure is on a day: in force, suspended, ended, or how far it has come.

    Example: status us-2025-09-29-affiliates-rule --on 2026-10-01
    """
    from ..answers.links.announced import named_firms
    from ..answers.status import status as answer
    from ..answers.status_members import members

    day = day_asked(on)
    with asking():
        if firms:
            if not measure or known_on:
                raise ValueError("--firms needs one measure, and knows no --known-on")
            return emit(members(measure, day), form, f"Firms on {day}", FIRMS, lead=("firm_id",))
        found = answer(measure, day, known_on=known_on)
    emit(found, form, f"Status on {day}", SHOWN, lead=("measure_id",))
    if measure and named_firms(found["measure_id"].iloc[0]):
        hint(f"status {found['measure_id'].iloc[0]} --firms", form)
