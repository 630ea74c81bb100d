"""Adds a source with its first claim, or with the source that credits it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..shared import Root
from .asking import Cells, Id, Jurisdictions, answer, pairs, proposed, read, refuse_taken, row_of, write
from .options import columns_of, with_columns

if TYPE_CHECKING:
    from ...editing.rows import Row

_CLAIM = ["statement", "pinpoint", "speaker", "speaker_kind", "modality", "asserted_on", "relevance"]


@with_columns(
    cells=columns_of("sources", "source_id"), first=("claims", _CLAIM), link=("source_relations", ["relation"])
)
def source(
    cells: Cells,
    first: Cells,
    link: Cells,
    cited_by: Annotated[str | None, typer.Option(help="For cited-only: the source that credits it.")] = None,
    jurisdiction: Jurisdictions = None,
    id: Id = None,
    root: Root = Path("."),
) -> None:
    """Add a source with its first claim, or with the source that credits it."""
    from ...editing.ids import source_id

    about = row_of("sources", cells)[1]
    parts = (about["publisher"], about.get("published_on", ""), about.get("title", ""))
    chosen = proposed(id, lambda: source_id(*parts))
    refuse_taken(read(root), "sources", chosen)
    rows: list[Row] = [("sources", {"source_id": chosen, **about})]
    if about["access"] == "cited-only":
        crediting = cited_by or answer("Credited by which source_id", "cited-by")
        given = {"source_id": crediting, **link, "upstream_source_id": chosen}
        rows.append(("source_relations", {"source_id": crediting, **row_of("source_relations", given)[1]}))
    else:
        rows += [first_claim(chosen, f"{chosen}.001", first), *pairs(jurisdiction, f"{chosen}.001")]
    write(root, rows)


def first_claim(source_id: str, claim_id: str, given: Cells) -> "Row":
    """The row of a claim on a source, with its place and what else it needs asked for."""
    place = given.get("pinpoint") or answer("Where it says so, such as section 2", "pinpoint")
    return "claims", {"claim_id": claim_id, **row_of("claims", {"source_id": source_id, **given, "pinpoint": place})[1]}
