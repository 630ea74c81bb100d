"""Each field of the descriptor has its form, and what has not is named with its line and how to write it."""

import json
from pathlib import Path
from typing import Any

import pytest

from chip_export_controls.checks.check import check

DAY = "2026-11-20T00:00:00Z"
BAD: list[tuple[str, Any]] = [
    ("$schema", "https://example.org/profile.json"),
    ("name", "../../up"),
    ("name", "Chip Controls"),
    ("name", "a\nb"),
    ("name", "x" * 101),
    ("name", None),
    ("version", "0.3.0/../../precious"),
    ("version", "1.0"),
    ("version", "01.0.0"),
    ("version", "1.0.0-rc.1"),
    ("version", 3),
    ("title", ""),
    ("title", "a\x1b[31mb"),
    ("title", "x" * 201),
    ("title", ["x"]),
    ("description", "two\nlines"),
    ("created", "2026-02-30T00:00:00Z"),
    ("created", "yesterday"),
    ("created", DAY.replace("00:00:00", "24:00:00")),
    ("keywords", []),
    ("keywords", "chips"),
    ("keywords", ["a", 1]),
    ("licenses", [{"name": "CC-BY-4.0"}]),
    ("licenses", [{"name": "CC-BY-4.0", "path": "javascript:alert(1)"}]),
    ("licenses", []),
    ("contributors", [{"roles": ["creator"]}]),
    ("contributors", [{"title": "A", "roles": ["king"]}]),
    ("contributors", [{"title": "A", "age": 3}]),
    ("homepage", "ftp://example.org"),
    ("sources", [{"path": "https://example.org"}]),
    ("files", [{"path": "/etc/passwd", "bytes": 1, "hash": "sha256:" + "0" * 64}]),
    ("files", [{"path": "a.csv", "bytes": -1, "hash": "sha256:" + "0" * 64}]),
]


def changed(package: Path, **fields: Any) -> None:
    file = package / "datapackage.json"
    whole = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps({**whole, **fields}, indent=2), "utf-8")


@pytest.mark.parametrize(("field", "value"), BAD, ids=lambda value: str(value)[:30].encode("unicode_escape").decode())
def test_a_field_without_its_form_is_a_finding(field: str, value: Any, package: Path) -> None:
    changed(package, **{field: value})
    (finding,) = [f for f in check(package).findings if f.rule.startswith("package/field")]
    lines = (package / "datapackage.json").read_text("utf-8").splitlines()
    assert f'"{field}"' in lines[finding.line - 1]
    assert finding.rule == "package/field-has-its-form"
    assert finding.suggestion
    assert finding.value.isprintable()


@pytest.mark.parametrize(
    "field", ["$schema", "name", "title", "description", "version", "created", "keywords", "licenses", "contributors"]
)
def test_a_field_that_is_not_there_is_a_finding(field: str, package: Path) -> None:
    file = package / "datapackage.json"
    whole = json.loads(file.read_text("utf-8"))
    del whole[field]
    file.write_text(json.dumps(whole), "utf-8")
    assert [(f.rule, f.value) for f in check(package).findings] == [("package/field-has-its-form", field)]


@pytest.mark.parametrize(
    ("field", "value"),
    [("format", "xlsx"), ("encoding", "latin-1"), ("dialect", {"delimiter": ";"}), ("rowCount", "3"), ("hash", "x")],
)
def test_a_resource_says_what_its_file_is(field: str, value: Any, package: Path) -> None:
    file = package / "datapackage.json"
    whole = json.loads(file.read_text("utf-8"))
    whole["resources"][2][field] = value
    file.write_text(json.dumps(whole), "utf-8")
    (finding,) = [f for f in check(package).findings if f.rule == "package/field-has-its-form"]
    assert finding.value.startswith(f"measures.{field}: ")


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_a_number_that_json_has_not_is_refused(text: str, package: Path) -> None:
    (package / "datapackage.json").write_text(f'{{"resources": {text}}}', "utf-8")
    assert [f.rule for f in check(package).findings] == ["package/file-is-json"]
