"""What the commands that answer questions share: the form of the answer, and how a question is refused."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from .shared import stop

if TYPE_CHECKING:
    import pandas as pd


Form = Literal["table", "csv", "json", "markdown"]
Format = Annotated[
    Form | None, typer.Option("--format", help="Default: table on a terminal, csv where the output is piped.")
]
On = Annotated[
    str | None,
    typer.Option("--on", help="A day, a month, a year or an interval (EDTF), or today; else the last day searched."),
]
KnownOn = Annotated[str | None, typer.Option("--known-on", help="Use only sources published up to this day.")]
TableName = Annotated[
    str, typer.Argument(help="Name of the table; or, without a key, an id, a citation or a name.", metavar="TABLE|TEXT")
]
RowKey = Annotated[
    list[str] | None, typer.Argument(help="The row's key, one argument for each of its columns; '' if empty.")
]
Domain = Annotated[str | None, typer.Option(help="Such as export-control or procurement.")]
Jurisdiction = Annotated[str | None, typer.Option(help="The one that made the measure: ISO 3166-1 alpha-2, or EU.")]


# what of the known gaps is not worth a command of its own
SHORT = 120

# what steers a terminal, or turns the order of letters round
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def day_asked(on: str | None) -> str:
    """The day that is meant: the one given, today's, or where none is given the last day up to which was searched."""
    from ..answers.standing.searches import last_search
    from ..library import RECORDED

    if on == "today":
        return date.today().isoformat()
    last = on or last_search(RECORDED)
    if last is None:
        stop("nothing tells what was searched: give --on, a day", 2)
    return str(last)


@contextmanager
def asking() -> Iterator[None]:
    """Says in a sentence, with exit code 2, what the question names that there is not."""
    try:
        yield
    except KeyError as error:
        stop(str(error.args[0]), 2)
    except ValueError as error:
        stop(str(error), 2)
    except ModuleNotFoundError as error:
        said = str(error.args[0]) if error.args else ""
        stop(said if "pip install" in said else f"{error.name} is not installed: pip install {error.name}", 2)


def _harmless(text: str) -> str:
    """The text with what would steer a terminal as escapes such as `\\u001b`, which JSON reads as what they were."""
    return _STEERING.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def as_json(frame: "pd.DataFrame") -> str:
    """The rows as JSON objects, an empty cell as null."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return json.dumps(rows, ensure_ascii=False, indent=2, default=str)


def as_markdown(frame: "pd.DataFrame") -> str:
    """The rows as a table of Markdown."""
    from .drawing import texts

    told = texts(frame)
    rows = [list(told.columns), ["---"] * len(told.columns), *told.to_numpy().tolist()]
    return "\n".join(
        "| " + " | ".join(str(c).replace("|", "\\|").replace("\n", " ") for c in row) + " |" for row in rows
    )


def chosen_form(form: Form | None) -> Form:
    """The form asked for, else a table on a terminal and CSV where the output is piped."""
    return form or ("table" if sys.stdout.isatty() else "csv")


def told(frame: "pd.DataFrame", form: Form | None) -> None:
    """The verdict: before a table or Markdown, beside the data (on standard error) of the others."""
    if verdict := frame.attrs.get("verdict"):
        _say(f"{verdict}\n" if chosen_form(form) == "markdown" else verdict, form)


def _short(note: str) -> str:
    """The note of what was not read, with the first of the known gaps and where the rest of them stands."""
    head, mark, told = note.partition(" Known gaps: ")
    first, more, rest = told.partition(". ")
    if not more or len(rest) < SHORT:
        return note
    whose = head.partition(":")[0]
    where = f"sql \"select year, known_gaps from coverage where jurisdiction = '{whose}'\""
    return f"{head}{mark}{first}. More of them: {where}"


def noted(frame: "pd.DataFrame", form: Form | None) -> None:
    """What the answer leaves out, a line each."""
    for note in frame.attrs.get("notes", []):
        _say(f"note: {_short(note) if chosen_form(form) == 'table' else note}", form)


def hint(command: str, form: Form | None) -> None:
    """On a terminal: the command that tells what this answer does not."""
    if chosen_form(form) == "table":
        _say(f"next: {command}", form)


def _say(sentence: str, form: Form | None) -> None:
    """On a terminal in lines that fit; on standard error where the data alone belong on standard output."""
    if chosen_form(form) == "table":
        from .drawing import said

        said(_harmless(sentence))
    else:
        typer.echo(_harmless(sentence), err=chosen_form(form) in ("csv", "json"))


def emit(
    frame: "pd.DataFrame",
    form: Form | None,
    title: str = "",
    shown: Sequence[str] = (),
    *,
    lead: Sequence[str] = (),
    trail: Sequence[str] = (),
) -> None:
    """The answer in the form asked for, the verdict first; as a table the columns `shown`, else all.

    Where a table is wider than the terminal, `lead` stands above the rows and `trail` below.
    """
    chosen = chosen_form(form)
    told(frame, form)
    some = frame[[c for c in shown if c in frame.columns] or list(frame.columns)]
    if chosen == "json":
        typer.echo(_harmless(as_json(frame)))
    elif chosen == "csv":
        typer.echo(_harmless(frame.to_csv(index=False, lineterminator="\n")), nl=False)
    elif chosen == "markdown":
        if len(frame):
            typer.echo(_harmless(as_markdown(some)))
    elif len(frame) or not frame.attrs.get("verdict"):
        from .drawing import draw

        draw(some, "" if frame.attrs.get("verdict") else title, lead, trail)
    noted(frame, form)
