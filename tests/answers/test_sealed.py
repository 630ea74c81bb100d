"""An SQL query reads the tables and does nothing else; what is refused is refused in a sentence, in time."""

import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from given import given

import chip_export_controls as cec
from chip_export_controls.answers import sql_sandbox

ABOUT = {"jurisdiction": "NA", "kind": "other"}
TABLES = given(firms=[{"firm_id": "a", "name": "A", **ABOUT}, {"firm_id": "b", "name": "B", **ABOUT}])
READS = [
    "select count(*) as n from firms",
    "SELECT count(*) AS n FROM firms;",
    "with x as (select * from firms) select count(*) as n from x",
    "with recursive c(n) as (select 1 union all select n + 1 from c where n < 2) select max(n) as n from c",
    "values (2)",
]
WRITES = [
    "attach 'FILE' as x",
    "vacuum into 'FILE'",
    "create table t as select 1",
    "insert into firms select * from firms",
    "update firms set name = 'x'",
    "delete from firms",
    "drop table firms",
    "begin",
    "select 1; select 2",
    "pragma journal_mode = wal",
    "select load_extension('FILE')",
    "copy firms to 'FILE'",
    "export database 'FILE'",
    "install httpfs",
    "load httpfs",
    "set memory_limit = '8GB'",
    "set enable_external_access = true",
    "pragma enable_profiling = 'json'",
    "call enable_logging(storage = 'file', storage_path = 'FILE')",
    "select * from enable_logging(storage = 'file', storage_path = 'FILE')",
    "select * from read_text('/etc/hostname')",
    "select * from read_csv('/etc/hostname')",
    "select * from glob('/etc/*')",
    "select * from '/etc/hostname'",
    "select * from hidden_frame",
    "select * from query('copy firms to ''FILE''')",
    "",
    "-- nothing",
]
engines = pytest.mark.parametrize("engine", ["duckdb", "sqlite"])


@engines
@pytest.mark.parametrize("query", READS)
def test_a_query_that_reads_is_answered(engine: str, query: str) -> None:
    assert cec.sql(query, engine, tables=TABLES).iloc[0, 0] == 2  # type: ignore[arg-type]


@engines
@pytest.mark.parametrize("query", WRITES)
def test_a_query_that_does_more_is_refused_in_a_sentence_and_leaves_no_file(
    engine: str, query: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    hidden_frame = pd.DataFrame({"a": [1]})  # of the caller: no table of the package
    place = tmp_path / "written"
    with pytest.raises(Exception) as refused:  # noqa: PT011 an error of ours, or the database's on what it does not know
        cec.sql(query.replace("FILE", str(place)), engine, tables=TABLES)  # type: ignore[arg-type]
    assert type(refused.value).__module__.split(".")[0] in ("chip_export_controls", "sqlite3", "duckdb", "_duckdb")
    assert len(hidden_frame) == 1
    assert os.listdir(tmp_path) == []


HEAVY = [
    "select length(randomblob(2000000000))",
    "select zeroblob(900000000)",
    "with recursive c(n) as (select 1 union all select n + 1 from c) select sum(n) from c",
    "with recursive c(n) as (select 1 union all select n + 1 from c) select n, hex(zeroblob(100000)) from c",
    "select count(*) from range(100000000) a, range(100000000) b",
    "select a.range, b.range from range(1000000) a, range(1000000) b",
    "select list(range) from range(1000000000)",
    "select string_agg(a.range || b.range, '') from range(100000) a, range(100000) b",
]

# a small process between the tests and the query, so that its memory is its own
MEASURED = """
import sys, time
import pandas
import chip_export_controls as cec
if sys.argv[1] == "duckdb":
    import duckdb
from given import given
tables = given(firms=[{"firm_id": "a", "name": "A", "jurisdiction": "NA", "kind": "other"}])
begun = time.monotonic()
try:
    cec.sql(sys.argv[2], sys.argv[1], tables=tables)
    print("answered")
except Exception as error:
    print(str(error).splitlines()[0])
# not getrusage: its peak begins with that of the process that started this one
(peak,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
print(time.monotonic() - begun, peak)
"""


@engines
@pytest.mark.parametrize("query", HEAVY)
def test_a_query_without_end_ends_in_time_and_memory(engine: str, query: str) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("the memory of a process is told so on Linux only")
    here = Path(__file__).parents[1]
    paths = os.pathsep.join([str(here), str(here.parent / "src"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, "-c", MEASURED, engine, query]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": paths}, timeout=60
    )
    said, measured = done.stdout.splitlines()
    seconds, kilobytes = measured.split()
    assert said != "answered"
    assert float(seconds) < 5 * sql_sandbox.SECONDS  # it ends by itself, on a busy machine too
    assert int(kilobytes) < 600_000
