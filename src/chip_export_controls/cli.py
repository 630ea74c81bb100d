"""Turns command lines into calls of the package's machinery: the Typer app behind `build.py` and the console script."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

if TYPE_CHECKING:
    import pandas as pd

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Check, format, prove, measure and release the chip-export-controls data package.",
)
Root = Annotated[Path, typer.Option(help="Folder with datapackage.json.", exists=True, file_okay=False)]
CopyFile = Annotated[
    Path, typer.Argument(metavar="TEXT", help="Text copy of the document, UTF-8.", exists=True, dir_okay=False)
]
TextsFolder = Annotated[
    Path, typer.Option(help="Folder with text copies of the sources.", exists=True, file_okay=False)
]
SourceId = Annotated[str, typer.Argument(help="Id of the source.")]


class Format(StrEnum):
    """How `validate` reports."""

    text = "text"
    jsonl = "jsonl"
    github = "github"
    sarif = "sarif"


def _stop(message: str, code: int = 1) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)


def _copy(file: Path) -> str:
    from .text import read_copy

    try:
        return read_copy(file)
    except UnicodeDecodeError:
        _stop(f"{file}: not UTF-8: save the text copy as UTF-8")


def _progress(message: str) -> None:
    """Says on a terminal, and only there, what is going on."""
    if sys.stderr.isatty():
        typer.echo(f"… {message}", err=True)


@contextmanager
def _progress_bar() -> Iterator[Callable[[str], None]]:
    """A spinner on a terminal that shows what is being written; silent elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status("…") as status:
        yield status.update


def _cell(value: object) -> str:
    return f"{value:.0%}" if isinstance(value, float) else str(value)


def _print(title: str, rows: list[Any]) -> None:
    """A table: drawn on a terminal, tab-separated where the output is piped."""
    head, body = rows[0], [[_cell(value) for value in row] for row in rows[1:]]
    if not sys.stdout.isatty():
        typer.echo("\n".join([f"# {title}", "\t".join(head), *("\t".join(row) for row in body), ""]))
        return
    from rich.console import Console
    from rich.table import Table

    drawn = Table(*head, title=title)
    for row in body:
        drawn.add_row(*row)
    Console().print(drawn)


@app.command()
def validate(
    root: Root = Path("."),
    table: Annotated[list[str] | None, typer.Option(help="Report on this table only; may be repeated.")] = None,
    format: Annotated[Format, typer.Option(help="How to report.")] = Format.text,
) -> None:
    """Check every rule of the package: bytes, shape, cells, keys, dates, rows and tables.

    Exit code: 0 clean, 1 findings, 2 usage.
    """
    from .descriptor import read_package
    from .findings import nearest
    from .report import VIEWS
    from .validation import validate as run

    tables = list(read_package(root)[0].tables)
    for name in table or []:
        if tables and name not in tables:
            _stop(f"no table `{name}`: {nearest(name, tables)} tables: {', '.join(tables)}", 2)
    _progress("validating")
    findings = run(root, set(table) if table else None)
    report = VIEWS[format](findings)
    if report:
        typer.echo(report)
    raise typer.Exit(1 if findings else 0)


@app.command()
def rules() -> None:
    """List every rule with its sentence."""
    from .validation import sentences

    for rule, sentence in sorted(sentences().items()):
        typer.echo(f"{rule}\t{sentence}")


@app.command()
def fmt(
    root: Root = Path("."),
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; print the diff and exit 1 if there is one.")
    ] = False,
) -> None:
    """Rewrite the CSVs canonically: sorted by key, NFC, LF, minimal quoting."""
    from .formatting import CannotFormat, changes, diff, write_whole

    try:
        found = changes(root)
    except CannotFormat as error:
        _stop(f"{error}\nnothing was written")
    if check:
        typer.echo(diff(root, found), nl=False)
        raise typer.Exit(1 if found else 0)
    for file, (_, text) in found.items():
        write_whole(file, text)
        typer.echo(file.relative_to(root).as_posix())


@app.command()
def fingerprint(source_id: SourceId, text: CopyFile, root: Root = Path(".")) -> None:
    """Write sources/SOURCE_ID.json: digest, length and sentences of a text copy, without its text."""
    import re

    from .formatting import write_whole
    from .records import as_json
    from .records import fingerprint as record_of

    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", source_id):
        _stop(f"`{source_id}` is not an id: lower-case letters, digits and single hyphens", 2)
    file = root / "sources" / f"{source_id}.json"
    file.parent.mkdir(exist_ok=True)
    write_whole(file, as_json(record_of(source_id, _copy(text))))
    typer.echo(file.relative_to(root).as_posix())


@app.command()
def locate(
    source_id: SourceId,
    text: CopyFile,
    first: Annotated[
        str, typer.Argument(metavar="FIRST", help="First words of the passage, as they stand in the text.")
    ],
    last: Annotated[str, typer.Argument(metavar="LAST", help="Last words of the passage.")],
    root: Root = Path("."),
) -> None:
    """Print the anchor of a claim: char_start,char_end,span_sha256,text_fragment."""
    import json

    from .records import locate as anchor_of
    from .text import digest

    copy, record = _copy(text), root / "sources" / f"{source_id}.json"
    if not record.is_file() or json.loads(record.read_text("utf-8"))["sha256"] != digest(copy):
        _stop(f"{record.name} is not the record of this text: run `fingerprint {source_id} {text}` first")
    try:
        columns = anchor_of(copy, first, last)
    except ValueError as error:
        _stop(str(error))
    for name, value in columns.items():
        typer.echo(f"{name}\t{value}")


def _tables(root: Path) -> "dict[str, pd.DataFrame]":
    """The typed tables of a package without findings; stops with the findings otherwise."""
    from .descriptor import read_package
    from .reading import read_table
    from .report import as_text
    from .validation import validate as run

    findings = run(root)
    if findings:
        _stop(as_text(findings))
    package, _ = read_package(root)
    return {name: read_table(package.file(name), table) for name, table in package.tables.items()}


@app.command()
def verify(
    texts: TextsFolder,
    root: Root = Path("."),
    verbose: Annotated[bool, typer.Option("--verbose", help="List the proved claims as well.")] = False,
) -> None:
    """Prove every anchored claim against local text copies; report copied runs of eight words or more.

    Exit code: 0 if nothing is missing and nothing copied, 1 otherwise, 2 usage.
    """
    from .proof import STATES, prove
    from .records import read_records

    _progress("proving")
    records, malformed = read_records(root)
    proofs = prove(_tables(root)["claims"], records, texts)
    for proof in proofs:
        if verbose or proof.state != "proved":
            typer.echo(f"{proof.claim_id}\t{proof.state}\t{proof.copy}".rstrip())
        if proof.is_copied:
            typer.echo(f"{proof.claim_id}\tshares {proof.run} words in a row with its passage: reword the statement")
    typer.echo(", ".join(f"{sum(p.state == state for p in proofs)} {state}" for state in STATES))
    bad = malformed or any(p.state == "missing" or p.is_copied for p in proofs)
    raise typer.Exit(1 if bad else 0)


@app.command()
def build(
    root: Root = Path("."),
    out: Annotated[Path, typer.Option(help="Folder for releases.", file_okay=False)] = Path("dist"),
) -> None:
    """Write the release: CSV, Parquet, SQLite, XLSX, bibliography, descriptor, checksums and a zip of it all."""
    from .release import release

    tables = _tables(root)
    with _progress_bar() as say:
        typer.echo(release(root, tables, out, say))


@app.command()
def stats(root: Root = Path("."), texts: TextsFolder | None = None) -> None:
    """Count rows, claims by source and modality, proved claims, and official sources by jurisdiction."""
    from .statistics import claims_by_source, official_sources, proved_share

    tables = _tables(root)
    _print("Rows", [["table", "rows"], *([name, len(frame)] for name, frame in tables.items())])
    for title, frame in {
        "Claims by source and modality": claims_by_source(tables),
        "Official sources by jurisdiction": official_sources(tables),
    }.items():
        _print(title, [list(frame.columns), *frame.itertuples(index=False)])
    typer.echo(proved_share(tables["claims"], root, texts))


def main() -> None:
    """Run the app; a file that cannot be written is said in one line."""
    try:
        app(prog_name=Path(sys.argv[0]).name)
    except OSError as error:
        typer.echo(f"{error.filename or ''}: {error.strerror}: nothing was written", err=True)
        sys.exit(1)
