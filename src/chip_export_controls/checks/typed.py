"""Turns the cells of a piece of a table into the typed frame that rules run on, malformed cells blank.

Here a day that no calendar has (`any/date-exists`) and an interval that runs backwards are found.
"""

from collections.abc import Mapping

import polars as pl

from ..findings.finding import Finding
from ..findings.general_rules import broken
from ..model import edtf
from ..model.table import Field, Table
from .report import Report
from .shape import LINE

_TYPES = {"integer": pl.Int64, "number": pl.Float64}


def _bounds(table: Table, field: Field, frame: pl.DataFrame, report: Report) -> tuple[pl.DataFrame, pl.Series]:
    """The frame with the first and the last day of each date, and the lines of dates that are none, which are blank.

    A date that many rows share is worked out once.
    """
    name, known = field.name, []
    wrong: dict[str, ValueError] = {}
    for text in frame[name].drop_nulls().unique():
        try:
            known.append((text, *edtf.bounds(text)))
        except ValueError as error:
            wrong[text] = error
    schema = {name: pl.String, f"{name}_min": pl.Date, f"{name}_max": pl.Date}
    days = pl.DataFrame(known, schema=schema, orient="row")
    lines = pl.Series(LINE, [], pl.Int64)
    for rule, kind in (("any/interval-runs-forward", True), ("any/date-exists", False)):
        texts = [text for text, error in wrong.items() if isinstance(error, edtf.RunsBackward) is kind]
        if not texts:
            continue
        rows = frame.filter(pl.col(name).is_in(texts)).select(LINE, value=name)

        def of(line: int, value: str, rule: str = rule) -> Finding:
            fix = f"{wrong[value]}; write the date as the source has it"
            return broken(rule, table.name, table.path, line, value, fix, (name,))

        report.rows(table.name, table.path, rule, (name,), rows, of)
        lines = lines.append(rows[LINE])
    if wrong:
        frame = frame.with_columns(pl.when(~pl.col(name).is_in(list(wrong))).then(name).alias(name))
    return frame.join(days, on=name, how="left", maintain_order="left"), lines


def _cast(field: Field) -> pl.Expr:
    if field.type == "boolean":
        return pl.col(field.name) == "true"
    return pl.col(field.name).cast(_TYPES[field.type], strict=False) if field.type in _TYPES else pl.col(field.name)


def typed(
    table: Table, frame: pl.DataFrame, malformed: Mapping[str, pl.Series], report: Report
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The typed piece, and the `line` and `column` of each cell that is malformed.

    A malformed cell is blank, but for text that keys and references are made of: that is compared as it stands.
    """
    kept = {*table.key, *(link.column for link in table.foreign_keys)}
    text = {field.name for field in table.fields if field.type == "string" and not field.is_date}
    blank = {column: lines for column, lines in malformed.items() if column not in kept & text}
    frame = frame.with_columns(
        pl.when(~pl.col(LINE).is_in(lines.implode())).then(column).alias(column) for column, lines in blank.items()
    )
    marked = [(column, lines) for column, lines in malformed.items()]
    for field in table.fields:
        if field.is_date:
            frame, lines = _bounds(table, field, frame, report)
            marked.append((field.name, lines))
    cells = [lines.to_frame(LINE).with_columns(column=pl.lit(column)) for column, lines in marked if len(lines)]
    nowhere = pl.DataFrame(schema={LINE: pl.Int64, "column": pl.String})
    return frame.with_columns(_cast(field) for field in table.fields), pl.concat([nowhere, *cells])
