"""Screens names against the firms of the record."""

import json
from pathlib import Path
from typing import Annotated

import typer

from .output import Format, Jurisdiction, On, asking, day_asked, emit

_FILES = (".csv", ".xlsx", ".xls", ".txt")
SHOWN = ("name", "tier", "firm_id", "listed", "jurisdiction", "title", "since", "until", "in_record", "named_anew_by")


def screen(
    names: Annotated[list[str], typer.Argument(help="A CSV, XLSX or text file of names, or names.")],
    on: On = None,
    tier: Annotated[
        str, typer.Option(help="The last tier that counts, such as 'same distinctive words'.")
    ] = "part of the name",
    cutoff: Annotated[int, typer.Option(help="How alike similar names are, 0 to 100.", min=50, max=100)] = 90,
    jurisdiction: Jurisdiction = None,
    column: Annotated[str | None, typer.Option(help="The column of the names in a table; `name` if none.")] = None,
    log: Annotated[Path | None, typer.Option(help="Write version, day, settings and digest to this file.")] = None,
    form: Format = None,
) -> None:
    """Compare names with the firms of the record, and say on which lists those firms are.

    Example: screen "SMIC Beijing" "Micron Technology, Inc." --on 2026-10-01
    """
    from ..answers.screen import screen as answer

    with asking():
        file = Path(names[0])
        for name in names:
            meant = Path(name).suffix.lower() in _FILES or (set("/\\") & set(name) and " " not in name)
            if meant and not (len(names) == 1 and Path(name).is_file()):
                raise ValueError(f"no file {name}, or not the only one: give one file, or names")
        given = file if len(names) == 1 and file.is_file() else names
        found = answer(given, on=day_asked(on), tier=tier, cutoff=cutoff, jurisdiction=jurisdiction, column=column)
    if log:
        log.write_text(json.dumps(found.attrs["log"], indent=2) + "\n", "utf-8")
    emit(found, form, "", SHOWN, lead=("name", "tier", "firm_id"))
