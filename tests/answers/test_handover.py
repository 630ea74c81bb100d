"""The tables go over to other tools unchanged, and a record is cited with its version."""

import json
from pathlib import Path

import networkx
import polars
import pyarrow
import pytest
from given import given, measure
from pybtex.database import parse_string

import chip_export_controls as cec

pytestmark = pytest.mark.usefixtures("in_miniature")


RULE = "na-2020-05-04-lamp-rule"


@pytest.mark.parametrize("name", cec.tables())
def test_each_engine_gives_the_same_rows(name: str) -> None:
    frame = cec.load(name)
    rows = frame.astype(object).where(frame.notna(), None).values.tolist()
    arrow, polar = cec.load(name, engine="pyarrow"), cec.load(name, engine="polars")
    assert isinstance(arrow, pyarrow.Table)
    assert isinstance(polar, polars.DataFrame)
    assert arrow.column_names == polar.columns == list(frame.columns)
    assert [list(row.values()) for row in arrow.to_pylist()] == [list(row) for row in polar.rows()] == rows


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(ValueError, match='give "pandas", "polars" or "pyarrow"'):
        cec.load("firms", engine="spark")  # type: ignore[call-overload]


@pytest.mark.parametrize("engine", ["duckdb", "sqlite"])
def test_sql_is_answered_over_all_tables(engine: str) -> None:
    found = cec.sql("select jurisdiction, count(*) as n from measures group by jurisdiction", engine)  # type: ignore[arg-type]
    assert found.values.tolist() == [["NA", 2]]
    for name in cec.tables():
        count = cec.sql(f"select count(*) as n from {name}", engine)  # type: ignore[arg-type]
        assert count["n"].tolist() == [len(cec.load(name))]


def test_sql_reads_no_file_and_changes_no_table(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("a\n1\n", "utf-8")
    with pytest.raises(Exception, match="may read the tables and nothing else"):
        cec.sql(f"select * from read_csv('{tmp_path / 'secret.csv'}')", "duckdb")
    with pytest.raises(Exception, match="may read the tables and nothing else"):
        cec.sql("delete from measures", "sqlite")
    assert len(cec.load("measures")) == 2


def test_to_sqlite_replaces_the_file(tmp_path: Path) -> None:
    file = tmp_path / "controls.sqlite"
    file.write_text("old", "utf-8")
    assert cec.to_sqlite(file) == file
    assert file.read_bytes().startswith(b"SQLite format 3")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [file.name]


def test_edges_of_each_kind_name_relation_and_claim() -> None:
    measures = cec.graph("measures").values.tolist()
    assert measures == [[RULE, "na-2019-02-lamp-order", "supersedes", "gazette-2020-lamp-rule.002"]]
    claims = cec.graph("claims")
    assert claims["relation"].tolist() == ["fulfilled-by"]
    firms = cec.graph("firms").fillna("").values.tolist()
    assert firms == [
        [RULE, "lamp-works", "affected-supplier", "gazette-2020-lamp-rule.001"],
        ["lamp-works", "lamp-holding", "part-of", ""],
        ["lw-9000", "lamp-works", "made-by", ""],
    ]


def test_edges_become_a_networkx_graph() -> None:
    found = cec.graph("measures", engine="networkx")
    assert isinstance(found, networkx.MultiDiGraph)
    assert list(found.edges(keys=True)) == [(RULE, "na-2019-02-lamp-order", "supersedes")]


def test_a_record_is_cited_as_the_act_with_its_official_source_first() -> None:
    text = cec.cite("measures", RULE)
    assert text == (
        "Ministry of Lamps, Lamp Export Rule, Gazette 12, 2020-05-04, https://example.org/gazette/12. Semiconductor "
        f"export controls (chip-export-controls), version {cec.__version__}, measures: na-2020-05-04-lamp-rule. "
        "Evidence: Gazette, Lamp Export Rule, 2020-05-04; Daily Lamp, Namibia plans curb on lamp exports, 2020-03-02."
    )
    (item,) = json.loads(cec.cite("measures", RULE, "csl"))
    assert (item["version"], item["issued"]) == (cec.__version__, {"date-parts": [[2020, 5, 4]]})


@pytest.mark.parametrize(
    ("style", "begins"),
    [
        ("bluebook", "Lamp Export Rule, Gazette 12 (Ministry of Lamps, May 4, 2020), https://example.org/gazette/12; "),
        ("chicago", "Ministry of Lamps, “Lamp Export Rule”, Gazette 12, May 4, 2020, https://example.org/gazette/12; "),
    ],
)
def test_a_footnote_is_made_by_the_processor(style: str, begins: str) -> None:
    assert cec.cite("measures", RULE, style).startswith(begins)  # type: ignore[arg-type]


def test_an_act_is_cited_by_its_own_title_and_page_and_a_copy_is_called_one() -> None:
    numbers = {"FR": "87 FR 62186", "FR-DOC": "2022-21658"}
    source = {"kind": "legal-text", "title": "Export Rule", "is_official": "true", "note": "Read in a mirror."}
    news = [{"source_id": f"news-{n}", "kind": "news", "title": f"News {n}", "is_official": "false"} for n in range(4)]
    ids = ["act", *(row["source_id"] for row in news)]
    tables = given(
        measures=[measure("us-rule", jurisdiction="US", title="October rule")],
        measure_identifiers=[{"measure_id": "us-rule", "scheme": s, "value": v} for s, v in numbers.items()],
        sources=[source | {"source_id": "act", "url": "https://mirror.example/2022-21658"}, *news],
        claims=[{"claim_id": f"{id}.001", "source_id": id} for id in ids],
        claim_measures=[{"claim_id": f"{id}.001", "measure_id": "us-rule"} for id in ids],
    )
    text = cec.cite("measures", "us-rule", tables=tables)
    assert text.startswith(
        "Export Rule, 87 FR 62186, https://www.federalregister.gov/d/2022-21658, "
        "read in a copy at https://mirror.example/2022-21658. "
    )
    assert text.endswith("; left out: 2 more, which `provenance` lists.")
    assert cec.cite("measures", "us-rule", "bluebook", tables=tables).startswith("Export Rule, 87 Fed. Reg. 62186")


def test_a_bibtex_citation_reads_back() -> None:
    parsed = parse_string(cec.cite("claims", "wire-2020-report.001", "bibtex"), "bibtex")
    ((key, entry),) = parsed.entries.items()
    assert not set(key) & set(" ,{}")
    assert entry.fields["title"].startswith("Namibia wants to limit what lamps leave the country.")
    assert [person.last_names for person in entry.persons["author"]] == [["{Daily Lamp}"]]


def test_a_key_of_several_words_is_one_word_in_bibtex() -> None:
    text = cec.cite("measure_events", (RULE, "effective", "2020-06-01", "lamps of class B"), "bibtex")
    assert text.splitlines()[0].endswith(
        ":measure-events:na-2020-05-04-lamp-rule-effective-2020-06-01-lamps-of-class-B,"
    )


def test_what_tex_would_read_as_its_own_is_cited_as_text(package: Path) -> None:
    file = package / "datapackage" / "measures.csv"
    file.write_text(file.read_text("utf-8").replace("Lamp order", "DUV: 50 % & more_or {less} #1 $2"), "utf-8")
    assert "DUV: 50 % & more_or {less} #1 $2" in cec.cite("measures", "na-2019-02-lamp-order")
    assert r"50 \% \& more\_or (less) \#1 $2" in cec.cite("measures", "na-2019-02-lamp-order", "bibtex")


def test_every_row_of_every_table_can_be_cited() -> None:
    for table in cec.tables():
        key = list(cec.describe(table).query("key")["field"])
        for row in cec.load(table)[key].astype("string").fillna("").itertuples(index=False):
            assert cec.__version__ in cec.cite(table, tuple(row), "csl")


def test_another_style_kind_or_engine_is_refused() -> None:
    with pytest.raises(ValueError, match="give one of text, bluebook"):
        cec.cite("measures", RULE, "apa")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match='give "measures", "firms" or "claims"'):
        cec.graph("sources")  # type: ignore[call-overload]
    with pytest.raises(ValueError, match='give "duckdb" or "sqlite"'):
        cec.sql("select 1", "mysql")  # type: ignore[arg-type]
