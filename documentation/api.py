"""Turns the docstrings of the public functions into the API reference."""

import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any

import chip_export_controls as cec

_CHARTS = ("timeline", "network")


def public() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Each public function with the name that it is called by."""
    for name in cec.__all__:
        if name not in ("__version__", "chart"):
            yield name, getattr(cec, name)
    for name in _CHARTS:
        yield f"chart.{name}", getattr(cec.chart, name)


def _signature(name: str, function: Callable[..., Any]) -> str:
    """The signature, a parameter a line where it is long, without the quotes of late types."""
    line = name + str(inspect.signature(function)).replace("'", "").replace('"', "")
    line = line.replace("pathlib._local.Path", "Path").replace("pathlib.Path", "Path")
    if len(line) <= 90:
        return line
    inside = str(line[line.index("(") + 1 : line.rindex(")")])
    parts = re.split(r", (?![^\[]*\])", inside)
    return f"{name}(\n" + "".join(f"    {part},\n" for part in parts) + line[line.rindex(")") :]


def section(name: str, function: Callable[..., Any]) -> str:
    """The function's name, signature and docstring, its examples as code."""
    text = inspect.cleandoc(function.__doc__ or "")
    prose, _, example = text.partition("\n>>> ")
    code = f"\n```pycon\n>>> {example}\n```\n" if example else ""
    return f"## {name}\n\n```python\n{_signature(name, function)}\n```\n\n{prose}\n{code}"


def page() -> str:
    """The whole reference."""
    head = "# Python\n\n`import chip_export_controls as cec` loads nothing; each function loads what it reads.\n\n"
    return head + "\n".join(section(name, function) for name, function in public())
