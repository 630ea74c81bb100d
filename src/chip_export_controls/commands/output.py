"""What the commands that answer questions share: the form of the answer, and how a question is refused."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..findings.finding import shown
from .shared import stop

if TYPE_CHECKING:
    import pandas as pd


Form = Literal["table", "csv", "json", "markdown"]
Format = Annotated[
    Form | None, typer.Option("--format", help="Default: table on a terminal, csv where the output is piped.")
]
On = Annotated[str, typer.Option("--on", help="A day, or a month, a year or an interval (EDTF).")]
KnownOn = Annotated[str | None, typer.Option("--known-on", help="Only what sources published until this day tell.")]
TableName = Annotated[str, typer.Argument(help="Name of the table.")]
RowKey = Annotated[list[str], typer.Argument(help="The row's key, a word for each column of it; '' where empty.")]
Domain = Annotated[str | None, typer.Option(help="Such as export-control or procurement.")]
Jurisdiction = Annotated[str | None, typer.Option(help="The one that made the measure: ISO 3166-1 alpha-2, or EU.")]


# a column is no narrower than this, if it holds as much
LEAST = 12


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


def as_json(frame: "pd.DataFrame") -> str:
    """The rows as JSON objects, an empty cell as null."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return json.dumps(rows, ensure_ascii=False, indent=2, default=str)


def as_markdown(frame: "pd.DataFrame") -> str:
    """The rows as a table of Markdown."""
    texts = _texts(frame)
    rows = [list(texts.columns), ["---"] * len(texts.columns), *texts.to_numpy().tolist()]
    return "\n".join(
        "| " + " | ".join(str(c).replace("|", "\\|").replace("\n", " ") for c in row) + " |" for row in rows
    )


def chosen_form(form: Form | None) -> Form:
    """The form asked for, else a table on a terminal and CSV where the output is piped."""
    return form or ("table" if sys.stdout.isatty() else "csv")


def told(frame: "pd.DataFrame", form: Form | None) -> None:
    """The verdict: before a table or Markdown, beside the data (on standard error) of the others."""
    verdict = frame.attrs.get("verdict")
    if verdict:
        typer.echo(
            f"{verdict}\n" if chosen_form(form) == "markdown" else verdict, err=chosen_form(form) in ("csv", "json")
        )


def noted(frame: "pd.DataFrame", form: Form | None) -> None:
    """What the answer leaves out, a line each."""
    for note in frame.attrs.get("notes", []):
        typer.echo(f"note: {note}", err=chosen_form(form) in ("csv", "json"))


def emit(frame: "pd.DataFrame", form: Form | None, title: str = "", shown: Sequence[str] = ()) -> None:
    """The answer in the form asked for, the verdict first; as a table the columns `shown`, else all."""
    chosen = chosen_form(form)
    told(frame, form)
    some = frame[[c for c in shown if c in frame.columns] or list(frame.columns)]
    if chosen == "json":
        typer.echo(as_json(frame))
    elif chosen == "csv":
        typer.echo(frame.to_csv(index=False, lineterminator="\n"), nl=False)
    elif chosen == "markdown":
        if len(frame):
            typer.echo(as_markdown(some))
    elif len(frame) or not frame.attrs.get("verdict"):
        draw(some, title)
    noted(frame, form)


def _texts(frame: "pd.DataFrame") -> "pd.DataFrame":
    return frame.astype(object).where(frame.notna(), "").map(lambda v: f"{v:.3g}" if isinstance(v, float) else str(v))


def _widths(texts: "pd.DataFrame", room: int) -> dict[str, int]:
    """The width of each column: what it holds if there is room, else a little for each and the rest by need."""
    longest = {c: min(70, max([len(str(c)), *map(len, texts[c])])) for c in texts.columns}
    least = {c: min(n, LEAST) for c, n in longest.items()}
    spare = room - sum(least.values())
    need = {c: longest[c] - least[c] for c in longest}
    if spare < 0:
        return {c: max(3, n * room // sum(least.values())) for c, n in least.items()}
    small = sorted(need, key=lambda c: need[c])
    widths = dict(least)
    for n, column in enumerate(small):  # those that need little get all of it
        more = min(need[column], spare // (len(small) - n))
        widths[column] += more
        spare -= more
    return widths


def draw(frame: "pd.DataFrame", title: str) -> None:
    """A table with the columns that hold anything; what does not fit is folded, nothing is cut."""
    from textwrap import wrap

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    texts = _texts(frame).drop_duplicates()
    dull = [c for c in ("basis",) if c in texts.columns and set(texts[c]) <= {"happened"}]
    held = texts.drop(columns=dull)
    held = held.loc[:, (held != "").any()] if len(held) else held
    held = held.rename(columns=lambda name: str(name).replace("_", " "))
    rows = f"{len(frame)} row{'' if len(frame) == 1 else 's'}"
    rows += f", {len(texts)} that differ in what is shown" if len(texts) != len(frame) else ""
    console = Console()
    widths = _widths(held, console.width - 3 * len(held.columns) - 1)
    caption = f"{rows}; --format csv and --format json give every column"
    table = Table(title=title or None, caption=caption, box=box.SIMPLE_HEAD)
    for column in held.columns:
        table.add_column(column, overflow="fold", width=widths[column])
    for row in held.to_dict("records"):
        table.add_row(
            *(Text("\n".join(wrap(shown(cell), widths[column])) or shown(cell)) for column, cell in row.items())
        )
    console.print(table)
