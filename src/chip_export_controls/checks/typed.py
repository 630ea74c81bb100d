"""Turns the cells of a table into the typed frame that rules run on, malformed cells blank."""

from collections.abc import Mapping

import polars as pl

from ..findings.finding import Finding
from ..findings.fixed import broken
from ..model import edtf
from ..model.descriptor import Field, Table
from .reading import LINE, Written

Cell = tuple[str, int, str]  # table, line, column


def _bounds(table: Table, field: Field, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Finding]]:
    """The frame with the first and the last day of each date, and findings on dates that are none, which are blank.

    A date that many rows share is worked out once.
    """
    name, known, wrong = field.name, [], {}
    for text in frame[name].drop_nulls().unique().to_list():
        try:
            known.append((text, *edtf.bounds(text)))
        except ValueError as error:
            wrong[text] = error
    schema = {name: pl.String, f"{name}_min": pl.Date, f"{name}_max": pl.Date}
    days = pl.DataFrame(known, schema=schema, orient="row")
    findings = []
    for line, text in frame.filter(pl.col(name).is_in(list(wrong))).select(LINE, name).rows() if wrong else ():
        rule = "any/interval-runs-forward" if isinstance(wrong[text], edtf.RunsBackward) else "any/date-exists"
        fix = f"{wrong[text]}; write the date as the source has it"
        findings.append(broken(rule, table.name, table.path, line, text, fix, (name,)))
    if wrong:
        frame = frame.with_columns(pl.when(~pl.col(name).is_in(list(wrong))).then(name).alias(name))
    return frame.join(days, on=name, how="left", maintain_order="left"), findings


def _cast(field: Field) -> pl.Expr:
    types = {"integer": pl.Int64, "number": pl.Float64}
    if field.type == "boolean":
        return pl.col(field.name) == "true"
    return pl.col(field.name).cast(types[field.type], strict=False) if field.type in types else pl.col(field.name)


def _typed(written: Written, blank: Mapping[str, list[int]]) -> tuple[pl.DataFrame, list[Finding]]:
    findings = []
    frame = written.frame.with_columns(
        pl.when(~pl.col(LINE).is_in(lines)).then(column).alias(column) for column, lines in blank.items()
    )
    for field in written.table.fields:
        if field.is_date:
            frame, found = _bounds(written.table, field, frame)
            findings += found
    return frame.with_columns(_cast(field) for field in written.table.fields), findings


def typed(written: Mapping[str, Written], blank: set[Cell]) -> tuple[dict[str, pl.DataFrame], list[Finding]]:
    """The frame of each table, the blank cells missing in it, and findings on dates that are none."""
    frames, findings = {}, []
    for name, table in written.items():
        ours: dict[str, list[int]] = {}
        for _, line, column in sorted(cell for cell in blank if cell[0] == name):
            ours.setdefault(column, []).append(line)
        frames[name], found = _typed(table, ours)
        findings += found
    return frames, findings
