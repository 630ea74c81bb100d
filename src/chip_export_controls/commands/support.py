"""Weighs a claim."""

import sys
from typing import Annotated

import typer

from .output import Format, asking, emit

SHOWN = ("stance", "origin", "statement", "publisher")


def support(
    claim_id: Annotated[str, typer.Argument(help="Id of the claim.")],
    form: Format = None,
) -> None:
    """List what says the same as a claim and what speaks against it, with the report each goes back to.

    Example: support itechpost-2024-03-07-chip-curbs-allies.001
    """
    from ..answers.support import support as answer

    with asking():
        found = answer(claim_id)
    emit(found, form, f"Support of {claim_id}", SHOWN)
    if sys.stderr.isatty():
        same = found[found["stance"] == "same"]
        typer.echo(f"{same['origin'].nunique()} origins, {same['source_id'].nunique()} sources say so", err=True)
