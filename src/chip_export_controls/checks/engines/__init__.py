"""The engines that keys, references and rules can run on, one module each."""

from ...model.options import EngineName
from ...model.table import Package
from ..bytes import memory
from .engine import Engine

_COPIES = 4  # bytes of memory that a byte of a CSV takes on polars, once it is typed


def size_of(package: Package) -> int:
    """The bytes of all tables together, as far as the files hold any."""
    found = [package.file(name).stat() for name in package.tables if package.file(name).is_file()]
    return sum(min(about.st_size, getattr(about, "st_blocks", about.st_size) * 512) for about in found)


def ids_of(package: Package) -> set[str]:
    """The columns whose cells are keys of other tables, and those keys."""
    links = [link for table in package.tables.values() for link in table.foreign_keys]
    return {link.column for link in links} | {link.target for link in links}


def chosen(name: EngineName, package: Package, master: str = "") -> Engine:
    """The engine of this name; `auto` is polars for what fits in memory, and DuckDB for more.

    Raises ModuleNotFoundError where the engine is not installed.
    """
    if name == "auto":
        name = "duckdb" if size_of(package) * _COPIES > memory() * 0.6 else "polars"
    if name == "duckdb":
        from .duckdb import DuckDB

        return DuckDB()
    if name == "spark":
        from .spark import LOCAL, Spark

        return Spark(master or LOCAL)
    from .polars import Polars

    return Polars(ids_of(package))
