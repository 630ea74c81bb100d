"""Prints the anchor of a passage."""

from pathlib import Path
from typing import Annotated

import typer

from .shared import CopyFile, Root, SourceId, anchor_columns


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
    for name, value in anchor_columns(root, source_id, text, first, last).items():
        typer.echo(f"{name}\t{value}")
