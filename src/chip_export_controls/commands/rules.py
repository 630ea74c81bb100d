"""Lists the rules."""

import typer


def rules() -> None:
    """List every rule with its sentence, those of a release among them."""
    from ..checks.check import sentences
    from ..watch.rules import RULES

    for rule, sentence in sorted({**sentences(), **RULES}.items()):
        typer.echo(f"{rule}\t{sentence}")
