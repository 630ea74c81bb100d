"""Every engine marks the same lines: on the record, bad cases, planted faults and unknown cells."""

import atexit
import json
import os
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl
import pytest
from conftest import BAD, CASES, REPOSITORY, assemble
from edits import apply

from chip_export_controls.checks.check import check
from chip_export_controls.checks.engines.duckdb import DuckDB
from chip_export_controls.checks.engines.engine import Engine
from chip_export_controls.checks.engines.pandas import Pandas
from chip_export_controls.checks.engines.polars import Polars
from chip_export_controls.checks.rules import Records, Tables, rules
from chip_export_controls.findings.finding import Finding
from chip_export_controls.model.descriptor import law
from chip_export_controls.model.table import Table

sys.path.insert(0, str(REPOSITORY / "tests" / "mutation"))


def spark() -> Engine:
    if not os.environ.get("SPARK_TESTS"):
        pytest.skip("minutes of Spark: make test-spark")
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install 'chip-export-controls[spark]'")
    if not shutil.which("java"):
        pytest.skip("no Java: apt-get install default-jre-headless")
    from chip_export_controls.checks.engines.spark import Spark

    return Spark("local[2]")


ENGINES: dict[str, Callable[[], Engine]] = {"duckdb": DuckDB, "pandas": Pandas, "spark": spark}


@cache
def of_record() -> list[Finding]:
    return check(REPOSITORY, keep=False).findings


@pytest.mark.parametrize("engine", ["duckdb", "spark"])
def test_the_record_has_the_same_findings_on_any_engine(engine: str) -> None:
    ENGINES[engine]().close()  # skips where it is not there
    found = check(REPOSITORY, engine=engine, master="local[2]", keep=False).findings  # type: ignore[arg-type]
    assert found == of_record()


CASE_OF_EACH = [
    case for case in CASES if case.name == "1" and not case.parent.parent.name.startswith(("any", "package"))
]


@pytest.mark.parametrize("case", CASE_OF_EACH, ids=lambda case: case.relative_to(BAD).as_posix())
def test_a_bad_case_has_the_same_findings_on_duckdb(case: Path, package: Path) -> None:
    apply(package, json.loads((case / "edits.json").read_text("utf-8")))
    assert check(package, engine="duckdb", keep=False).findings == check(package, keep=False).findings


@cache
def planted(batch: str) -> tuple[Path, list[Finding]]:
    """A copy of the record with every kind of fault of a batch, and what polars finds in it."""
    from drafts import Draft, copied
    from faults import BATCHES

    aside = Path(tempfile.mkdtemp(prefix="planted-"))
    atexit.register(shutil.rmtree, aside, ignore_errors=True)
    draft = Draft(copied(REPOSITORY, aside / "package"), random.Random(15))
    for fault in BATCHES[batch]:
        fault(draft)
    if batch != "bytes":
        draft.write()
    return draft.root, check(draft.root, keep=False).findings


def test_the_planted_kinds_are_many() -> None:
    from faults import BATCHES

    assert sum(len(BATCHES[batch]) for batch in ("cells", "facts", "records")) >= 150


@pytest.mark.parametrize("batch", ["bytes", "cells", "facts", "records"])
def test_planted_faults_have_the_same_findings_on_duckdb(batch: str) -> None:
    root, found = planted(batch)
    assert check(root, engine="duckdb", keep=False).findings == found


@pytest.mark.parametrize("batch", ["cells", "facts", "records"])
def test_planted_faults_have_the_same_findings_on_spark(batch: str) -> None:
    spark().close()  # skips where it is not there
    root, found = planted(batch)
    assert check(root, engine="spark", master="local[2]", keep=False).findings == found


@pytest.mark.parametrize("batch", ["cells", "facts", "records"])
def test_pandera_finds_the_planted_faults_and_no_others(batch: str) -> None:
    root, found = planted(batch)
    assert set(check(root, judges=["pandera"]).findings) == set(found)


def drawn(table: Table, chance: random.Random, rows: int) -> pl.DataFrame:
    """Rows of a table with few ids, so that references meet, near dates, and each cell unknown now and then."""
    columns: dict[str, list[Any]] = {"line": list(range(2, rows + 2))}
    schema: dict[str, Any] = {"line": pl.Int64}
    for field in table.fields:
        values: list[Any] = [*field.enum] or [f"x{n}" for n in range(4)]
        schema[field.name] = pl.String
        if field.type in ("integer", "number"):
            values, schema[field.name] = [0, 5, 10, 40], pl.Int64 if field.type == "integer" else pl.Float64
        if field.type == "boolean":
            values, schema[field.name] = [True, False], pl.Boolean
        if field.name == "source_id":
            values = ["wire-2020-report", "x1"]
        columns[field.name] = [None if chance.random() < 0.15 else chance.choice(values) for _ in range(rows)]
        if field.is_date:
            days = [date(2020, 1, 1), date(2020, 2, 2), date(2021, 1, 1)]
            for name in (f"{field.name}_min", f"{field.name}_max"):
                schema[name] = pl.Date
                columns[name] = [None if chance.random() < 0.2 else chance.choice(days) for _ in range(rows)]
    return pl.DataFrame(columns, schema=schema)


SENTENCES = pl.DataFrame(
    [(0, 0, 8, "x1"), (0, 9, 20, "x2")],
    schema={"record": pl.Int64, "start": pl.Int64, "end": pl.Int64, "sha256": pl.String},
    orient="row",
)


def records(engine: Engine) -> Records:
    return Records(["wire-2020-report", "x2"], {"wire-2020-report": (0, 30)}, engine.put("sentences", [SENTENCES]))


@cache
def tables(seed: int) -> dict[str, pl.DataFrame]:
    chance = random.Random(seed)
    return {name: drawn(table, chance, 12) for name, table in law().items()}


def marked(engine: Engine, frames: dict[str, pl.DataFrame]) -> dict[str, list[int]]:
    """The lines that each rule marks on this engine."""
    try:
        ours = Tables(
            {name: engine.put(name, [frame]) for name, frame in frames.items()},
            records(engine),
            engine,
            date(2020, 1, 15),
        )
        found = engine.lines(ours.broken())
        return {rule.id: list(found.get(rule.id, ())) for rule in rules()}
    finally:
        engine.close()


@pytest.mark.parametrize("engine", ["duckdb", "pandas"])
@pytest.mark.parametrize("seed", range(6))
def test_every_rule_marks_the_same_lines_of_drawn_tables_with_unknown_cells(engine: str, seed: int) -> None:
    frames = tables(seed)
    assert marked(ENGINES[engine](), frames) == marked(Polars(), frames)


def test_every_rule_marks_the_same_lines_of_drawn_tables_on_spark() -> None:
    frames = tables(1)
    assert marked(spark(), frames) == marked(Polars(), frames)


def test_what_is_unknown_breaks_nothing() -> None:
    blank = {
        name: frame.with_columns(pl.lit(None, dtype=type).alias(c) for c, type in frame.schema.items() if c != "line")
        for name, frame in tables(0).items()
    }
    given = {"claims/place-is-given", "thresholds/condition-is-a-number-or-words"}  # they ask for what is not there
    assert {id for id, lines in marked(Polars(), blank).items() if lines} <= given


def chain(length: int, closed: bool) -> Iterator[tuple[str, str]]:
    yield from ((f"n{n}", f"n{n + 1}") for n in range(length))
    if closed:
        yield f"n{length}", "n0"


@pytest.mark.parametrize("closed", [False, True])
def test_a_long_chain_is_judged_in_few_rounds(closed: bool) -> None:
    edges = list(chain(20_000, closed))
    frame = pl.DataFrame(
        {"line": range(2, len(edges) + 2), "firm_id": [a for a, _ in edges], "parent_firm_id": [b for _, b in edges]}
    )
    (rule,) = (rule for rule in rules() if rule.id == "firms/relations-run-in-no-circle")
    rounds = 0

    class Counting(Polars):
        def held(self, frame: nw.LazyFrame[Any]) -> tuple[nw.LazyFrame[Any], int]:
            nonlocal rounds
            rounds += 1
            return super().held(frame)

    ours = Tables({"firms": nw.from_native(frame.lazy())}, records(Polars()), Counting())
    assert len(rule.breaking(ours)) == (len(edges) if closed else 0)
    assert rounds < 100


def test_findings_beyond_the_first_thousand_are_counted_and_kept_on_request(tmp_path: Path) -> None:
    root = assemble(tmp_path / "package")
    file = root / "datapackage" / "firm_names.csv"
    lines = "".join(f"zz-{n:05},Lamp,en,former,,,\n" for n in range(1_500))
    width = file.read_text("utf-8").split("\n")[0].count(",")
    text = "".join(
        line[:-1].rstrip(",") + "," * (width - line[:-1].rstrip(",").count(",")) + "\n"
        for line in lines.splitlines(True)
    )
    file.write_text(file.read_text("utf-8") + text, "utf-8")
    found = check(root, every=tmp_path / "all.parquet", keep=False)
    place = ("datapackage/firm_names.csv", "any/reference-exists")
    shown = [f for f in found.findings if (f.file, f.rule) == place]
    kept = pl.read_parquet(tmp_path / "all.parquet").filter(rule=place[1], file=place[0])
    assert (len(shown) - 1_000, found.more[place], kept.height) == (0, 500, 1_500)
