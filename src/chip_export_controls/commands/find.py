"""Finds records by any name."""

from typing import Annotated

import typer

from ..model.options import RecordKind
from .output import Format, asking, emit

SHOWN = ("kind", "id", "name", "matched", "how")


def find(
    text: Annotated[str, typer.Argument(help="A name, ticker, code, citation, document number, product or id.")],
    kind: Annotated[RecordKind | None, typer.Option(help="Only records of this kind.")] = None,
    limit: Annotated[int, typer.Option(help="Show at most this many.")] = 20,
    form: Format = None,
) -> None:
    """Find the records that a name or number in any script means, the best match first.

    Example: find "89 FR 96790"
    """
    from ..answers.find import find as answer

    with asking():
        found = answer(text, kind=kind, limit=limit)
    said = {"similar": "is written so; alike", "some words": "holds all of these words; some of them"}
    if len(found) and found["how"].iloc[0] in said:
        found.attrs["verdict"] = f"No record {said[found['how'].iloc[0]]}: {len(found)}, the nearest first."
    if found.empty:
        found.attrs["verdict"] = f"Nothing in the record is written so: {text}. That is no proof that there is nothing."
    emit(found, form, "", SHOWN, lead=("kind", "id"))
