"""Turns the help of the commands into their reference."""

import re
from typing import Any

import typer

from chip_export_controls.cli import app


def _options(command: Any, context: Any) -> str:
    rows = []
    for parameter in command.get_params(context):
        if getattr(parameter, "hidden", False):
            continue  # an option of another command, which is there to name the one that is meant
        record = parameter.get_help_record(context) or (parameter.human_readable_name, getattr(parameter, "help", ""))
        names, told = record[0], (record[1] or "").replace("|", "\\|").replace("\n", " ")
        rows.append(f"| `{names}` | {told} |".replace("<", "&lt;"))
    return "| argument or option | meaning |\n| --- | --- |\n" + "\n".join(rows)


def section(name: str, command: Any, context: Any) -> str:
    """One command: what it does, an example, its arguments and options."""
    text, _, example = (command.help or "").partition("Example:")
    shown = f"\n```sh\nchip-export-controls {example.strip()}\n```\n" if example else ""
    told = re.sub(r"\s+", " ", text).strip()
    return f"## {name}\n\n{told}\n{shown}\n{_options(command, context)}\n"


def page() -> str:
    """The whole reference."""
    group: Any = typer.main.get_command(app)
    context = group.make_context("chip-export-controls", [], resilient_parsing=True)
    head = "# Commands\n\n`python build.py …` from a checkout, `chip-export-controls …` once installed.\n\n"
    return head + "\n".join(section(name, command, context) for name, command in sorted(group.commands.items()))
