"""Prints the anchor of a passage."""

from pathlib import Path
from typing import Annotated

import typer

from .shell import CopyFile, Root, SourceId, copy_of, stop


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
    from ..records import locate as anchor_of
    from ..records import read_records
    from ..text import digest

    copy, record = copy_of(text), read_records(root)[0].get(source_id)
    if record is None or record["sha256"] != digest(copy):
        stop(f"sources/{source_id}.json is not the record of this text: run `fingerprint {source_id} {text}` first")
    try:
        columns = anchor_of(copy, first, last)
    except ValueError as error:
        stop(str(error))
    for name, value in columns.items():
        typer.echo(f"{name}\t{value}")
