"""Writes the record as a static site."""

from pathlib import Path
from typing import Annotated

import typer

from .shared import comparing, progress_bar, stop


def site(
    out: Annotated[
        Path, typer.Option(help="Folder of the site; an earlier site there is replaced.", file_okay=False)
    ] = Path("build/pages"),
    base_url: Annotated[str | None, typer.Option(help="The address it will stand at, for feeds and metadata.")] = None,
    docs: Annotated[
        Path | None, typer.Option(help="Folder of Markdown pages for its documentation.", exists=True, file_okay=False)
    ] = None,
    since: Annotated[
        str, typer.Option(help="The state to tell changes from: a folder, the zip of a release or a git revision.")
    ] = "",
) -> None:
    """Write the record as a static site: pages, answers, search, feeds and metadata.

    Example: site --out build/pages --base-url https://example.org/controls/
    """
    from ..release.place import NotOurs

    try:
        from ..site.build import build
        from ..site.context import PLACEHOLDER

        with comparing(), progress_bar() as say:
            typer.echo(build(out, base=base_url or PLACEHOLDER, docs=docs, since=since, say=say))
    except NotOurs as error:
        stop(str(error), 2)
    except ModuleNotFoundError as error:
        stop(f"{error.name} is not installed: the site needs pip install 'chip-export-controls[site]'")
    if not base_url:
        said = (
            f"feeds and metadata name {PLACEHOLDER}, which is nobody's; citations name the page alone: give --base-url"
        )
        typer.echo(said, err=True)
