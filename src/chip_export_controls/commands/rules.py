"""Lists the rules."""

from .output import Format, emit


def rules(form: Format = None) -> None:
    """List every rule with its sentence, including the rules of a release."""
    import pandas as pd

    from ..checks.check import sentences
    from ..watch.rules import RULES

    listed = sorted(sentences(RULES).items())
    emit(pd.DataFrame(listed, columns=["rule", "sentence"], dtype="string"), form, lead=("rule",))
