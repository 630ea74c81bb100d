"""Turns command lines into calls of the commands: the Typer app behind `build.py` and the console script."""

import codecs
import sys
from io import TextIOWrapper
from pathlib import Path

import typer

from .commands.build import build
from .commands.changes import changes
from .commands.cite import cite
from .commands.controls import controls
from .commands.diff import diff
from .commands.evaluate import evaluate
from .commands.find import find
from .commands.fingerprint import fingerprint
from .commands.fmt import fmt
from .commands.in_force import in_force
from .commands.locate import locate
from .commands.merge import merge
from .commands.new import app as new
from .commands.once import refuse_repeated
from .commands.outcomes import outcomes
from .commands.provenance import provenance
from .commands.release import app as release
from .commands.rename import rename
from .commands.retire import retire
from .commands.rules import rules
from .commands.screen import screen
from .commands.site import site
from .commands.sql import sql
from .commands.stats import stats
from .commands.status import status
from .commands.support import support
from .commands.timeline import timeline
from .commands.validate import validate
from .commands.verify import verify
from .commands.watch import app as watch
from .findings.finding import shown
from .model.unreadable import Unreadable

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Check, format, prove, measure, release and question the chip-export-controls data package.",
)
ANSWERS = (
    find,
    in_force,
    status,
    evaluate,
    controls,
    screen,
    changes,
    timeline,
    provenance,
    support,
    outcomes,
    cite,
    sql,
)
for command in (
    validate,
    rules,
    fmt,
    fingerprint,
    locate,
    verify,
    build,
    site,
    stats,
    diff,
    rename,
    merge,
    retire,
    *ANSWERS,
):
    app.command(command.__name__.replace("_", "-"))(command)
app.add_typer(release, name="release")
app.add_typer(new, name="new")
app.add_typer(watch, name="watch")
refuse_repeated(app)


def _plain(error: UnicodeError) -> tuple[str, int]:
    """What stands for letters that the stream cannot write, such as those of Chinese on a Windows console of old."""
    assert isinstance(error, UnicodeEncodeError)
    given = error.object[error.start : error.end]
    said = "".join({"→": "->", "…": "...", "–": "-"}.get(c) or _escaped(c) for c in given)
    return said, error.end


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def main() -> None:
    """Run the app; what cannot be read or written is one line, and a stream that knows few letters is no end."""
    codecs.register_error("plain", _plain)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="plain")
    try:
        app(prog_name=Path(sys.argv[0]).name)
    except Unreadable as error:
        typer.echo(shown(str(error), but="\n"), err=True)
        sys.exit(1)
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        typer.echo(shown(f"{place}{error.strerror or error}: nothing was written"), err=True)
        sys.exit(1)
