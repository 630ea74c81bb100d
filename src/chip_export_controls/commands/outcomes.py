"""Counts what came of plans."""

from enum import StrEnum
from typing import Annotated

import typer

from .output import Format, asking, emit

SHOWN = ("group", "claims", "came-true", "in-part", "not", "open", "share", "few", "median_days")


class By(StrEnum):
    """What plans are counted by."""

    outlet = "outlet"
    speaker_kind = "speaker_kind"
    measure = "measure"


def outcomes(
    by: Annotated[By, typer.Option(help="Whose plans are counted together.")] = By.outlet,
    form: Format = None,
) -> None:
    """Count how many plans came true, in part, not, or are open, and how long it took.

    Example: outcomes --by speaker_kind
    """
    from ..assessment import outcomes as answer

    with asking():
        found = answer(by.value)
    emit(found, form, "What came of plans", SHOWN)
