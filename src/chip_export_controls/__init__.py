"""Semiconductor export controls as tables: measures, items, firms and claims, each fact with its source.

>>> import chip_export_controls as cec
>>> measures = cec.load("measures")
"""

TYPE_CHECKING = False  # as type checkers read it; the module typing alone would take most of the import's time

if TYPE_CHECKING:
    from . import chart
    from .answers.as_known import as_known
    from .answers.changes import changes
    from .answers.cite import cite
    from .answers.controls import controls
    from .answers.evaluate import evaluate
    from .answers.find import find
    from .answers.graph import graph
    from .answers.in_force import in_force
    from .answers.intervals import intervals
    from .answers.outcomes import outcomes
    from .answers.provenance import provenance
    from .answers.screen import screen
    from .answers.sql import sql
    from .answers.status import status
    from .answers.support import support
    from .answers.timeline import timeline
    from .answers.to_sqlite import to_sqlite
    from .library import describe, load, tables

    __version__: str

_LIBRARY = ("describe", "load", "tables")

__all__ = [
    "__version__",
    "as_known",
    "changes",
    "chart",
    "cite",
    "controls",
    "describe",
    "evaluate",
    "find",
    "graph",
    "in_force",
    "intervals",
    "load",
    "outcomes",
    "provenance",
    "screen",
    "sql",
    "status",
    "support",
    "tables",
    "timeline",
    "to_sqlite",
]


def __getattr__(name: str) -> object:
    """What a name stands for, imported when it is first used: the import alone loads nothing."""
    from importlib import import_module

    if name == "__version__":
        return import_module(".library", __name__).version()
    if name == "chart":
        return import_module(".chart", __name__)
    if name in __all__:
        # an answer stands in the module of answers/ that bears its name
        home = ".library" if name in _LIBRARY else f".answers.{name}"
        found = getattr(import_module(home, __name__), name)
        globals()[name] = found
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
