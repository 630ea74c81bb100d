"""Turns the tables into one SQLite file whose types, keys and checks come from the Table Schemas."""

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from ..model.labels import LABELS
from ..model.table import Field, Package, Table

_TYPES = {"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
_STORED = {"string": "text", "integer": "integer", "number": "real", "boolean": "integer"}


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _literal(value: Any) -> str:
    return "'" + str(value).replace("'", "''") + "'"


def _checks(field: Field) -> Iterator[str]:
    column, constraints = _quoted(field.name), field.constraints
    # what STRICT would refuse, in words that SQLite before 3.37 reads too
    yield f"typeof({column}) IN ('{_STORED[field.type]}', 'null')"
    if field.type == "boolean":
        yield f"{column} IN (0, 1)"
    if field.enum:
        yield f"{column} IN ({', '.join(_literal(value) for value in field.enum)})"
    for name, operator in (("minimum", ">="), ("maximum", "<=")):
        if name in constraints:
            yield f"{column} {operator} {constraints[name]}"
    for name, operator in (("minLength", ">="), ("maxLength", "<=")):
        if name in constraints:
            yield f"length({column}) {operator} {constraints[name]}"


def _column(table: Table, field: Field) -> str:
    """The column's definition. An empty cell of a key is stored as empty text: SQL's NULL would not be unique."""
    in_key = field.name in table.key
    required = in_key or field.constraints.get("required")
    parts = [_quoted(field.name), _TYPES[field.type], "NOT NULL" if required else ""]
    may_be_blank = in_key and not field.constraints.get("required")
    blank = f"{_quoted(field.name)} = '' OR " if may_be_blank else ""
    parts += [f"CHECK ({blank}{check})" for check in _checks(field)]
    return " ".join(part for part in parts if part)


def create_table(table: Table) -> str:
    """The CREATE TABLE statement of one table."""
    lines = [_column(table, field) for field in table.fields]
    lines.append(f"PRIMARY KEY ({', '.join(map(_quoted, table.key))})")
    for link in table.foreign_keys:
        lines.append(f"FOREIGN KEY ({_quoted(link.column)}) REFERENCES {_quoted(link.table)} ({_quoted(link.target)})")
    return f"CREATE TABLE {_quoted(table.name)} (\n  " + ",\n  ".join(lines) + "\n)"


def create_indexes(table: Table) -> Iterator[str]:
    """An index for each reference, so that a join from the table referred to need not read every row."""
    for link in table.foreign_keys:
        if link.column != table.key[0]:
            name = _quoted(f"{table.name}_{link.column}")
            yield f"CREATE INDEX {name} ON {_quoted(table.name)} ({_quoted(link.column)})"


def _label(table: str, of: str) -> str:
    """The name of a row; a source whose title could not be read has publisher and day in its place."""
    name = f"{of}.{_quoted(LABELS[table])}"
    if table != "sources":
        return name
    made = f"coalesce({of}.\"publisher\", '') || coalesce(', ' || {of}.\"published_on\", '')"
    return f"CASE WHEN {of}.\"source_id\" IS NULL THEN NULL ELSE coalesce({name}, '[' || {made} || ']') END"


def create_view(table: Table) -> str:
    """A view `<table>_named` that sets the name of each row referred to beside its key; claims get their link."""
    columns, joins = [f"t.{_quoted(name)}" for name in table.columns], []
    for n, link in enumerate(table.foreign_keys):
        label = link.column.removesuffix("_id") + "_" + LABELS[link.table]
        columns.append(f"{_label(link.table, f'r{n}')} AS {_quoted(label)}")
        on = f"r{n}.{_quoted(link.target)} = t.{_quoted(link.column)}"
        joins.append(f"LEFT JOIN {_quoted(link.table)} AS r{n} ON {on}")
    if table.name == "claims":
        opens = (
            "CASE WHEN instr(r0.\"url\", '#') THEN ':~:text=' ELSE '#:~:text=' END"  # as in answers/links/passage.py
        )
        url = f'r0."url" || coalesce({opens} || t."text_fragment", \'\')'
        columns += ['r0."publisher" AS "source_publisher"', f'{url} AS "passage_url"']
    if table.name == "measures":
        for event in ("announced", "published", "effective"):
            query = (
                f"SELECT min(\"date\") FROM measure_events e WHERE e.measure_id = t.measure_id AND e.event = '{event}'"
            )
            columns.append(f'({query}) AS "first_{event}"')
    select = ",\n  ".join(columns)
    return (
        f"CREATE VIEW {_quoted(table.name + '_named')} AS SELECT\n  {select}\nFROM {_quoted(table.name)} AS t\n"
        + "\n".join(joins)
    )


def _values(table: Table, frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    blanks = {name: "" if name in table.key else None for name in table.columns}
    columns = (frame[name].astype(object).where(frame[name].notna(), blanks[name]) for name in table.columns)
    yield from zip(*(list(column) for column in columns), strict=True)


def write(package: Package, tables: Mapping[str, pd.DataFrame], file: Path) -> None:
    """The database; raises sqlite3.IntegrityError if a row breaks the schema that it was just checked against."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")  # rows refer to rows written later; all are checked below
        connection.execute("PRAGMA synchronous = OFF")  # a write that is cut short is begun anew
        connection.execute("BEGIN")
        for table in package.tables.values():
            connection.execute(create_table(table))
            marks = ", ".join("?" * len(table.fields))
            rows = _values(table, tables[table.name])
            connection.executemany(f"INSERT INTO {_quoted(table.name)} VALUES ({marks})", rows)
            for statement in create_indexes(table):
                connection.execute(statement)
        for name in LABELS:
            connection.execute(create_view(package.tables[name]))
        broken = connection.execute("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise sqlite3.IntegrityError(f"a reference leads nowhere: {broken[0]}")
        connection.execute("COMMIT")
        connection.execute("VACUUM")
    finally:
        connection.close()
