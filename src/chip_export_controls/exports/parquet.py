"""Turns each table into Parquet with the loader's types: a file, or a folder of parts where it is large."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

PART = 1_000_000  # rows


def write(tables: Mapping[str, pd.DataFrame], folder: Path, part: int = PART) -> None:
    """One `<table>.parquet` for each table; of a table with more than `part` rows, a folder of that name with parts."""
    folder.mkdir()
    for name, frame in tables.items():
        place = folder / f"{name}.parquet"
        if len(frame) <= part:
            frame.to_parquet(place, engine="pyarrow", compression="zstd", index=False)
            continue
        place.mkdir()
        for n, start in enumerate(range(0, len(frame), part)):
            rows = frame.iloc[start : start + part]
            rows.to_parquet(place / f"part-{n:04}.parquet", engine="pyarrow", compression="zstd", index=False)
