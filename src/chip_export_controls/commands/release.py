"""Checks and prepares a release: `release check`, `release prepare`."""

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .shared import Root, comparing, settle, stop

if TYPE_CHECKING:
    from ..history.state import State

app = typer.Typer(no_args_is_help=True, help="Check what a release says of itself, and prepare one.")

Base = Annotated[
    str | None,
    typer.Option(help="The last release: a folder, a zip or a git revision; the last version tag if not given."),
]


def _states(root: Path, base: str | None) -> "tuple[State | None, State]":
    """The last release, if there is one, and the package as it stands."""
    from ..history.revision import opened
    from ..history.state import read_state
    from ..release.prepare import last_release

    name = base or last_release(root)
    with comparing():
        new = read_state(root)
        if name is None:
            return None, new
        with opened(name, root) as folder:
            return read_state(folder), new


@app.command()
def check(base: Base = None, root: Root = Path(".")) -> None:
    """Compare with the last release: version, ids that are gone or back, rows and cells lost, changelog, citation.

    Exit code: 0 clean, 1 findings, 2 usage.
    """
    from ..findings.finding import errors
    from ..findings.text import as_text
    from ..history.versions import reasons
    from ..release.check import release_findings
    from ..release.prepare import read_texts

    old, new = _states(root, base)
    findings = release_findings(old, new, read_texts(root))
    typer.echo(f"last release: {old.version if old else 'none'}; this one: {new.version}")
    for reason in reasons(old, new) if old else []:
        typer.echo(f"{reason.step}: {reason.said}")
    typer.echo(as_text(findings))
    raise typer.Exit(1 if errors(findings) else 0)


@app.command()
def prepare(
    version: Annotated[str, typer.Argument(metavar="X.Y.Z", help="The version to be released.")],
    date: Annotated[str, typer.Option(help="The day of the release, YYYY-MM-DD.")],
    base: Base = None,
    root: Root = Path("."),
) -> None:
    """Write version and day to the descriptor, the citation and the changelog, with a draft of what changed."""
    from ..editing.transaction import write_all
    from ..findings.text import as_text
    from ..model.edtf import bounds
    from ..release.check import release_findings
    from ..release.prepare import draft, prepared, read_texts

    try:
        sound = bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) and bounds(date))
    except ValueError:
        sound = False
    if not sound:
        stop(f"`{date}` is not a day of the calendar: write YYYY-MM-DD", 2)
    settle(root)
    old, new = _states(root, base)
    texts = prepared(read_texts(root), version, date, draft(old, new))
    findings = release_findings(old, replace(new, version=version), texts)
    if findings:
        stop(f"{as_text(findings)}\nnothing was written")
    write_all(root, texts)
    typer.echo("\n".join(sorted(texts)))
