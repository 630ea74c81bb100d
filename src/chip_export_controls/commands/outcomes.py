"""Counts what came of plans."""

from typing import Annotated

import typer

from ..model.options import By
from .output import Format, asking, emit

SHOWN = ("group", "claims", "came-true", "in-part", "not", "open", "share", "few", "median_days")


def outcomes(
    by: Annotated[By, typer.Option(help="Whose plans are counted together.")] = "outlet",
    form: Format = None,
) -> None:
    """Count how many plans came true, came true in part, did not, or are open, and how long it took.

    Example: outcomes --by speaker_kind
    """
    from ..answers.outcomes import outcomes as answer

    with asking():
        found = answer(by)
    emit(found, form, "What came of plans", SHOWN)
