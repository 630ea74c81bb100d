"""Lists events in order."""

from typing import TYPE_CHECKING, Annotated

import typer

from .output import Format, asking, chosen_form, emit

if TYPE_CHECKING:
    import pandas as pd

SHOWN = ("date", "event", "measure_id", "scope", "note", "reach", "statement")


def _own(found: "pd.DataFrame") -> "pd.DataFrame":
    """Of an item the events of the measures that name it or are mentioned with it, where there are any."""
    own = found[~found["reach"].isin(["family", "kind"])]
    if own.empty or len(own) == len(found):
        return found
    rest = found.drop(own.index)
    said = f"{len(rest)} events of {rest['measure_id'].nunique()} measures on its families and kinds: --all lists them"
    own.attrs = {**found.attrs, "notes": [*found.attrs["notes"], said]}
    return own


def timeline(
    key: Annotated[str, typer.Argument(help="A measure, a firm, an item or a jurisdiction, by id or name.")],
    every: Annotated[bool, typer.Option("--all", help="Of an item: those of its families and kinds too.")] = False,
    form: Format = None,
) -> None:
    """List the events of a measure, a jurisdiction, a firm or an item, each with its evidence.

    Example: timeline NL --format csv
    """
    from ..answers.timeline import timeline as answer

    with asking():
        found = answer(key)
    if not every and chosen_form(form) not in ("csv", "json"):
        found = _own(found)
    alone = found["measure_id"].nunique() == 1
    emit(
        found,
        form,
        f"Events of {key}",
        [c for c in SHOWN if not (alone and c in ("measure_id", "reach"))],
        lead=("measure_id",),
    )
