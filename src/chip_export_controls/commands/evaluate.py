"""Holds a product against the thresholds."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .output import Domain, Format, Jurisdiction, KnownOn, On, asking, day_asked, emit

if TYPE_CHECKING:
    import pandas as pd

SHOWN = ("to", "product", "measure_id", "clause", "verdict", "effect", "destination", "certainty")
EXPLAINED = ("to", "product", "measure_id", "clause", "verdict", "parameter", "operator", "limit", "value", "condition")


def parameter(text: str) -> tuple[str, float | str | tuple[float, str]]:
    """Name and value from `name=600`, `name=600 GB/s` or `name=yes`. Raises ValueError for another form."""
    name, _, given = text.partition("=")
    if given.strip().lower() in ("yes", "no", "true", "false"):
        return name.strip(), given.strip()
    number, _, unit = given.strip().partition(" ")
    try:
        value = float(number)
    except ValueError as error:
        raise ValueError(f"--set {text!r}: write name=number, or name='number unit'") from error
    return name.strip(), (value, unit.strip()) if unit else value


def _brief(found: "pd.DataFrame") -> "pd.DataFrame":
    """A row for each clause that decides, or where none does for each that is open; not those that were rewritten."""
    now = found[found["replaced_by"].isna() & ~found["verdict"].str.startswith("not ")]
    now = now[now["destination"].fillna("") != "not reached"]
    rank = {"caught": 0, "exempted": 1, "eligible": 2}
    if now["verdict"].isin(list(rank)).any():
        now = now[now["verdict"].isin(list(rank))]
    keys = [c for c in SHOWN if c in now.columns]
    brief = now.assign(_rank=now["verdict"].map(rank).fillna(3)).sort_values("_rank", kind="stable")
    brief = brief.drop_duplicates(keys)[keys]
    brief.attrs = found.attrs
    return brief


def evaluate(
    product: Annotated[str | None, typer.Argument(help="An item of equipment by id or name, if it has one.")] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--set", help="A parameter, such as total-processing-performance=4800 or overlay='1.5 nm'."),
    ] = None,
    products: Annotated[
        Path | None, typer.Option(help="A CSV of products: a column for each parameter, or equipment_id.", exists=True)
    ] = None,
    on: On = None,
    destination: Annotated[
        list[str] | None, typer.Option(help="Where it goes: ISO 3166-1 alpha-2, or a group; may be repeated.")
    ] = None,
    end_user: Annotated[str | None, typer.Option(help="Who gets it: a firm by id or name.")] = None,
    end_use: Annotated[str | None, typer.Option(help="What for, in words.")] = None,
    jurisdiction: Jurisdiction = None,
    exporter: Annotated[str | None, typer.Option(hidden=True)] = None,
    domain: Domain = None,
    known_on: KnownOn = None,
    explain: Annotated[bool, typer.Option("--explain", help="Show every clause, condition by condition.")] = False,
    form: Format = None,
) -> None:
    """Say whether a product is controlled on a day, and under which clauses.

    Example: evaluate nvidia-rtx-4090 --on 2023-11-17 --set total-processing-performance=5286
    """
    from ..answers.evaluate import evaluate as answer
    from .output import chosen_form

    with asking():
        if exporter is not None:
            raise ValueError(f"no option --exporter: the law of the exporter is --jurisdiction {exporter} here")
        if product is None and not values and products is None:
            raise ValueError("name a product, or give its parameters with --set name=number")
        cells = dict(parameter(text) for text in values or [])
        found = answer(
            products or {**cells, **({"equipment_id": product} if product else {})},
            day_asked(on),
            destination=destination or None,
            end_user=end_user,
            end_use=end_use,
            jurisdiction=jurisdiction,
            domain=domain,
            known_on=known_on,
        )
    whole = explain or chosen_form(form) in ("csv", "json")
    emit(
        found if whole else _brief(found),
        form,
        "",
        EXPLAINED if explain else SHOWN,
        lead=("to", "product", "measure_id"),
    )
