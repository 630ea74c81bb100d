"""Writes the record of a text copy."""

from pathlib import Path

import typer

from .shared import CopyFile, Root, SourceId, copy_of, stop


def fingerprint(source_id: SourceId, text: CopyFile, root: Root = Path(".")) -> None:
    """Write sources/SOURCE_ID.json: digest, length and sentences of a text copy, without its text."""
    import re

    from ..editing.transaction import write_whole
    from ..passages.records import as_json
    from ..passages.records import fingerprint as record_of

    if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", source_id):
        stop(f"`{source_id}` is not an id: lower-case letters, digits and single hyphens", 2)
    file = root / "sources" / f"{source_id}.json"
    file.parent.mkdir(exist_ok=True)
    write_whole(file, as_json(record_of(source_id, copy_of(text))))
    typer.echo(file.relative_to(root).as_posix())
