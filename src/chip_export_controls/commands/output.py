"""What the commands that answer questions share: the form of the answer, and how a question is refused."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ..findings.finding import shown
from .shell import stop

if TYPE_CHECKING:
    import pandas as pd


Form = Literal["table", "csv", "json"]
Format = Annotated[
    Form | None, typer.Option("--format", help="Default: table on a terminal, csv where the output is piped.")
]
On = Annotated[str, typer.Option("--on", help="A day, or a month, a year or an interval (EDTF).")]
KnownOn = Annotated[str | None, typer.Option("--known-on", help="Only what sources published until this day tell.")]
TableName = Annotated[str, typer.Argument(help="Name of the table.")]
RowKey = Annotated[list[str], typer.Argument(help="The row's key, a word for each column of it; '' where empty.")]
Domain = Annotated[str | None, typer.Option(help="Such as export-control or procurement.")]
Jurisdiction = Annotated[str | None, typer.Option(help="The one that made the measure: ISO 3166-1 alpha-2, or EU.")]


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
        stop(f"{error.name} is not installed: pip install {error.name}", 2)


def as_json(frame: "pd.DataFrame") -> str:
    """The rows as JSON objects, an empty cell as null."""
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return json.dumps(rows, ensure_ascii=False, indent=2, default=str)


def chosen_form(form: Form | None) -> Form:
    """The form asked for, else a table on a terminal and CSV where the output is piped."""
    return form or ("table" if sys.stdout.isatty() else "csv")


def emit(frame: "pd.DataFrame", form: Form | None, title: str = "", shown: Sequence[str] = ()) -> None:
    """The answer in the form asked for; on a terminal a table of the columns `shown`, CSV of all elsewhere."""
    chosen = chosen_form(form)
    if chosen == "json":
        typer.echo(as_json(frame))
    elif chosen == "csv":
        typer.echo(frame.to_csv(index=False, lineterminator="\n"), nl=False)
    else:
        draw(frame[[c for c in frame.columns if c in shown or not shown]], title)


def draw(frame: "pd.DataFrame", title: str) -> None:
    """A table with the columns that hold anything; what does not fit is folded, nothing is cut."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    texts = frame.astype(object).where(frame.notna(), "").map(lambda v: f"{v:.3g}" if isinstance(v, float) else str(v))
    held = texts.loc[:, (texts != "").any()] if len(texts) else texts
    caption = f"{len(frame)} rows; --format csv and --format json give every column"
    table = Table(title=title or None, caption=caption)
    for column in held.columns:
        table.add_column(str(column), overflow="fold")
    for row in held.itertuples(index=False):
        table.add_row(*(Text(shown(cell)) for cell in row))
    Console().print(table)
