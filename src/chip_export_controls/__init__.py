"""Semiconductor export controls as tables: measures, items, firms and claims, each fact with its source.

>>> import chip_export_controls as cec
>>> measures = cec.load("measures")
"""

from .answers import as_known, in_force, status, timeline
from .library import describe, load, provenance, tables
from .library import version as _version

__version__ = _version()
__all__ = [
    "__version__",
    "as_known",
    "describe",
    "in_force",
    "load",
    "provenance",
    "status",
    "tables",
    "timeline",
]
