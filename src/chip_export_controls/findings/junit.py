"""Turns findings into JUnit XML: a test case for each rule, with a failure for each rule that is broken."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from .finding import Finding, counted, errors

# XML 1.0 has no place for these, not even escaped
_UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _text(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def _case(suite: ET.Element, rule: str, sentence: str, findings: list[Finding]) -> None:
    classname, _, name = rule.partition("/")
    case = ET.SubElement(suite, "testcase", classname=classname, name=name, time="0")
    lines = [f"{f.file}:{f.line}: {', '.join(f.columns)}: `{f.value}` → {f.suggestion}" for f in findings]
    if errors(findings):
        failure = ET.SubElement(case, "failure", message=_text(f"{sentence} ({counted(findings)})"), type=rule)
        failure.text = _text("\n".join(lines))
    elif findings:  # JUnit knows no warning: the case passes, and says what it saw
        ET.SubElement(case, "system-out").text = _text("\n".join(f"warning: {line}" for line in lines))


def as_junit(findings: list[Finding], sentences: Mapping[str, str]) -> str:
    """A JUnit report with one suite; rules that hold are passed cases, so that a reader sees what was checked."""
    rules = {**sentences, **{f.rule: f.message for f in findings}}
    broken: dict[str, list[Finding]] = {}
    for f in findings:
        broken.setdefault(f.rule, []).append(f)
    failed = {rule for rule, found in broken.items() if errors(found)}
    totals = {"tests": str(len(rules)), "failures": str(len(failed)), "errors": "0", "time": "0"}
    suites = ET.Element("testsuites", totals)
    suite = ET.SubElement(suites, "testsuite", {"name": "chip-export-controls", "skipped": "0", **totals})
    for rule, sentence in sorted(rules.items()):
        _case(suite, rule, sentence, broken.get(rule, []))
    ET.indent(suites)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(suites, encoding="unicode")
