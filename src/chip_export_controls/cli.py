"""Turns command lines into calls of the package's machinery: the Typer app behind `build.py` and the console script."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Check, format, prove, measure and release the chip-export-controls data package.",
)
Root = Annotated[Path, typer.Option(help="Folder with datapackage.json.", exists=True, file_okay=False)]
CopyFile = Annotated[Path, typer.Argument(metavar="TEXT", help="Text copy of the document, UTF-8.", exists=True, dir_okay=False)]
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
    check: Annotated[bool, typer.Option("--check", help="Write nothing; print the diff and exit 1 if there is one.")] = False,
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
    first: Annotated[str, typer.Argument(metavar="FIRST", help="First words of the passage, as they stand in the text.")],
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


def main() -> None:
    """Run the app; a file that cannot be written is said in one line."""
    try:
        app(prog_name=Path(sys.argv[0]).name)
    except OSError as error:
        typer.echo(f"{error.filename or ''}: {error.strerror}: nothing was written", err=True)
        sys.exit(1)
