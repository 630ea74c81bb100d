"""Whatever bytes stand in a file, the readers say what is wrong with them and never break.

EXAMPLES sets how many inputs each reader gets.
"""

import json
import os
from pathlib import Path
from types import MappingProxyType

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chip_export_controls.checks.bytes import read_text
from chip_export_controls.editing.fmt import canonical
from chip_export_controls.findings.finding import Finding
from chip_export_controls.model import edtf
from chip_export_controls.model.descriptor import DESCRIPTOR, law, read_package
from chip_export_controls.model.table import Package
from chip_export_controls.passages.records import read_records

many = settings(
    max_examples=int(os.environ.get("EXAMPLES", "150")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
TABLE = law()["measure_targets"]

HEADER = ",".join(TABLE.columns).encode() + b"\n"
BITS = [
    ",",
    '"',
    '""',
    "\n",
    "\r",
    "\r\n",
    "\0",
    "\ufeff",
    ";",
    "*",
    "=",
    "NL",
    " ",
    "e\u0301",
    "\u2028",
    "\u202e",
    "x.001",
]
WORDS = ["resources", "name", "path", "schema", "fields", "type", "primaryKey", "foreignKeys", "reference", "version"]
WORDS += ["resource", "constraints", "source_id", "sha256", "length", "segments", "start", "end"]
csv_bits = st.sampled_from([*(bit.encode() for bit in BITS), b"\xff", HEADER])
csv_bytes = st.one_of(
    st.binary(max_size=200),
    st.lists(csv_bits, max_size=30).map(b"".join),
    st.lists(csv_bits, max_size=30).map(lambda bits: HEADER + b"".join(bits)),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(WORDS),
            inner,
            max_size=5,
        )
    ),
    max_leaves=12,
)


def as_json(value: object) -> bytes:
    return json.dumps(value).encode("utf-8")


json_bytes = st.binary(max_size=60) | json_values.map(as_json)
dates = st.text(max_size=12) | st.text("0123456789-/.?~%X ", max_size=24) | st.from_regex(r"\d{4}-\d\d-\d\d/\d{4}")


@given(data=csv_bytes)
@many
def test_any_bytes_are_read_as_a_table_or_as_findings(data: bytes, tmp_path: Path) -> None:
    package = Package(tmp_path, {}, MappingProxyType({"measure_targets": TABLE}))
    file = package.file("measure_targets")
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(data)
    text, findings = read_text(package, "measure_targets")
    assert text is not None or findings
    assert all(isinstance(finding, Finding) and finding.line >= 1 for finding in findings)
    try:
        once = canonical(TABLE, file)
    except ValueError:
        return
    file.write_bytes(once.encode("utf-8"))
    assert canonical(TABLE, file) == once


@given(data=json_bytes)
@many
def test_any_bytes_are_read_as_a_descriptor_or_as_findings(data: bytes, tmp_path: Path) -> None:
    (tmp_path / DESCRIPTOR).write_bytes(data)
    package, findings = read_package(tmp_path)
    assert findings or not package.tables or package.descriptor


@given(data=json_bytes)
@many
def test_any_bytes_are_read_as_a_record_or_as_findings(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir(exist_ok=True)
    (tmp_path / "sources" / "x.json").write_bytes(data)
    records, findings = read_records(tmp_path)
    assert (records["x"] is None) == bool(findings)


@given(text=dates)
@many
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        first, last = edtf.bounds(text)
    except ValueError:
        return
    assert first is None or last is None or first <= last
