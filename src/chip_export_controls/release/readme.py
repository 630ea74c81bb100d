"""Turns the package into the README of a release: what each file is, how to read it, where the data end."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ..answers.standing.searches import horizons
from ..findings.markdown import plain
from ..model.table import Package

_FILES = (
    ("datapackage/*.csv", "the tables, UTF-8, a comma between cells; an empty cell is a missing value"),
    ("datapackage.json", "the columns, types, keys, sources, and the digest of each file (Frictionless Data Package)"),
    ("parquet/*.parquet", "the same tables with their types"),
    ("{name}.sqlite", "the same tables with keys and checks, and views that join the names"),
    ("{name}.xlsx", "the same tables, a sheet each, with the dictionary of the columns"),
    ("sources.csl.json, sources.bib", "the sources as CSL-JSON and BibTeX"),
    ("sources/*.json", "digests of the texts that were read, by which a passage can be proved; not the texts"),
    ("changes.csv", "what happened, what ends soon and what was learned since the release before"),
    ("SHA256SUMS", "digests: `sha256sum --check SHA256SUMS`"),
)
_READ = """## To read it

```python
import pandas as pd

measures = pd.read_csv("datapackage/measures.csv", keep_default_na=False, na_values=[""])
```

`NA` in a column of jurisdictions is Namibia: without `keep_default_na=False` pandas takes it for a missing value.
Dates are EDTF: `2023-06` is some day of that month, `2022-12?` is in doubt, `2024-01-01/..` has no known end.

```sh
sqlite3 {name}.sqlite ".tables"
duckdb -c "select title from 'parquet/measures.parquet' where jurisdiction = 'NL'"
```

`pip install {name}` gives the tables, and functions that answer questions of them, in Python.
"""
_NOT = """## What it is not

- No screening list: firms are in it because a measure or a claim names them, and most lists are not complete.
- No legal advice: that something is not in it is no clearance.
- No oracle: what happened after the days below is not in it.
"""


def _present(folder: Path, patterns: str) -> bool:
    return any(any(folder.glob(pattern)) for pattern in patterns.split(", "))


def write(package: Package, tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """`README.md` in the folder of a release, before its digests are taken."""
    about = package.descriptor
    name = about["name"]
    named = [(path.format(name=name), said) for path, said in _FILES]
    later = ("datapackage.json", "SHA256SUMS")  # written after this file
    files = [f"| `{path}` | {said} |" for path, said in named if path in later or _present(folder, path)]
    rows = [
        f"| `{given['name']}` | {len(tables[given['name']])} | {plain(given.get('description', ''))} |"
        for given in about["resources"]
    ]
    ends = [f"| {whose} | {day} |" for whose, day in sorted(horizons(tables).items())]
    licences = "; ".join(f"{x['title']} ({x['path']})" for x in about.get("licenses", []))
    parts = [
        f"# {about['title']}, version {about['version']}\n",
        f"{about.get('description', '')}\n",
        "| file | what it is |\n| --- | --- |\n" + "\n".join(files) + "\n",
        _READ.format(name=name),
        "## The tables\n\n| table | rows | what it holds |\n| --- | --- | --- |\n" + "\n".join(rows) + "\n",
        _NOT,
        "## Where the data end\n\n"
        "`coverage` says for each jurisdiction and year what was searched and what is missing.\n\n"
        "| jurisdiction | searched up to |\n| --- | --- |\n" + "\n".join(ends) + "\n",
        f"## Licence\n\n{licences}\n\nTo cite it, see `CITATION.cff`, and name the version.\n",
    ]
    (folder / "README.md").write_text("\n".join(parts), encoding="utf-8")
