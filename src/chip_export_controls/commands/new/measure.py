"""Adds a measure with its first event."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..shell import Root
from .asking import Cells, Claims, Id, answer, proposed, read, refuse_taken, row_of, write
from .options import columns_of, with_columns

if TYPE_CHECKING:
    from ...editing.rows import Row


@with_columns(cells=columns_of("measures", "measure_id"), first=("measure_events", ["event", "date"]))
def measure(
    cells: Cells,
    first: Cells,
    claim: Claims = None,
    target: Annotated[list[str] | None, typer.Option(help="A destination, * for all; may be repeated.")] = None,
    id: Id = None,
    root: Root = Path("."),
) -> None:
    """Add a measure with its first event, the claims that say so, and a coverage row if the year has none."""
    from ...editing.ids import measure_id

    about = row_of("measures", cells)[1]
    claims = claim or [answer("Which claim_id says so", "claim")]
    happened = row_of("measure_events", first | {"claim_id": claims[0]})[1]
    chosen = proposed(id, lambda: measure_id(about["jurisdiction"], happened["date"], about["title"]))
    tables = read(root)
    refuse_taken(tables, "measures", chosen)
    rows: list[Row] = [("measures", {"measure_id": chosen, **about})]
    rows.append(("measure_events", {"measure_id": chosen, **happened}))
    rows += [("claim_measures", {"claim_id": name, "measure_id": chosen}) for name in claims]
    for code in target or []:
        rows.append(("measure_targets", {"measure_id": chosen, "jurisdiction": code, "claim_id": claims[0]}))
    year = chosen[3:7]
    if (about["jurisdiction"], year) not in tables["coverage"].rows:
        rows.append(("coverage", {"jurisdiction": about["jurisdiction"], "year": year, "status": "not-searched"}))
    write(root, rows)
