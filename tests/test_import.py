"""Importing the package loads nothing that a name does not need, and every name is found."""

import subprocess
import sys

import pytest

import chip_export_controls as cec

PROBE = """
import sys
before = set(sys.modules)
import chip_export_controls
print(sorted(name for name in set(sys.modules) - before if name.startswith(("chip", "pandas", "numpy", "json"))))
"""


def test_the_import_loads_no_module_of_ours_and_no_pandas() -> None:
    done = subprocess.run([sys.executable, "-c", PROBE], capture_output=True, text=True, check=True)
    assert done.stdout == "['chip_export_controls']\n"


@pytest.mark.parametrize("name", cec.__all__)
def test_every_public_name_is_found_and_stays_what_it_is(name: str) -> None:
    assert getattr(cec, name) is not None
    assert name in dir(cec)
    # a module of the package must not take the place of a function once it is imported
    if name not in ("__version__", "chart"):
        assert callable(getattr(cec, name))
        assert getattr(cec, name) is getattr(cec, name)


def test_no_module_bears_the_name_of_a_function() -> None:
    from pathlib import Path

    modules = {file.stem for file in Path(cec.__file__).parent.glob("*.py")}
    assert modules & set(cec.__all__) == {"chart"}


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'lode'"):
        cec.lode  # noqa: B018 # the look-up is what is tested


def test_every_public_function_says_what_it_gives() -> None:
    for name in set(cec.__all__) - {"__version__", "chart"}:
        text = getattr(cec, name).__doc__
        assert text, name
        assert ">>> " in text, name
