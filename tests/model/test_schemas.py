"""The law itself is linted: the Table Schemas, the rules, and the traps of the libraries that enforce them."""

import ast
import json
import re
from pathlib import Path
from types import ModuleType

import pycountry
import pytest
from conftest import REPOSITORY
from frictionless import Package

from chip_export_controls.checks.rules import rules
from chip_export_controls.model import event_kinds, relation_kinds
from chip_export_controls.model.descriptor import read_package
from chip_export_controls.model.table import Field, Table

PACKAGE, FINDINGS = read_package(REPOSITORY)
TABLES = list(PACKAGE.tables.values())
FIELDS = [pytest.param(table, field, id=f"{table.name}.{field.name}") for table in TABLES for field in table.fields]
ENFORCED = {"required", "minLength", "maxLength", "minimum", "maximum", "pattern", "enum"}
SLUG = "[a-z0-9]+(?:-[a-z0-9]+)*"
BUILDERS = ["claim_is_about", "claim_is_about_its_measure", "code_is_that_of_its_list", "group_is_known", "no_circle"]
BUILDERS += ["it_is_of_our_time", "one_unit_a_parameter", "related_to_another"]
BUILDERS += ["text_is_in_its_language", "unit_is_known", "value_is_not_negative"]


def bodies() -> list[str]:
    return [file.read_text("utf-8") for file in sorted((REPOSITORY / "schemas").glob("*.py"))]


def allowed(table: str, column: str) -> set[str]:
    return {value for field in PACKAGE.tables[table].fields if field.name == column for value in field.enum}


def test_descriptor_and_schemas_can_be_read() -> None:
    assert FINDINGS == []


def test_resources_are_the_schemas_and_the_csvs() -> None:
    names = set(PACKAGE.tables)
    assert names == {file.stem for file in (REPOSITORY / "schemas").glob("*.json")}
    assert names == {file.stem for file in (REPOSITORY / "datapackage").glob("*.csv")}
    assert names >= {file.stem for file in (REPOSITORY / "schemas").glob("*.py")}


def test_a_rule_stands_in_the_file_that_its_id_names() -> None:
    for rule in rules():
        assert rule.id.split("/")[0] == rule.table
        body = (REPOSITORY / "schemas" / f"{rule.table}.py").read_text("utf-8")
        own = f"def {rule.id.split('/')[1].replace('-', '_')}(" in body
        assert own or f'("{rule.table}"' in body, rule.id  # its own function, or a builder called for this table


def test_no_two_rules_share_an_id() -> None:
    defined = sum(body.count("_rule(\n") + body.count('_rule("') for body in bodies())
    built = sum(body.count(f"= {name}(") for body in bodies() for name in BUILDERS)
    assert len(rules()) == defined + built


def test_resource_titles_are_those_of_the_schemas() -> None:
    for resource in PACKAGE.descriptor["resources"]:
        schema = PACKAGE.tables[resource["name"]].schema
        assert (resource["title"], resource["description"]) == (schema["title"], schema["description"])


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_field_is_described_and_its_constraints_are_enforced(table: Table, field: Field) -> None:
    assert field.entry["title"]
    assert field.entry["description"].endswith(".")
    assert set(field.constraints) <= ENFORCED
    assert "categories" not in field.entry  # frictionless accepts and ignores them
    assert field.type in {"string", "integer", "number", "boolean"}  # its dates invent days


@pytest.mark.parametrize(
    ("kinds", "table", "column"),
    [(event_kinds, "measure_events", "event"), (relation_kinds, "measure_relations", "relation")],
)
def test_groups_of_kinds_are_of_the_values_that_the_schema_allows(kinds: ModuleType, table: str, column: str) -> None:
    for name, group in vars(kinds).items():
        if name.isupper() and name != "ORDER":
            assert set(group) <= allowed("measures", "instrument") | allowed(table, column), name


def test_each_kind_of_event_has_its_meaning() -> None:
    known = {*event_kinds.PREPARATORY, *event_kinds.DECIDING, *event_kinds.SETTLED}
    assert known == allowed("measure_events", "event")
    assert {kind for pair in event_kinds.ORDER for side in pair for kind in side} <= known


@pytest.mark.parametrize(("table", "field"), FIELDS)
def test_alternatives_of_a_pattern_are_grouped(table: Table, field: Field) -> None:
    pattern = field.constraints.get("pattern", "")
    flat = re.sub(r"\\.|\[[^]]*\]", "", pattern)
    depth = 0
    for character in flat:  # frictionless anchors a pattern without grouping it
        depth += {"(": 1, ")": -1}.get(character, 0)
        assert not (character == "|" and depth == 0)


def test_foreign_keys_point_to_primary_keys_and_have_their_pattern() -> None:
    for table in TABLES:
        patterns = {field.name: field.constraints.get("pattern") for field in table.fields}
        for link in table.foreign_keys:
            assert PACKAGE.tables[link.table].key == (link.target,)
            assert patterns[link.column] in {SLUG, SLUG + r"\.[0-9]{3}"}


def test_every_date_column_has_the_one_pattern() -> None:
    patterns = {field.constraints["pattern"] for table in TABLES for field in table.fields if field.is_date}
    assert len(patterns) == 1


def test_jurisdictions_are_those_of_iso_3166_and_the_eu() -> None:
    codes = {country.alpha_2 for country in pycountry.countries} | {"EU"}
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    fields = [field for table in TABLES for field in table.fields if field.name == "jurisdiction"]
    for field in fields:
        pattern = re.compile(field.constraints["pattern"])
        assert {a + b for a in letters for b in letters if pattern.fullmatch(a + b)} == codes


def test_a_row_rule_reads_columns_of_its_table_and_more_than_one() -> None:
    for rule in rules():
        if rule.expression:
            assert len(rule.columns) > 1, rule.id
        assert set(rule.columns) <= set(PACKAGE.tables[rule.table].columns), rule.id


def test_a_rule_is_one_positive_sentence_with_a_fix() -> None:
    for rule in rules():
        assert re.fullmatch(r"[A-Z][^\n]+\.", rule.sentence), rule.id
        assert rule.fix, rule.id


def test_rule_ids_are_unique() -> None:
    ids = [rule.id for rule in rules()]
    assert len(ids) == len(set(ids))


def test_no_pandera_schema_declares_columns() -> None:
    for file in [*(REPOSITORY / "src").rglob("*.py"), *(REPOSITORY / "schemas").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("DataFrameSchema"):
                assert [keyword.arg for keyword in node.keywords] == ["checks"], file
                assert not node.args, file


def _frictionless(tmp_path: Path, text: str, schema: dict[str, object]) -> list[str]:
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    resource = {"name": "a", "path": "a.csv", "type": "table", "encoding": "utf-8", "schema": schema}
    report = Package({"resources": [resource]}, basepath=str(tmp_path)).validate()
    return [error.type for task in report.tasks for error in task.errors]


def test_trap_frictionless_does_not_group_a_pattern(tmp_path: Path) -> None:
    field = {"name": "a", "type": "string", "constraints": {"pattern": "foo|bar"}}
    assert _frictionless(tmp_path, "a\nfoobaz\n", {"fields": [field]}) == []
    grouped = {**field, "constraints": {"pattern": "(?:foo|bar)"}}
    assert _frictionless(tmp_path, "a\nfoobaz\n", {"fields": [grouped]}) == ["constraint-error"]


def test_trap_frictionless_ignores_unique_keys(tmp_path: Path) -> None:
    schema: dict[str, object] = {"fields": [{"name": "a", "type": "string"}], "uniqueKeys": [["a"]]}
    assert _frictionless(tmp_path, "a\nx\nx\n", schema) == []
    assert all("uniqueKeys" not in table.schema for table in TABLES)


def test_descriptor_is_a_data_package_of_version_2() -> None:
    descriptor = json.loads((REPOSITORY / "datapackage.json").read_text("utf-8"))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    for resource in descriptor["resources"]:
        assert resource["encoding"] == "utf-8"
        assert resource["dialect"]["delimiter"] == ","
        assert resource["path"] == f"datapackage/{resource['name']}.csv"
        assert resource["schema"] == f"schemas/{resource['name']}.json"
