"""Lists the rules."""

import typer


def rules() -> None:
    """List every rule with its sentence, those of a release among them."""
    from ..checks.check import sentences

    for rule, sentence in sorted(sentences().items()):
        typer.echo(f"{rule}\t{sentence}")
