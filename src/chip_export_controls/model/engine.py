"""The engines that tables can be judged and compared on."""

from typing import Literal

EngineName = Literal["auto", "polars", "duckdb", "spark"]
