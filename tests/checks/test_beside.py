"""Work done beside the caller gives what it would give in place, also where its process dies or cannot be had."""

import os
import subprocess
import sys

import pytest

OWN = "import os, sys; from chip_export_controls.checks.beside import beside"
CASES = {
    "its result": ("print(beside(lambda: 6 * 7)())", "42\n"),
    "a process of its own": ("print(beside(os.getpid)() != os.getpid())", "True\n"),
    "what it reads, uncopied": ("held = [print]; print(beside(lambda: held[0].__name__)())", "print\n"),
    "what it raises": (
        "wait = beside(lambda: {}['absent'])\ntry: wait()\nexcept KeyError as error: print(repr(error))",
        "KeyError('absent')\n",
    ),
    "the work once more where its process is killed": (
        "caller = os.getpid()\nprint(beside(lambda: 42 if os.getpid() == caller else os.abort())())",
        "42\n",
    ),
    "the work in place where pandas is loaded": (
        "sys.modules['pandas'] = os\nprint(beside(os.getpid)() == os.getpid())",
        "True\n",
    ),
}


@pytest.mark.skipif(sys.platform != "linux" or len(os.sched_getaffinity(0)) < 2, reason="nothing is forked here")
@pytest.mark.parametrize(("code", "printed"), CASES.values(), ids=CASES)
def test_work_beside_gives(code: str, printed: str) -> None:
    done = subprocess.run([sys.executable, "-c", f"{OWN}\n{code}"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == (printed, 0), done.stderr
