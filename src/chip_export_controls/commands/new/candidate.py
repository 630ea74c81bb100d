"""Takes over for `new measure` what a register stated of a candidate of `watch`."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ..shared import stop
from .asking import Cells, proposed, refuse_taken, row_of, taken
from .source import first_claim

if TYPE_CHECKING:
    from ...editing.rows import Row
    from ...history.state import TableState
    from ...watch.drafting import Draft


def drafted(root: Path, key: str) -> "Draft":
    """The draft of a candidate; ends where there is none, or none that a measure can be made of."""
    from ...model.unreadable import Unreadable
    from ...watch.drafting import NoMeasure, draft
    from ...watch.ledger import NoCandidate
    from ...watch.registry import BadFeeds

    try:
        return draft(root, key)
    except (NoCandidate, NoMeasure, BadFeeds) as error:
        stop(f"{error}\nnothing was written", 2)
    except Unreadable as error:
        stop(f"{error}\nnothing was written")


def over(told: Mapping[str, str], given: Cells) -> Cells:
    """What is given, and where nothing is given what the register states."""
    return {**told, **{column: cell for column, cell in given.items() if cell}}


def source_and_claim(
    tables: "Mapping[str, TableState]", told: "Draft", seen: Cells, said: Cells
) -> "tuple[list[str], list[Row]]":
    """The claim that says what the register states, and the rows that it needs; a source that is there is taken."""
    from ...editing.ids import claim_id, source_id

    rows: list[Row] = []
    same = [row["source_id"] for row in tables["sources"].rows.values() if row["url"] == told.source["url"] != ""]
    if same:
        source = same[0]
    else:
        about = row_of("sources", over(told.source, seen))[1]
        parts = (about["publisher"], about["published_on"], about["title"])
        source = proposed(None, lambda: source_id(*parts))
        refuse_taken(tables, "sources", source)
        rows.append(("sources", {"source_id": source, **about}))
    claim = claim_id(source, taken(tables, "claims"))
    return [claim], [*rows, first_claim(source, claim, over(told.claim, said))]


def decided(root: Path, key: str, measure_id: str) -> None:
    """Writes into the ledger that the candidate is recorded, and says so."""
    from ...watch.ledger import decide

    decide(root, key, "recorded", "", measure_id)
    typer.echo(f"intake/reviewed.csv: {key}, recorded")
