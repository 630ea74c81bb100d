"""Finds records by any name."""

from typing import Annotated

import typer

from ..answers.find import Kind
from .output import Format, asking, emit

SHOWN = ("kind", "id", "name", "matched", "how")


def find(
    text: Annotated[str, typer.Argument(help="A name, ticker, code, citation, document number, product or id.")],
    kind: Annotated[Kind | None, typer.Option(help="Only records of this kind.")] = None,
    limit: Annotated[int, typer.Option(help="At most so many.")] = 20,
    form: Format = None,
) -> None:
    """Find the records that a name or number in any script means, the best match first.

    Example: find "89 FR 96790"
    """
    from ..answers.find import find as answer

    with asking():
        found = answer(text, kind=kind, limit=limit)
    if len(found) and set(found["how"]) <= {"similar", "some words"}:
        found.attrs["verdict"] = f"No record is written so; {len(found)} are written alike, the nearest first."
    if found.empty:
        found.attrs["verdict"] = f"Nothing in the record is written so: {text}. That is no proof that there is nothing."
    emit(found, form, "", SHOWN, lead=("kind", "id"))
