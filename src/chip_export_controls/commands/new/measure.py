"""Adds a measure with its first event."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..shell import Root
from .asking import Claims, Id, Text, answer, proposed, read, refuse_taken, row_of, write

if TYPE_CHECKING:
    from ...scaffold import Row


def measure(
    title: Text = None,
    jurisdiction: Text = None,
    issuer: Text = None,
    instrument: Text = None,
    domain: Text = None,
    citation: Text = None,
    legal_basis: Text = None,
    summary: Text = None,
    event: Annotated[str | None, typer.Option(help="Its first event, such as announced.")] = None,
    date: Annotated[str | None, typer.Option(help="When that was.")] = None,
    claim: Claims = None,
    target: Annotated[list[str] | None, typer.Option(help="A destination, * for all; may be repeated.")] = None,
    id: Id = None,
    root: Root = Path("."),
) -> None:
    """Add a measure with its first event, the claims that say so, and a coverage row if the year has none."""
    from ...identity import measure_id

    given = {"title": title, "jurisdiction": jurisdiction, "issuer": issuer, "instrument": instrument}
    given |= {"domain": domain, "citation": citation, "legal_basis": legal_basis, "summary": summary}
    cells = row_of("measures", given)[1]
    claims = claim or [answer("Which claim_id says so", "claim")]
    happened = row_of("measure_events", {"event": event, "date": date, "claim_id": claims[0]})[1]
    chosen = proposed(id, lambda: measure_id(cells["jurisdiction"], happened["date"], cells["title"]))
    tables = read(root)
    refuse_taken(tables, "measures", chosen)
    rows: list[Row] = [("measures", {"measure_id": chosen, **cells})]
    rows.append(("measure_events", {"measure_id": chosen, **happened}))
    rows += [("claim_measures", {"claim_id": name, "measure_id": chosen}) for name in claims]
    for code in target or []:
        rows.append(("measure_targets", {"measure_id": chosen, "jurisdiction": code, "claim_id": claims[0]}))
    year = chosen[3:7]
    if (cells["jurisdiction"], year) not in tables["coverage"].rows:
        rows.append(("coverage", {"jurisdiction": cells["jurisdiction"], "year": year, "status": "not-searched"}))
    write(root, rows)
