"""Lists events in order."""

from typing import Annotated

import typer

from .output import Format, asking, emit

SHOWN = ("date", "event", "scope", "measure_id", "statement")


def timeline(
    key: Annotated[str, typer.Argument(help="Id of a measure, a firm or an item, or a jurisdiction.")],
    form: Format = None,
) -> None:
    """List the events of a measure, a jurisdiction, a firm or an item, each with its evidence.

    Example: timeline NL --format csv
    """
    from ..answers.timeline import timeline as answer

    with asking():
        found = answer(key)
    emit(found, form, f"Events of {key}", SHOWN)
