"""The forms in which findings are told, by name."""

from collections.abc import Callable, Mapping
from typing import Literal, get_args

from .finding import Finding
from .github import as_github
from .jsonl import as_jsonl
from .junit import as_junit
from .markdown import as_markdown
from .sarif import as_sarif
from .text import as_text

Form = Literal["text", "jsonl", "github", "sarif", "junit", "markdown"]
FORMS: tuple[Form, ...] = get_args(Form)
_VIEWS: Mapping[str, Callable[[list[Finding]], str]] = {
    "text": as_text,
    "jsonl": as_jsonl,
    "github": as_github,
    "sarif": as_sarif,
    "markdown": as_markdown,
}


def told(findings: list[Finding], form: Form, rules: Callable[[], Mapping[str, str]]) -> str:
    """The findings in the form; `rules` gives each rule's sentence by id, which JUnit lists as passed."""
    return as_junit(findings, rules()) if form == "junit" else _VIEWS[form](findings)
