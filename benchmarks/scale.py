"""Grows the package and runs this project and others over it, in one run: `python -m benchmarks.scale CLAIMS…`.

Each runs in a process of its own, one after the other; a line tells its wall and processor time, its memory and its
time per row, and its ratio to DuckDB's bare SQL for keys and references. A peer that is not installed is left out.
"""

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl

from chip_export_controls.model.descriptor import read_package
from chip_export_controls.model.home import home
from chip_export_controls.model.table import Package, Table
from chip_export_controls.passages.records import as_json

HOW = "all_varchar = true, delim = ',', quote = '\"', escape = '\"', header = true"
IDS = {"sources", "claims", "measures", "equipment", "firms"}


_AT_ONCE = 250  # copies that are made, and put in order, together: more than fit in memory are in order by parts


def _ids(table: Table) -> set[str]:
    """The columns that hold ids which each copy has of its own."""
    links = {link.column for link in table.foreign_keys if link.table in IDS}
    return links | ({table.key[0]} if table.name in IDS else set())


# what no two things may share is told apart in a copy; a number of one measure is not given to another
_TOLD_APART = {
    "equipment": {"name": pl.concat_str("name", pl.lit(" copy"), "copy")},
    "firms": {"name": pl.concat_str("name", pl.lit(" copy"), "copy")},
    "firm_names": {"name": pl.concat_str("name", pl.lit(" copy"), "copy")},
    "firm_identifiers": {
        "scheme": pl.lit("ticker"),
        "value": pl.concat_str(pl.lit("C"), "copy", pl.lit(":N"), pl.int_range(pl.len())),
    },
    "sources": {
        "title": pl.concat_str("title", pl.lit(" copy"), "copy"),
        "url": pl.concat_str("url", pl.lit("/copy"), "copy"),
    },
    "measures": {"citation": pl.lit(None, pl.String)},
    "equipment_codes": {"match": pl.lit("partial")},
}


def _copied(table: Table, frame: pl.DataFrame, copies: range) -> pl.DataFrame:
    """The rows of a table with those of its copies, whose ids are new and refer to each other; sorted by key."""
    ids = _ids(table)
    if not ids & set(table.key):
        return (
            frame if copies.start == 0 else frame.clear()
        )  # of what no id is part of the key, such as the coverage of a year, there is one
    number = pl.concat_str(pl.lit("-copy"), pl.col("copy").cast(pl.String))
    stem, rest = r"^([^.]*)", r"^[^.]*(.*)$"
    again = [
        pl.when(pl.col("copy") == 0)
        .then(pl.col(name))
        .otherwise(pl.concat_str(pl.col(name).str.extract(stem), number, pl.col(name).str.extract(rest)))
        .alias(name)
        for name in ids
    ]
    apart = [
        pl.when(pl.col("copy") == 0).then(pl.col(name)).otherwise(new).alias(name)
        for name, new in _TOLD_APART.get(table.name, {}).items()
    ]
    grown = frame.join(pl.DataFrame({"copy": copies}), how="cross").with_columns(again)
    grown = grown.with_columns(apart).drop("copy")
    if table.name == "measure_identifiers":
        grown = grown.with_columns(pl.col("note").fill_null("A copy shares it."))
    return grown.sort(*(pl.col(name).fill_null("") for name in table.key))


def _unrecorded(frame: pl.DataFrame, recorded: int) -> pl.DataFrame:
    """The claims, those of the copies from this number on with the place as words in place of a span."""
    copy = pl.col("source_id").str.extract("-copy([0-9]+)$").cast(pl.Int64)
    there = copy.fill_null(0) < recorded
    place = pl.concat_str(pl.lit("character "), "char_start").fill_null(pl.col("pinpoint"))
    spans = ("char_start", "char_end", "span_sha256", "text_fragment")
    blank = [pl.when(there).then(pl.col(name)).alias(name) for name in spans]
    return frame.with_columns(pl.when(there).then(pl.col("pinpoint")).otherwise(place).alias("pinpoint"), *blank)


def grow(root: Path, copies: int, recorded: int | None = None) -> Package:
    """A valid package below `root` with the recorded rows as often as said.

    So many copies as `recorded` have records, all if it is not given: files by the hundred thousand are slow to make.
    """
    recorded = copies if recorded is None else recorded
    package, _ = read_package(home())
    (root / "datapackage").mkdir(parents=True)
    (root / "sources").mkdir()
    (root / "datapackage.json").write_bytes((home() / "datapackage.json").read_bytes())
    (root / "schemas").mkdir()
    for schema in (home() / "schemas").glob("*.json"):
        (root / "schemas" / schema.name).write_bytes(schema.read_bytes())
    for name, table in package.tables.items():
        frame = pl.read_csv(package.file(name), infer_schema=False)
        with (root / table.path).open("wb") as stream:
            for start in range(0, copies, _AT_ONCE):
                some = _copied(table, frame, range(start, min(copies, start + _AT_ONCE)))
                some = _unrecorded(some, recorded) if name == "claims" else some
                some.write_csv(stream, include_header=start == 0, quote_style="necessary")
    for file in (home() / "sources").glob("*.json"):
        record = json.loads(file.read_text("utf-8"))
        for copy in range(recorded):
            id = f"{file.stem}-copy{copy}" if copy else file.stem
            (root / "sources" / f"{id}.json").write_text(as_json(record | {"source_id": id}), "utf-8")
    return read_package(root)[0]


def ours(engine: str) -> Callable[[Package], object]:
    """The whole law on an engine of ours."""

    def run(package: Package) -> object:
        from chip_export_controls.checks.check import check

        return len(check(package.root, engine=engine, keep=False).findings)  # type: ignore[arg-type]

    return run


def bare_sql(package: Package) -> object:
    """Keys and references alone, as DuckDB's SQL."""
    import duckdb

    connection = duckdb.connect()
    broken = 0
    for name, table in package.tables.items():
        connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{package.file(name)}', {HOW})")
        key = ", ".join(f'"{column}"' for column in table.key)
        again = f"SELECT count(*) FROM (SELECT {key} FROM {name} GROUP BY {key} HAVING count(*) > 1)"
        broken += connection.execute(again).fetchall()[0][0]
    for name, table in package.tables.items():
        for link in table.foreign_keys:
            known = f'SELECT 1 FROM {link.table} b WHERE b."{link.target}" = a."{link.column}"'
            lost = f'SELECT count(*) FROM {name} a WHERE "{link.column}" IS NOT NULL AND NOT EXISTS ({known})'
            broken += connection.execute(lost).fetchall()[0][0]
    return broken


def pandera_polars(package: Package) -> object:
    """The schemas' cells and keys by pandera on polars: no bytes, no rules of several tables."""
    import pandera.polars as pa

    broken = 0
    for name, table in package.tables.items():
        columns = {}
        for field in table.fields:
            checks = [pa.Check.isin(field.enum)] if field.enum else []
            if "pattern" in field.constraints:
                checks.append(pa.Check.str_matches(f"^(?:{field.pattern})$"))
            required = bool(field.constraints.get("required"))
            columns[field.name] = pa.Column(pl.String, checks, nullable=not required)
        frame = pl.read_csv(package.file(name), infer_schema=False)
        try:
            pa.DataFrameSchema(columns, unique=list(table.key)).validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            broken += len(error.schema_errors)
    return broken


def dataframely(package: Package) -> object:
    """The schemas' cells and keys by dataframely: no bytes, no rules of several tables."""
    import dataframely as dy

    broken = 0
    for name, table in package.tables.items():
        columns = {}
        for field in table.fields:
            required = bool(field.constraints.get("required"))
            key, given = field.name in table.key, required or field.name in table.key
            form = f"^(?:{field.pattern})$" if "pattern" in field.constraints and given == required else None
            check = (lambda allowed: lambda cell: cell.is_in(allowed))(field.enum) if field.enum else None
            columns[field.name] = dy.String(nullable=not given, primary_key=key, regex=form, check=check)
        frame = pl.read_csv(package.file(name), infer_schema=False)
        frame = frame.with_columns(pl.col(list(table.key)).fill_null(""))
        schema: Any = type(name, (dy.Schema,), columns)
        broken += sum(schema.filter(frame).failure.counts().values())
    return broken


def frictionless(package: Package) -> object:
    """Types, constraints, keys and references by frictionless alone."""
    from frictionless import Package as Descriptor

    return sum(task.stats["errors"] for task in Descriptor(str(package.root / "datapackage.json")).validate().tasks)


RUNS: dict[str, Callable[[Package], object]] = {
    "DuckDB, bare SQL": bare_sql,
    "ours, polars": ours("polars"),
    "ours, DuckDB": ours("duckdb"),
    "ours, Spark": ours("spark"),
    "pandera, polars": pandera_polars,
    "dataframely": dataframely,
    "frictionless": frictionless,
}


def _measured(name: str, root: Path) -> Iterator[tuple[str, float]]:
    """What one run takes, in a process of its own: wall and processor seconds, megabytes, findings."""
    command = [sys.executable, "-m", "benchmarks.scale", "--run", name, str(root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        yield from json.loads(done.stdout.splitlines()[-1]).items()
    else:
        print(f"| {name} | left out: {(done.stderr.strip().splitlines() or ['?'])[-1][:120]} |", flush=True)


def _run(name: str, root: Path) -> None:
    package = read_package(root)[0]
    start = time.perf_counter()
    found = RUNS[name](package)
    wall = time.perf_counter() - start
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
    print(json.dumps({"wall": wall, "cpu": cpu, "MB": own.ru_maxrss / 1024, "found": found}))


def main(words: list[str]) -> None:
    """A table for each number of claims."""
    if words[:1] == ["--run"]:
        _run(words[1], Path(words[2]))
        return
    only = [word for word in words if word in RUNS] or list(RUNS)
    for claims in (int(word) for word in words if word.isdigit()):
        with tempfile.TemporaryDirectory() as aside:
            base = (home() / "datapackage" / "claims.csv").read_bytes().count(b"\n") - 1
            package = grow(Path(aside) / "package", max(1, round(claims / base)))
            files = [package.file(name) for name in package.tables]
            rows = sum(file.read_bytes().count(b"\n") - 1 for file in files)
            size = sum(file.stat().st_size for file in files) / 2**20
            print(f"\n{claims:,} claims asked, {rows:,} rows, {size:,.0f} MiB\n", flush=True)
            print("| run | wall s | CPU s | peak MB | µs a row | ratio of wall | findings |", flush=True)
            print("| --- | --- | --- | --- | --- | --- | --- |", flush=True)
            bare = 0.0
            for name in only:
                took = dict(_measured(name, package.root))
                if not took:
                    continue
                bare = bare or took["wall"]
                cells = [f"{took['wall']:.1f}", f"{took['cpu']:.1f}", f"{took['MB']:.0f}"]
                cells += [f"{took['wall'] / rows * 1e6:.2f}", f"{took['wall'] / bare:.2f}", f"{took['found']:.0f}"]
                print(f"| {name} | {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
