"""Adds rows: `new source`, `new claim`, `new measure`, `new firm`, `new equipment`."""

import typer

from .claim import claim
from .equipment import equipment
from .firm import firm
from .measure import measure
from .source import source

app = typer.Typer(
    no_args_is_help=True,
    help="Add rows, asking for what is not given as an option. Where the result has findings, nothing is written.",
)
for command in (source, claim, measure, firm, equipment):
    app.command()(command)
