"""Semiconductor export controls as tables: measures, items, firms and claims, each fact with its source.

>>> import chip_export_controls as cec
>>> measures = cec.load("measures")
"""

TYPE_CHECKING = False  # as type checkers read it; the module typing alone would take most of the import's time

if TYPE_CHECKING:
    from . import chart
    from .answers import as_known, in_force, status, timeline
    from .assessment import evaluate, outcomes, support
    from .handover import cite, graph, sql, to_sqlite
    from .library import describe, load, provenance, tables

    __version__: str

# what a name is imported from when it is first used: the import alone loads nothing
_HOMES = {
    "answers": ("as_known", "in_force", "status", "timeline"),
    "assessment": ("evaluate", "outcomes", "support"),
    "handover": ("cite", "graph", "sql", "to_sqlite"),
    "library": ("describe", "load", "provenance", "tables"),
}

__all__ = [
    "__version__",
    "as_known",
    "chart",
    "cite",
    "describe",
    "evaluate",
    "graph",
    "in_force",
    "load",
    "outcomes",
    "provenance",
    "sql",
    "status",
    "support",
    "tables",
    "timeline",
    "to_sqlite",
]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "__version__":
        return import_module(".library", __name__).version()
    if name == "chart":
        return import_module(".chart", __name__)
    for module, names in _HOMES.items():
        if name in names:
            found = getattr(import_module(f".{module}", __name__), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
