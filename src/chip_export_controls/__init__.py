"""Semiconductor export controls as tables: measures, items, firms and claims, each fact with its source.

>>> import chip_export_controls as cec
>>> measures = cec.load("measures")
"""

from .answers import as_known, in_force, status, timeline
from .assessment import evaluate, outcomes, support
from .handover import cite, graph, sql, to_sqlite
from .library import describe, load, provenance, tables
from .library import version as _version

__version__ = _version()
__all__ = [
    "__version__",
    "as_known",
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
