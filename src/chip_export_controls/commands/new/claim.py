"""Adds a claim on a source, with its place and what it is about."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..shared import Root, anchor_columns, stop
from .asking import Cells, Jurisdictions, answer, pairs, read, row_of, taken, write
from .options import columns_of, with_columns

if TYPE_CHECKING:
    from ...editing.rows import Row

_QUANTITY = ("comparator", "value", "unit")


@with_columns(
    cells=columns_of("claims", "claim_id", "char_start", "char_end", "span_sha256", "text_fragment"),
    told=("equipment_parameters", ["parameter"]),
)
def claim(
    cells: Cells,
    told: Cells,
    text: Annotated[Path | None, typer.Option(help="Text copy, for an anchor.", exists=True, dir_okay=False)] = None,
    first: Annotated[str | None, typer.Option(help="First words of the passage in the copy.")] = None,
    last: Annotated[str | None, typer.Option(help="Last words of the passage in the copy.")] = None,
    measure: Annotated[list[str] | None, typer.Option(help="A measure it is about; may be repeated.")] = None,
    firm: Annotated[list[str] | None, typer.Option(help="A firm it is about; may be repeated.")] = None,
    equipment: Annotated[
        list[str] | None, typer.Option(help="An item it is about, or whose --parameter it gives; may be repeated.")
    ] = None,
    jurisdiction: Jurisdictions = None,
    root: Root = Path("."),
) -> None:
    """Add a claim on a source, numbered under it, with its place and what it is about."""
    from ...editing.ids import claim_id

    parameter = told["parameter"]
    if parameter and not (equipment and all(cells[name] for name in _QUANTITY)):
        stop("--parameter needs --equipment, --value, --unit and --comparator\nnothing was written", 2)
    about = row_of("claims", cells)[1]
    place = anchor_columns(root, about["source_id"], text, first or "", last or "") if text else {}
    if not place and not about.get("pinpoint"):
        place = {"pinpoint": answer("Where it says so, such as section 2", "pinpoint")}
    id = claim_id(about["source_id"], taken(read(root), "claims"))
    rows: list[Row] = [("claims", {"claim_id": id, **about, **place})]
    rows += [("claim_measures", {"claim_id": id, "measure_id": name}) for name in measure or []]
    rows += [("claim_firms", {"claim_id": id, "firm_id": name}) for name in firm or []]
    rows += [("claim_equipment", {"claim_id": id, "equipment_id": name}) for name in equipment or []]
    if parameter:
        given = {"parameter": parameter, **{name: about[name] for name in _QUANTITY}, "claim_id": id}
        rows += [("equipment_parameters", {"equipment_id": name, **given}) for name in equipment or []]
    write(root, rows + pairs(jurisdiction, id))
