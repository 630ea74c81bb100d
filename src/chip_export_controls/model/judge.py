"""The libraries that can be asked for a second opinion on a package."""

from typing import Literal, get_args

Judge = Literal["frictionless", "pandera"]
Judges = Literal["frictionless", "pandera", "all"]
JUDGES: tuple[Judge, ...] = get_args(Judge)
