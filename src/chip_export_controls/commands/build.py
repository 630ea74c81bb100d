"""Writes a release."""

from pathlib import Path
from typing import Annotated

import typer

from .shell import Root, progress_bar, tables_of


def build(
    root: Root = Path("."),
    out: Annotated[Path, typer.Option(help="Folder for releases.", file_okay=False)] = Path("dist"),
) -> None:
    """Write the release: CSV, Parquet, SQLite, XLSX, bibliography, descriptor, checksums and a zip of it all."""
    from ..release import release

    tables = tables_of(root)
    with progress_bar() as say:
        typer.echo(release(root, tables, out, say))
