"""Says what is in force on a day."""

from typing import Annotated

import typer

from .output import Domain, Format, Jurisdiction, KnownOn, On, asking, day_asked, emit, hint

SHOWN = ("measure_id", "equipment_id", "reach", "effect", "role")
STANDING = ("since", "until", "basis", "certainty", "scope", "excepted")


def in_force(
    on: On = None,
    jurisdiction: Jurisdiction = None,
    target: Annotated[
        str | None, typer.Option(help="A destination, or a country group such as D:5; measures on all are kept.")
    ] = None,
    equipment: Annotated[str | None, typer.Option(help="An item by id or name; controls on families too.")] = None,
    firm: Annotated[str | None, typer.Option(help="A firm by id or name that the measure lists or touches.")] = None,
    domain: Domain = None,
    known_on: KnownOn = None,
    form: Format = None,
) -> None:
    """List the measures in force on a day, the event that put each in force, and its claim.

    Example: in-force --on 2024-09-08 --jurisdiction NL --domain export-control
    """
    from ..answers.in_force import in_force as answer

    day = day_asked(on)
    with asking():
        found = answer(
            day,
            jurisdiction=jurisdiction,
            target=target,
            equipment=equipment,
            firm=firm,
            domain=domain,
            known_on=known_on,
        )
    emit(found, form, f"In force on {day}", (*SHOWN, *STANDING), lead=("measure_id",))
    firms = list(found["firm_id"].dropna()) if firm else []
    if firms and any("firms below" in note or "firm below" in note for note in found.attrs["notes"]):
        hint(f"sql \"select firm_id, name from firms where parent_firm_id = '{firms[0]}'\"", form)
