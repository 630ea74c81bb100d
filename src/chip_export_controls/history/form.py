"""The forms in which changes can be reported."""

from typing import Literal

Form = Literal["text", "markdown", "csv", "json"]
