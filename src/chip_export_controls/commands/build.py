"""Writes a release."""

from pathlib import Path
from typing import Annotated

import typer

from ..model.options import JUDGES
from .shared import Root, checked, progress_bar, stop


def build(
    root: Root = Path("."),
    out: Annotated[Path, typer.Option(help="Folder for releases.", file_okay=False)] = Path("dist"),
) -> None:
    """Write the release: CSV, Parquet, SQLite, XLSX, bibliography, descriptor, checksums and a zip of it all.

    frictionless and pandera are asked for a second opinion first.
    """
    from sqlite3 import OperationalError

    from xlsxwriter.exceptions import XlsxFileError

    from ..release.build import build as write
    from ..release.place import NotOurs

    found = checked(root, JUDGES)
    try:
        with progress_bar() as say:
            typer.echo(write(found, out, say))
    except NotOurs as error:
        stop(f"{error}\nnothing was written", 2)
    except (OperationalError, XlsxFileError) as error:  # what each says of a disk that is full
        stop(f"{out}: {error}: nothing was written")
