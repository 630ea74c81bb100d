"""Writes the tables as one SQLite file."""

import tempfile
from pathlib import Path

from ..library import RECORDED, Tables, package


def to_sqlite(path: str | Path, *, tables: Tables = RECORDED) -> Path:
    """The tables as one SQLite file with keys, checks and a `…_named` view of each core table; returns its path.

    A file that is there is replaced. Raises FileNotFoundError where the folder does not exist.

    >>> import tempfile
    >>> to_sqlite(Path(tempfile.mkdtemp()) / "controls.sqlite").name
    'controls.sqlite'
    """
    from ..exports.sqlite import write

    file = Path(path)
    with tempfile.TemporaryDirectory(dir=file.parent) as aside:
        written = Path(aside) / file.name
        write(package(), tables, written)
        written.replace(file)
    return file
