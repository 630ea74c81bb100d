"""The house is as it says: imports run one way, and each folder and module says what it is for."""

import ast
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from conftest import REPOSITORY

from chip_export_controls.checks.rules import rules

HOUSE = REPOSITORY / "src" / "chip_export_controls"
# from the ground up: a folder imports its own floor and those below; top-level modules stand where they are named
FLOORS = [
    {"findings"},
    {"model"},
    {"passages"},
    {"library"},
    {"checks", "exports"},
    {"editing", "answers", "history", "chart"},
    {"release"},
    {"watch"},
    {"site"},
    {"commands"},
    {"cli"},
    {"__main__", "__init__"},
]
FLOOR_OF = {room: n for n, floor in enumerate(FLOORS) for room in floor}
MODULES = sorted(HOUSE.rglob("*.py"))
# else rooms of one floor know nothing of each other
BESIDE = {("chart", "answers")}


def imported(file: Path) -> Iterator[str]:
    """The top-level rooms of the house that a module imports from."""
    package = file.relative_to(HOUSE).parts[:-1]
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            path = [*base, *(node.module.split(".") if node.module else [])]
            yield from [path[0]] if path else [alias.name for alias in node.names]


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(HOUSE).as_posix())
def test_imports_run_one_way(file: Path) -> None:
    parts = file.relative_to(HOUSE).with_suffix("").parts
    room = parts[0]
    if room == "__init__":
        return  # the face of the package: it hands names on when they are asked for
    for other in set(imported(file)) - {room}:
        below = FLOOR_OF[other] < FLOOR_OF[room]
        assert below or (room, other) in BESIDE, f"{'/'.join(parts)} imports {other}"


def dependencies(file: Path) -> set[Path]:
    """The modules of the house that a module imports when it is itself imported, `from . import name` included."""
    found = set()
    for node in ast.parse(file.read_text("utf-8")).body:
        if isinstance(node, ast.ImportFrom) and node.level:
            base = file.parents[node.level - 1].joinpath(*(node.module or "").split("."))
            parts = [base / f"{alias.name}.py" for alias in node.names]
            found |= {part if part.is_file() else base.with_suffix(".py") for part in parts}
    return {other for other in found if other.is_file()}


@cache
def chain(file: Path) -> tuple[Path, ...]:
    """The longest way from a module through what it imports."""
    return (file, *max((chain(other) for other in dependencies(file)), key=len, default=()))


def test_no_chain_of_imports_is_longer_than_ten() -> None:
    longest = max((chain(file) for file in MODULES), key=len)
    assert len(longest) <= 10, " > ".join(file.relative_to(HOUSE).as_posix() for file in longest)


def test_no_two_test_files_share_a_name() -> None:
    names = Counter(file.name for file in (REPOSITORY / "tests").rglob("test_*.py"))
    assert [name for name, count in names.items() if count > 1] == []


def test_every_room_has_a_floor() -> None:
    rooms = {file.relative_to(HOUSE).with_suffix("").parts[0] for file in MODULES}
    assert rooms <= set(FLOOR_OF)


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(HOUSE).as_posix())
def test_a_module_says_in_one_sentence_what_it_is(file: Path) -> None:
    text = ast.get_docstring(ast.parse(file.read_text("utf-8"))) or ""
    first = text.split("\n\n")[0]
    assert first.endswith((".", ":")), file
    assert first[0].isupper() or first.startswith("`"), file


def test_each_answer_stands_in_the_module_that_bears_its_name() -> None:
    import chip_export_controls as cec

    for name in set(cec.__all__) - {"__version__", "chart", "describe", "load", "tables"}:
        assert getattr(cec, name).__module__ == f"chip_export_controls.answers.{name}"


def test_a_module_of_answers_is_a_question_or_stands_in_a_folder() -> None:
    import chip_export_controls as cec

    commands = {file.stem for file in (HOUSE / "commands").glob("*.py")}
    questions = (set(cec.__all__) | commands) - {"__init__"}
    for file in (HOUSE / "answers").glob("[a-z]*.py"):
        known = file.stem in questions or any(file.stem.startswith(f"{name}_") for name in questions)
        assert known, f"{file.name}: what answers share stands in a folder of answers/"


def test_where_things_live_names_every_folder() -> None:
    page = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    folders = {file.parent.name for file in HOUSE.glob("*/__init__.py")}
    assert [name for name in sorted(folders) if f"| `{name}/` |" not in page] == []


def test_a_rule_stands_in_the_file_of_its_table_under_its_own_name() -> None:
    for rule in rules():
        name = rule.id.split("/")[1].replace("-", "_")
        text = (REPOSITORY / "schemas" / f"{rule.table}.py").read_text("utf-8")
        assert f"\ndef {name}(" in text or f"\n{name} = " in text, rule.id
