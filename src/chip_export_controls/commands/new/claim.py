"""Adds a claim on a source, with its place and what it is about."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..shell import Root, copy_of, stop
from .asking import Jurisdictions, Text, answer, pairs, read, row_of, taken, write

if TYPE_CHECKING:
    from ...scaffold import Row


def _place(root: Path, source_id: str, text: Path | None, first: str | None, last: str | None) -> dict[str, str]:
    """The anchor of the passage in a text copy, or nothing where there is none."""
    from ...records import locate, read_records
    from ...text import digest

    if text is None:
        return {}
    copy, record = copy_of(text), read_records(root)[0].get(source_id)
    if record is None or record["sha256"] != digest(copy):
        stop(f"sources/{source_id}.json is not the record of this text: run `fingerprint {source_id} {text}` first")
    try:
        return {name: str(cell) for name, cell in locate(copy, first or "", last or "").items()}
    except ValueError as error:
        stop(f"{error}\nnothing was written")


def claim(
    source_id: Text = None,
    statement: Text = None,
    pinpoint: Text = None,
    text: Annotated[Path | None, typer.Option(help="Text copy, for an anchor.", exists=True, dir_okay=False)] = None,
    first: Annotated[str | None, typer.Option(help="First words of the passage in the copy.")] = None,
    last: Annotated[str | None, typer.Option(help="Last words of the passage in the copy.")] = None,
    speaker: Text = None,
    speaker_kind: Text = None,
    via_source_id: Text = None,
    modality: Text = None,
    asserted_on: Text = None,
    refers_to: Text = None,
    value: Annotated[str | None, typer.Option(help="A number that it states, with --unit and --comparator.")] = None,
    unit: Text = None,
    comparator: Text = None,
    relevance: Text = None,
    note: Text = None,
    measure: Annotated[list[str] | None, typer.Option(help="A measure it is about; may be repeated.")] = None,
    firm: Annotated[list[str] | None, typer.Option(help="A firm it is about; may be repeated.")] = None,
    equipment: Annotated[list[str] | None, typer.Option(help="An item it is about; may be repeated.")] = None,
    parameter: Annotated[
        str | None, typer.Option(help="What the number is of each --equipment, such as performance-density.")
    ] = None,
    jurisdiction: Jurisdictions = None,
    root: Root = Path("."),
) -> None:
    """Add a claim on a source, numbered under it, with its place and what it is about."""
    from ...identity import claim_id

    given = {"source_id": source_id, "statement": statement, "speaker": speaker, "speaker_kind": speaker_kind}
    given |= {"via_source_id": via_source_id, "modality": modality, "asserted_on": asserted_on, "refers_to": refers_to}
    quantity = {"comparator": comparator, "value": value, "unit": unit}
    given |= quantity | {"relevance": relevance, "note": note, "pinpoint": pinpoint}
    if parameter and not (equipment and all(quantity.values())):
        stop("--parameter needs --equipment, --value, --unit and --comparator\nnothing was written", 2)
    cells = row_of("claims", given)[1]
    place = _place(root, cells["source_id"], text, first, last)
    if not place and not pinpoint:
        place = {"pinpoint": answer("Where it says so, such as section 2", "pinpoint")}
    id = claim_id(cells["source_id"], taken(read(root), "claims"))
    rows: list[Row] = [("claims", {"claim_id": id, **cells, **place})]
    rows += [("claim_measures", {"claim_id": id, "measure_id": name}) for name in measure or []]
    rows += [("claim_firms", {"claim_id": id, "firm_id": name}) for name in firm or []]
    rows += [("claim_equipment", {"claim_id": id, "equipment_id": name}) for name in equipment or []]
    if parameter:
        told = {"parameter": parameter, **{name: cells[name] for name in quantity}, "claim_id": id}
        rows += [("equipment_parameters", {"equipment_id": name, **told}) for name in equipment or []]
    write(root, rows + pairs(jurisdiction, id))
