"""Lists the controls on an item."""

from shlex import quote
from typing import Annotated

import typer

from ..model.options import View
from .output import Format, On, asking, day_asked, emit, hint

LEAD, TRAIL = ("exporter", "destination", "measure_id"), ("limit", "why", "policy", "exception", "citation")
SHOWN = (*LEAD, "applies", "effect", "code", "since", "until", "certainty", *TRAIL)


def controls(
    item: Annotated[str, typer.Argument(help="An item of equipment by id or name.")],
    exporter: Annotated[list[str] | None, typer.Option(help="Whose controls; may be repeated.")] = None,
    destination: Annotated[list[str] | None, typer.Option(help="Where it goes; may be repeated.")] = None,
    on: On = None,
    view: Annotated[View, typer.Option(help="One row for each control, or exporters by destinations.")] = "rows",
    form: Format = None,
) -> None:
    """List the controls that apply to an item: effect, code, limit, licence, exceptions, and the act.

    Example: controls NXT:2050i --exporter NL --exporter US --destination CN --on 2026-10-01
    """
    from ..answers.controls import OPEN
    from ..answers.controls import controls as answer

    with asking():
        found = answer(item, exporter or None, destination or None, day_asked(on), view=view)
    emit(
        found,
        form,
        "",
        SHOWN if view == "rows" else (),
        lead=LEAD,
        trail=TRAIL,
    )
    if view == "rows" and (found["applies"] == OPEN).any():
        to = f" --destination {destination[0]}" if destination else ""
        whose = f" --jurisdiction {exporter[0]}" if exporter else ""
        hint(f"evaluate {quote(item)}{to}{whose} --explain, with --set NAME=VALUE for what is not recorded", form)
