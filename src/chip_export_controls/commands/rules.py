"""Lists the rules."""

import typer


def rules() -> None:
    """List every rule with its sentence."""
    from ..validation import sentences

    for rule, sentence in sorted(sentences().items()):
        typer.echo(f"{rule}\t{sentence}")
