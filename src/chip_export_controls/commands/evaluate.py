"""Holds a product against the thresholds."""

from typing import Annotated

import typer

from .output import Domain, Format, Jurisdiction, KnownOn, On, asking, emit

SHOWN = ("measure_id", "clause", "verdict", "parameter", "operator", "limit", "value", "condition")


def parameter(text: str) -> tuple[str, float | tuple[float, str]]:
    """Name and value from `name=600` or `name=600 GB/s`. Raises ValueError for another form."""
    name, _, given = text.partition("=")
    number, _, unit = given.strip().partition(" ")
    try:
        value = float(number)
    except ValueError as error:
        raise ValueError(f"--set {text!r}: write name=number, or name='number unit'") from error
    return name.strip(), (value, unit.strip()) if unit else value


def evaluate(
    on: On,
    product: Annotated[str | None, typer.Argument(help="Id of an item of equipment, if it has one.")] = None,
    values: Annotated[
        list[str] | None, typer.Option("--set", help="A parameter, such as total-processing-performance=4800.")
    ] = None,
    jurisdiction: Jurisdiction = None,
    domain: Domain = None,
    known_on: KnownOn = None,
    form: Format = None,
) -> None:
    """Show the clauses in force on a day that catch a product, condition by condition.

    Example: evaluate nvidia-rtx-4090 --on 2023-11-17 --set total-processing-performance=5286
    """
    from ..answers.evaluate import evaluate as answer

    with asking():
        if product is None and not values:
            raise ValueError("name a product, or give its parameters with --set name=number")
        cells = dict(parameter(text) for text in values or [])
        found = answer(
            {**cells, **({"equipment_id": product} if product else {})},
            on,
            jurisdiction=jurisdiction,
            domain=domain,
            known_on=known_on,
        )
    emit(found, form, f"{product or 'The product'} on {on}", SHOWN)
