"""The words that options of answers and commands take: a command need not load the answer for them."""

from typing import Literal, get_args

# the libraries that can be asked for a second opinion on a package
Judge = Literal["frictionless", "pandera"]
Judges = Literal["frictionless", "pandera", "all"]
JUDGES: tuple[Judge, ...] = get_args(Judge)
# the engines that tables can be judged and compared on
EngineName = Literal["auto", "polars", "duckdb", "spark"]
# of the answers
By = Literal["outlet", "source", "speaker_kind", "measure"]
ChangeKind = Literal["happened", "came into force", "scheduled, not confirmed", "starts soon", "ends soon", "learned"]
Database = Literal["duckdb", "sqlite"]
RecordKind = Literal["measure", "firm", "equipment", "source", "claim", "code", "parameter", "jurisdiction"]
Style = Literal["text", "bluebook", "chicago", "bibtex", "csl"]
View = Literal["rows", "matrix"]
