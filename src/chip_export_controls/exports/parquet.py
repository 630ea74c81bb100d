"""Turns each table into a Parquet file with the types that the loader gives."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd


def write(tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """One `<table>.parquet` for each table."""
    folder.mkdir()
    for name, frame in tables.items():
        frame.to_parquet(folder / f"{name}.parquet", engine="pyarrow", compression="zstd", index=False)
