"""Refuses an option that is given twice and takes one value, where the last would be kept without a word."""

from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


class Once(TyperCommand):
    """A command that refuses an option of one value given twice."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuses what is given twice, then reads as ever."""
        _refuse(self, ctx, args)
        return super().parse_args(ctx, args)


class OnceGroup(TyperGroup):
    """A group of commands that refuses the same of its own options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Refuses what is given twice, then reads as ever."""
        _refuse(self, ctx, args)
        return super().parse_args(ctx, args)


def _refuse(command: TyperCommand | TyperGroup, ctx: Any, args: list[str]) -> None:
    _, _, given = command.make_parser(ctx).parse_args(args=list(args))
    param: Any
    for param in given:
        many = (
            param.param_type_name != "option" or getattr(param, "multiple", False) or getattr(param, "is_flag", False)
        )
        if not many and given.count(param) > 1:
            said = f"given {given.count(param)} times, and takes one value: give it once"
            raise typer.BadParameter(said, ctx=ctx, param=param)


def refuse_repeated(app: typer.Typer) -> None:
    """Makes every command of the app, and of the apps below it, refuse an option of one value given twice."""
    for info in app.registered_commands:
        info.cls = Once
    for group in app.registered_groups:
        if group.typer_instance is not None:
            group.cls = OnceGroup
            refuse_repeated(group.typer_instance)
