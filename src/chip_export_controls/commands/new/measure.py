"""Adds a measure with its first event, from what a person says or from what a register stated."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..shared import Root, stop
from .asking import Cells, Claims, Id, answer, proposed, read, refuse_taken, row_of, write
from .candidate import decided, drafted, over, source_and_claim
from .options import columns_of, with_columns

if TYPE_CHECKING:
    from ...editing.rows import Row
    from ...history.state import TableState


@with_columns(
    cells=columns_of("measures", "measure_id"),
    first=("measure_events", ["event", "date"]),
    seen=("sources", ["access", "retrieved_on"]),
    said=("claims", ["statement", "pinpoint", "modality"]),
)
def measure(
    cells: Cells,
    first: Cells,
    seen: Cells,
    said: Cells,
    claim: Claims = None,
    effective: Annotated[str | None, typer.Option(help="The day from which it binds, if not its first event.")] = None,
    target: Annotated[list[str] | None, typer.Option(help="A destination, * for all; may be repeated.")] = None,
    candidate: Annotated[
        str | None, typer.Option("--from", metavar="KEY", help="A candidate of `watch`, whose cells are taken over.")
    ] = None,
    id: Id = None,
    root: Root = Path("."),
) -> None:
    """Add a measure with its first event, the claims that say so, and a coverage row if the year has none.

    With --from, what the register states is taken over, and a source with a claim is added unless --claim is given.
    """
    from ...editing.ids import measure_id

    if not candidate and any([*seen.values(), *said.values()]):
        stop("--access, --retrieved-on, --statement, --pinpoint and --modality need --from\nnothing was written", 2)
    told = drafted(root, candidate) if candidate else None
    about = row_of("measures", over(told.measure, cells) if told else cells)[1]
    tables = read(root)
    rows: list[Row] = []
    if told and not claim:
        claim, rows = source_and_claim(tables, told, seen, said)
    claims = claim or [answer("Which claim_id says so", "claim")]
    happened = row_of("measure_events", (over(told.event, first) if told else first) | {"claim_id": claims[0]})[1]
    chosen = proposed(id, lambda: measure_id(about["jurisdiction"], happened["date"], about["title"]))
    refuse_taken(tables, "measures", chosen)
    rows += _rows(chosen, about, happened, claims, target)
    if told:
        rows += told_rows(chosen, told.effective_on, told.numbers, claims[0], seen["retrieved_on"] or "")
    if effective:
        start = {"event": "effective", "date": effective, "claim_id": claims[0]}
        rows.append(("measure_events", {"measure_id": chosen, **start}))
    rows += _coverage(tables, rows, about["jurisdiction"], chosen[3:7], claims[0])
    write(root, rows)
    if candidate:
        decided(root, candidate, chosen)


def _coverage(
    tables: "Mapping[str, TableState]", rows: "list[Row]", jurisdiction: str, year: str, claim: str
) -> "Iterator[Row]":
    """A row for the year where it has none: searched in part, on the day on which the source of the claim was read."""
    if (jurisdiction, year) in tables["coverage"].rows:
        return
    new = {cells["source_id"]: cells for table, cells in rows if table == "sources"}
    source = claim.rpartition(".")[0]
    read = new.get(source) or tables["sources"].rows.get((source,), {})
    told = {"status": "partial", "last_searched_on": read.get("retrieved_on", ""), "method": "its act was read"}
    yield "coverage", {"jurisdiction": jurisdiction, "year": year, **told}


def _rows(
    id: str, about: dict[str, str], happened: dict[str, str], claims: list[str], targets: list[str] | None
) -> "list[Row]":
    """The measure, its event, its claims and its destinations."""
    rows: list[Row] = [("measures", {"measure_id": id, **about}), ("measure_events", {"measure_id": id, **happened})]
    rows += [("claim_measures", {"claim_id": name, "measure_id": id}) for name in claims]
    for code in targets or []:
        rows.append(("measure_targets", {"measure_id": id, "jurisdiction": code, "claim_id": claims[0]}))
    return rows


def told_rows(
    id: str, effective_on: str, numbers: tuple[tuple[str, str], ...], claim: str, read_on: str
) -> "list[Row]":
    """The day of effect and the numbers that a register states of a measure."""
    rows: list[Row] = []
    later = {"basis": "scheduled"} if read_on and effective_on > read_on else {}
    if effective_on:
        rows.append(
            (
                "measure_events",
                {"measure_id": id, "event": "effective", "date": effective_on, "claim_id": claim, **later},
            )
        )
    for scheme, value in numbers:
        rows.append(("measure_identifiers", {"measure_id": id, "scheme": scheme, "value": value, "claim_id": claim}))
    return rows
