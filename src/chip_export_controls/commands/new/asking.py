"""Turns options and answers into rows, and rows into tables that hold them."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..shared import settle, stop

if TYPE_CHECKING:
    from ...editing.rows import Row
    from ...history.state import TableState
    from ...model.table import Field

Cells = dict[str, str | None]  # by column, as they were given
Id = Annotated[str | None, typer.Option(help="The id, if not the one proposed.")]
Claims = Annotated[list[str] | None, typer.Option("--claim", help="A claim that is about it; may be repeated.")]
Jurisdictions = Annotated[
    list[str] | None, typer.Option("--jurisdiction", help="CODE:ROLE, such as NL:actor; may be repeated.")
]


def answer(question: str, option: str, checked: Callable[[str], str] = str) -> str:
    """Asks until the answer is right; where nobody answers, ends with the option to give."""
    try:
        return str(typer.prompt(question, value_proc=checked))
    except typer.Abort:
        stop(f"\nnothing was written: give --{option}", 2)


def _ask(field: "Field") -> str:
    """Asks for a cell in the form of its column."""
    import re

    from ...checks.fixes import cell_allowed, cell_with_form

    def checked(answer: str) -> str:
        if field.enum and answer not in field.enum:
            raise typer.BadParameter(cell_allowed(field, answer))
        if not re.fullmatch(field.pattern, answer):
            raise typer.BadParameter(cell_with_form(field, answer))
        return answer

    known = f" [{', '.join(field.enum)}]" if field.enum else ""
    question = f"{field.entry.get('title')}: {field.entry.get('description')}{known}\n{field.name}"
    return answer(question, field.name.replace("_", "-"), checked)


def row_of(table: str, given: Cells) -> "Row":
    """The row with its required cells asked for, but for the id, which is proposed."""
    from ...model.descriptor import law

    row = {column: cell for column, cell in given.items() if cell}
    for field in law()[table].fields[1:]:
        if field.constraints.get("required") and field.name not in row:
            row[field.name] = _ask(field)
    for field in law()[table].fields:
        if field.name not in row and field.name in given and _is_needed(table, field.name, row):
            row[field.name] = _ask(field)
    return table, row


def _is_needed(table: str, column: str, row: Mapping[str, str]) -> bool:
    """Whether the other cells of a row ask for this one, as a rule on the table says."""
    if (table, column) == ("sources", "retrieved_on"):
        return row["access"] != "cited-only"
    return (table, column) == ("claims", "speaker") and row["speaker_kind"] in ("government", "company", "analyst")


def read(root: Path) -> "Mapping[str, TableState]":
    """The tables as they stand, after what a killed command had begun is finished; ends where they cannot be read."""
    from ...history.state import read_state
    from ...model.unreadable import Unreadable

    settle(root)
    try:
        return read_state(root).tables
    except Unreadable as error:
        stop(f"{error}\nnothing was written")


def taken(tables: "Mapping[str, TableState]", table: str) -> set[str]:
    """Every id that the table has or had."""
    retired = {row["id"] for row in tables["retired_ids"].rows.values() if row["table"] == table}
    return {key[0] for key in tables[table].rows} | retired


def proposed(id: str | None, propose: Callable[[], str]) -> str:
    """The id that is given or else made; ends where none can be made."""
    from ...editing.ids import NoId

    try:
        return id or propose()
    except NoId as error:
        stop(f"{error}\nnothing was written", 2)


def refuse_taken(tables: "Mapping[str, TableState]", table: str, id: str) -> None:
    """Ends if the table has or had the id."""
    if id in taken(tables, table):
        stop(f"{table} has or had `{id}`: use that row, or give another --id\nnothing was written")


def refuse_known_name(tables: "Mapping[str, TableState]", name: str) -> None:
    """Ends if a firm bears the name already, in whichever letters and with whichever legal form."""
    from ...model.slug import words

    def plain(text: str) -> str:
        return " ".join(words(text)) or " ".join(text.casefold().split())

    for table in ("firms", "firm_names"):
        for row in tables[table].rows.values():
            if plain(row["name"]) == plain(name):
                stop(f"`{row['firm_id']}` bears the name `{row['name']}`: use that firm\nnothing was written")


def write(root: Path, rows: "list[Row]") -> None:
    """Adds the rows and says so, or ends with the findings that the result would have."""
    from ...editing.rows import add
    from ...findings.text import as_text

    findings = add(root, rows)
    if findings:
        stop(f"{as_text(findings)}\nnothing was written")
    for table, row in rows:
        typer.echo(f"datapackage/{table}.csv: {', '.join(cell for cell in row.values() if cell)}")


def write_with_claims(root: Path, row: "Row", id: str, claims: list[str] | None) -> None:
    """Adds a firm or an item under the id, and the claims that are about it."""
    from ...model.descriptor import law

    table, cells = row
    key = law()[table].key[0]
    refuse_taken(read(root), table, id)
    about = claims or [answer("Which claim_id is about it", "claim")]
    write(root, [(table, {key: id, **cells}), *((f"claim_{table}", {"claim_id": claim, key: id}) for claim in about)])


def pairs(jurisdictions: list[str] | None, claim_id: str) -> "list[Row]":
    """Rows of claim_jurisdictions from `NL:actor` and the like."""
    rows: list[Row] = []
    for pair in jurisdictions or []:
        code, _, role = pair.partition(":")
        rows.append(("claim_jurisdictions", {"claim_id": claim_id, "jurisdiction": code, "role": role}))
    return rows
