"""Counts what is recorded."""

from pathlib import Path

import typer

from .shell import Root, TextsFolder, print_table, tables_of


def stats(root: Root = Path("."), texts: TextsFolder | None = None) -> None:
    """Count rows, claims by source and modality, proved claims, and official sources by jurisdiction."""
    from ..statistics import claims_by_source, official_sources, proved_share

    tables = tables_of(root)
    print_table("Rows", [["table", "rows"], *([name, len(frame)] for name, frame in tables.items())])
    for title, frame in {
        "Claims by source and modality": claims_by_source(tables),
        "Official sources by jurisdiction": official_sources(tables),
    }.items():
        print_table(title, [list(frame.columns), *frame.itertuples(index=False)])
    typer.echo(proved_share(tables["claims"], root, texts))
