"""Finds records by any name."""

from typing import Annotated

import typer

from ..model.options import RecordKind
from .output import Format, asking, emit, hint

# what tells more of a record of each kind
NEXT = {
    "firm": "in-force --firm {0}   or: screen {0}",
    "equipment": "controls {0} --destination CODE   or: timeline {0}",
    "measure": "status {0} [--firms]   or: cite {0}",
    "parameter": "timeline {0}",
    "claim": "provenance {0}",
    "source": "provenance {0}",
    "jurisdiction": "in-force --jurisdiction {0}",
}
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
    emit(found, form, "", SHOWN, lead=("kind", "id"))
    for of, key in found[["kind", "id"]].drop_duplicates("kind").head(2).itertuples(index=False):
        if of in NEXT:
            hint(NEXT[of].format(key), form)
