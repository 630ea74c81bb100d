"""Writes a release."""

from pathlib import Path
from typing import Annotated

import typer

from ..model.judge import JUDGES
from .shell import Root, checked, progress_bar


def build(
    root: Root = Path("."),
    out: Annotated[Path, typer.Option(help="Folder for releases.", file_okay=False)] = Path("dist"),
) -> None:
    """Write the release: CSV, Parquet, SQLite, XLSX, bibliography, descriptor, checksums and a zip of it all.

    frictionless and pandera are asked for a second opinion first.
    """
    from ..release.build import build as write

    found = checked(root, JUDGES)
    with progress_bar() as say:
        typer.echo(write(found, out, say))
