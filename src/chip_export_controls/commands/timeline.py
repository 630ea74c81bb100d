"""Lists events in order."""

from typing import Annotated

import typer

from .output import Format, asking, emit

SHOWN = ("date", "event", "measure_id", "scope", "note", "reach", "statement")


def timeline(
    key: Annotated[str, typer.Argument(help="A measure, a firm, an item or a jurisdiction, by id or name.")],
    form: Format = None,
) -> None:
    """List the events of a measure, a jurisdiction, a firm or an item, each with its evidence.

    Example: timeline NL --format csv
    """
    from ..answers.timeline import timeline as answer

    with asking():
        found = answer(key)
    alone = found["measure_id"].nunique() == 1
    emit(
        found,
        form,
        f"Events of {key}",
        [c for c in SHOWN if not (alone and c in ("measure_id", "reach"))],
        lead=("measure_id",),
    )
