"""Adds rows: `new source`, `new claim`, `new measure`, `new firm`, `new equipment`."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .shell import Root, copy_of, stop

if TYPE_CHECKING:
    from ..descriptor import Field
    from ..scaffold import Row

app = typer.Typer(
    no_args_is_help=True,
    help="Add rows, asking for what is not given as an option. Where the result has findings, nothing is written.",
)

Text = Annotated[str | None, typer.Option()]
Id = Annotated[str | None, typer.Option(help="The id, if not the one proposed.")]
Claims = Annotated[list[str] | None, typer.Option("--claim", help="A claim that is about it; may be repeated.")]
Jurisdictions = Annotated[
    list[str] | None, typer.Option("--jurisdiction", help="CODE:ROLE, such as NL:actor; may be repeated.")
]


def _answer(question: str, option: str, checked: Callable[[str], str] = str) -> str:
    """Asks until the answer is right; where nobody answers, ends with the option to give."""
    try:
        return str(typer.prompt(question, value_proc=checked))
    except typer.Abort:
        stop(f"\nnothing was written: give --{option}", 2)


def _ask(field: "Field") -> str:
    """Asks for a cell in the form of its column."""
    import re

    from ..mends import cell_allowed, cell_with_form

    def checked(answer: str) -> str:
        if field.enum and answer not in field.enum:
            raise typer.BadParameter(cell_allowed(field, answer))
        if not re.fullmatch(str(field.constraints.get("pattern", ".*")), answer):
            raise typer.BadParameter(cell_with_form(field, answer))
        return answer

    known = f" [{', '.join(field.enum)}]" if field.enum else ""
    question = f"{field.entry.get('title')}: {field.entry.get('description')}{known}\n{field.name}"
    return _answer(question, field.name.replace("_", "-"), checked)


def _row(table: str, given: dict[str, str | None]) -> "Row":
    """The row with its required cells asked for, but for the id, which is proposed."""
    from ..descriptor import law

    row = {column: cell for column, cell in given.items() if cell}
    for field in law()[table].fields[1:]:
        if field.constraints.get("required") and field.name not in row:
            row[field.name] = _ask(field)
    return table, row


def _taken(root: Path, table: str) -> set[str]:
    """Every id that the table has or had."""
    from ..state import CannotCompare, read_state

    try:
        tables = read_state(root).tables
    except CannotCompare as error:
        stop(f"{error}\nnothing was written")
    retired = {row["id"] for row in tables["retired_ids"].rows.values() if row["table"] == table}
    return {key[0] for key in tables[table].rows} | retired


def _unused(root: Path, table: str, id: str | None, proposed: str) -> str:
    chosen = id or proposed
    if chosen in _taken(root, table):
        stop(f"{table} has or had `{chosen}`: use that row, or give another --id\nnothing was written")
    return chosen


def _add(root: Path, rows: "list[Row]") -> None:
    from ..report import as_text
    from ..scaffold import add

    findings = add(root, rows)
    if findings:
        stop(f"{as_text(findings)}\nnothing was written")
    for table, row in rows:
        typer.echo(f"datapackage/{table}.csv: {', '.join(cell for cell in row.values() if cell)}")


def _place(root: Path, source_id: str, text: Path | None, first: str | None, last: str | None) -> dict[str, str]:
    """The anchor of the passage in a text copy, or nothing where there is none."""
    from ..records import locate, read_records
    from ..text import digest

    if text is None:
        return {}
    copy, record = copy_of(text), read_records(root)[0].get(source_id)
    if record is None or record["sha256"] != digest(copy):
        stop(f"sources/{source_id}.json is not the record of this text: run `fingerprint {source_id} {text}` first")
    try:
        return {name: str(cell) for name, cell in locate(copy, first or "", last or "").items()}
    except ValueError as error:
        stop(f"{error}\nnothing was written")


def _pairs(jurisdictions: list[str] | None, claim_id: str) -> "list[Row]":
    rows: list[Row] = []
    for pair in jurisdictions or []:
        code, _, role = pair.partition(":")
        rows.append(("claim_jurisdictions", {"claim_id": claim_id, "jurisdiction": code, "role": role}))
    return rows


@app.command()
def source(
    kind: Text = None,
    title: Text = None,
    publisher: Text = None,
    author: Text = None,
    published_on: Text = None,
    language: Text = None,
    url: Text = None,
    archive_url: Text = None,
    is_official: Annotated[str | None, typer.Option(help="true or false.")] = None,
    access: Text = None,
    retrieved_on: Text = None,
    note: Text = None,
    cited_by: Annotated[str | None, typer.Option(help="For cited-only: the source that credits it.")] = None,
    relation: Annotated[str | None, typer.Option(help="How that source uses it.")] = None,
    statement: Annotated[str | None, typer.Option(help="The first claim: what it says.")] = None,
    pinpoint: Text = None,
    speaker: Text = None,
    speaker_kind: Text = None,
    modality: Text = None,
    asserted_on: Text = None,
    relevance: Text = None,
    jurisdiction: Jurisdictions = None,
    id: Id = None,
    root: Root = Path("."),
) -> None:
    """Add a source with its first claim, or with the source that credits it."""
    from ..identity import NoId, source_id

    given = {"kind": kind, "title": title, "publisher": publisher, "author": author, "published_on": published_on}
    given |= {"language": language, "url": url, "archive_url": archive_url, "is_official": is_official}
    row = _row("sources", given | {"access": access, "retrieved_on": retrieved_on, "note": note})
    cells = row[1]
    try:
        proposed = id or source_id(cells["publisher"], cells.get("published_on", ""), cells.get("title", ""))
    except NoId as error:
        stop(f"{error}\nnothing was written", 2)
    chosen = _unused(root, "sources", id, proposed)
    rows: list[Row] = [("sources", {"source_id": chosen, **cells})]
    if cells["access"] == "cited-only":
        link = _row("source_relations", {"relation": relation, "upstream_source_id": chosen})[1]
        rows.append(
            ("source_relations", {"source_id": cited_by or _answer("Credited by which source_id", "cited-by"), **link})
        )
    else:
        given = {"source_id": chosen, "statement": statement, "speaker": speaker, "speaker_kind": speaker_kind}
        given |= {"modality": modality, "asserted_on": asserted_on, "relevance": relevance}
        claim = _row(
            "claims", given | {"pinpoint": pinpoint or _answer("Where it says so, such as section 2", "pinpoint")}
        )[1]
        rows += [("claims", {"claim_id": f"{chosen}.001", **claim}), *_pairs(jurisdiction, f"{chosen}.001")]
    _add(root, rows)


@app.command()
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
    relevance: Text = None,
    note: Text = None,
    measure: Annotated[list[str] | None, typer.Option(help="A measure it is about; may be repeated.")] = None,
    firm: Annotated[list[str] | None, typer.Option(help="A firm it is about; may be repeated.")] = None,
    equipment: Annotated[list[str] | None, typer.Option(help="An item it is about; may be repeated.")] = None,
    jurisdiction: Jurisdictions = None,
    root: Root = Path("."),
) -> None:
    """Add a claim on a source, numbered under it, with its place and what it is about."""
    from ..identity import claim_id

    given = {"source_id": source_id, "statement": statement, "speaker": speaker, "speaker_kind": speaker_kind}
    given |= {"via_source_id": via_source_id, "modality": modality, "asserted_on": asserted_on, "refers_to": refers_to}
    cells = _row("claims", given | {"relevance": relevance, "note": note, "pinpoint": pinpoint})[1]
    place = _place(root, cells["source_id"], text, first, last)
    if not place and not pinpoint:
        place = {"pinpoint": _answer("Where it says so, such as section 2", "pinpoint")}
    id = claim_id(cells["source_id"], _taken(root, "claims"))
    rows: list[Row] = [("claims", {"claim_id": id, **cells, **place})]
    rows += [("claim_measures", {"claim_id": id, "measure_id": name}) for name in measure or []]
    rows += [("claim_firms", {"claim_id": id, "firm_id": name}) for name in firm or []]
    rows += [("claim_equipment", {"claim_id": id, "equipment_id": name}) for name in equipment or []]
    _add(root, rows + _pairs(jurisdiction, id))


@app.command()
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
    from ..identity import NoId, measure_id
    from ..state import CannotCompare, read_state

    given = {"title": title, "jurisdiction": jurisdiction, "issuer": issuer, "instrument": instrument}
    given |= {"domain": domain, "citation": citation, "legal_basis": legal_basis, "summary": summary}
    cells = _row("measures", given)[1]
    claims = claim or [_answer("Which claim_id says so", "claim")]
    happened = _row("measure_events", {"event": event, "date": date, "claim_id": claims[0]})[1]
    try:
        proposed = id or measure_id(cells["jurisdiction"], happened["date"], cells["title"])
        chosen = _unused(root, "measures", id, proposed)
        covered = read_state(root).tables["coverage"].rows
    except (NoId, CannotCompare) as error:
        stop(f"{error}\nnothing was written", 2 if isinstance(error, NoId) else 1)
    rows: list[Row] = [("measures", {"measure_id": chosen, **cells})]
    rows.append(("measure_events", {"measure_id": chosen, **happened}))
    rows += [("claim_measures", {"claim_id": name, "measure_id": chosen}) for name in claims]
    for code in target or []:
        rows.append(("measure_targets", {"measure_id": chosen, "jurisdiction": code, "claim_id": claims[0]}))
    year = chosen[3:7]
    if (cells["jurisdiction"], year) not in covered:
        rows.append(("coverage", {"jurisdiction": cells["jurisdiction"], "year": year, "status": "not-searched"}))
    _add(root, rows)


@app.command()
def firm(
    name: Text = None,
    jurisdiction: Text = None,
    headquarters: Text = None,
    kind: Text = None,
    parent_firm_id: Text = None,
    website: Text = None,
    claim: Claims = None,
    id: Id = None,
    root: Root = Path("."),
) -> None:
    """Add a firm and the claims that are about it."""
    from ..identity import NoId, firm_id

    given = {"name": name, "jurisdiction": jurisdiction, "headquarters": headquarters, "kind": kind}
    cells = _row("firms", given | {"parent_firm_id": parent_firm_id, "website": website})[1]
    try:
        chosen = _unused(root, "firms", id, id or firm_id(cells["name"]))
    except NoId as error:
        stop(f"{error}\nnothing was written", 2)
    claims = claim or [_answer("Which claim_id is about it", "claim")]
    links: list[Row] = [("claim_firms", {"claim_id": name, "firm_id": chosen}) for name in claims]
    _add(root, [("firms", {"firm_id": chosen, **cells}), *links])


@app.command()
def equipment(
    name: Text = None,
    kind: Text = None,
    category: Text = None,
    parent_id: Text = None,
    maker_firm_id: Text = None,
    description: Text = None,
    claim: Claims = None,
    id: Id = None,
    root: Root = Path("."),
) -> None:
    """Add an item and the claims that are about it."""
    from ..identity import NoId, equipment_id

    given = {"name": name, "kind": kind, "category": category, "parent_id": parent_id}
    cells = _row("equipment", given | {"maker_firm_id": maker_firm_id, "description": description})[1]
    try:
        chosen = _unused(root, "equipment", id, id or equipment_id(cells["name"]))
    except NoId as error:
        stop(f"{error}\nnothing was written", 2)
    claims = claim or [_answer("Which claim_id is about it", "claim")]
    links: list[Row] = [("claim_equipment", {"claim_id": name, "equipment_id": chosen}) for name in claims]
    _add(root, [("equipment", {"equipment_id": chosen, **cells}), *links])
