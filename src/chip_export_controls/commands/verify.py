"""Proves anchors against text copies."""

from pathlib import Path
from typing import Annotated

import typer

from ..findings.finding import shown
from .shared import Root, TextsFolder, checked, progress


def verify(
    texts: TextsFolder,
    root: Root = Path("."),
    brief: Annotated[bool, typer.Option("--brief", help="Do not list the proved claims.")] = False,
) -> None:
    """Prove every anchored claim against local text copies; report copied runs of eight words or more.

    Exit code: 0 if nothing is missing and nothing copied, 1 otherwise, 2 usage.
    """
    from ..passages.proof import STATES, prove

    progress("proving")
    found = checked(root)
    proofs = prove(found.tables["claims"], found.records, texts)
    for proof in proofs:
        if proof.state != "proved" or not brief:
            typer.echo(shown(f"{proof.claim_id}\t{proof.state}\t{proof.copy}".rstrip(), but="\t"))
        if proof.is_copied:
            typer.echo(f"{proof.claim_id}\tshares {proof.run} words in a row with its passage: reword the statement")
    typer.echo(", ".join(f"{sum(p.state == state for p in proofs)} {state}" for state in STATES))
    bad = any(p.state == "missing" or p.is_copied for p in proofs)
    raise typer.Exit(1 if bad else 0)
