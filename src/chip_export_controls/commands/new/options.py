"""Turns columns of a Table Schema into options of a command, each with the column's description as its help."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Annotated, Any

import typer

from ...model.descriptor import law

Columns = tuple[str, list[str]]  # a table and some of its columns


def columns_of(table: str, *left_out: str) -> Columns:
    """The columns of a table but for some."""
    return table, [column for column in law()[table].columns if column not in left_out]


def with_columns(**groups: Columns) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Gives a command an option for each column; the parameter that a group is named after gets the cells by column."""

    def decorate(function: Callable[..., None]) -> Callable[..., None]:
        own = [p for p in signature(function).parameters.values() if p.name not in groups]
        names = {group: columns for group, (_, columns) in groups.items()}
        options = [
            Parameter(
                field.name,
                Parameter.KEYWORD_ONLY,
                default=None,
                annotation=Annotated[str | None, typer.Option(help=field.entry.get("description"))],
            )
            for table, columns in groups.values()
            for field in law()[table].fields
            if field.name in columns
        ]

        @wraps(function)
        def command(**given: Any) -> None:
            cells = {group: {name: given.pop(name) for name in columns} for group, columns in names.items()}
            function(**given, **cells)

        parameters = [*options, *(p.replace(kind=Parameter.KEYWORD_ONLY) for p in own)]
        command.__signature__ = signature(function).replace(parameters=parameters)  # type: ignore[attr-defined]
        command.__annotations__ = {p.name: p.annotation for p in parameters}
        return command

    return decorate
