"""Adds a source with its first claim, or with the source that credits it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..shell import Root
from .asking import Id, Jurisdictions, Text, answer, pairs, proposed, read, refuse_taken, row_of, write

if TYPE_CHECKING:
    from ...scaffold import Row


def source(
    kind: Text = None,
    title: Text = None,
    publisher: Text = None,
    author: Text = None,
    published_on: Text = None,
    language: Text = None,
    url: Text = None,
    archive_url: Text = None,
    is_official: Annotated[str | None, typer.Option(help="true or false.")] = None,
    access: Text = None,
    retrieved_on: Text = None,
    note: Text = None,
    cited_by: Annotated[str | None, typer.Option(help="For cited-only: the source that credits it.")] = None,
    relation: Annotated[str | None, typer.Option(help="How that source uses it.")] = None,
    statement: Annotated[str | None, typer.Option(help="The first claim: what it says.")] = None,
    pinpoint: Text = None,
    speaker: Text = None,
    speaker_kind: Text = None,
    modality: Text = None,
    asserted_on: Text = None,
    relevance: Text = None,
    jurisdiction: Jurisdictions = None,
    id: Id = None,
    root: Root = Path("."),
) -> None:
    """Add a source with its first claim, or with the source that credits it."""
    from ...identity import source_id

    given = {"kind": kind, "title": title, "publisher": publisher, "author": author, "published_on": published_on}
    given |= {"language": language, "url": url, "archive_url": archive_url, "is_official": is_official}
    cells = row_of("sources", given | {"access": access, "retrieved_on": retrieved_on, "note": note})[1]
    parts = (cells["publisher"], cells.get("published_on", ""), cells.get("title", ""))
    chosen = proposed(id, lambda: source_id(*parts))
    refuse_taken(read(root), "sources", chosen)
    rows: list[Row] = [("sources", {"source_id": chosen, **cells})]
    if cells["access"] == "cited-only":
        link = row_of("source_relations", {"relation": relation, "upstream_source_id": chosen})[1]
        rows.append(
            ("source_relations", {"source_id": cited_by or answer("Credited by which source_id", "cited-by"), **link})
        )
    else:
        given = {"source_id": chosen, "statement": statement, "speaker": speaker, "speaker_kind": speaker_kind}
        given |= {"modality": modality, "asserted_on": asserted_on, "relevance": relevance}
        claim = row_of(
            "claims", given | {"pinpoint": pinpoint or answer("Where it says so, such as section 2", "pinpoint")}
        )[1]
        rows += [("claims", {"claim_id": f"{chosen}.001", **claim}), *pairs(jurisdiction, f"{chosen}.001")]
    write(root, rows)
