"""Turns a page with Python code into the page with what the code prints, by running it."""

import ast
import contextlib
import io
import re
from typing import Any

_LINE = re.compile(r"\s*\n\s*")
_BLOCK = re.compile(r"```python\n(.*?)```\n", re.S)


def run(code: str, names: dict[str, Any]) -> str:
    """What the block prints, with the value of its last expression as an interpreter would show it."""
    tree = ast.parse(code)
    last = tree.body[-1] if tree.body else None
    if isinstance(last, ast.Expr):
        tree.body.pop()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "tutorial", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "tutorial", "eval"), names)
            if value is not None:
                print(value if isinstance(value, str) else _shown(value))
    return printed.getvalue().rstrip()


def _shown(value: Any) -> str:
    import pandas as pd

    if isinstance(value, pd.DataFrame):
        with pd.option_context("display.width", 110, "display.max_columns", 12, "display.max_colwidth", 48):
            return str(value.to_string(index=False, na_rep=""))
    return repr(value)


def page(text: str) -> str:
    """The page with each block followed by what it prints. Raises whatever a block raises."""
    names: dict[str, Any] = {}

    def with_output(block: re.Match[str]) -> str:
        printed = run(block[1], names)
        if printed.startswith("<svg"):  # a picture is shown as one
            return f"{block[0]}\n<figure>{_LINE.sub(' ', printed)}</figure>\n"
        return f"{block[0]}\n```text\n{printed}\n```\n" if printed else block[0]

    return _BLOCK.sub(with_output, text)
