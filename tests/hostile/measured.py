"""Runs a command line in a process of its own, and tells what it said, and how much time and memory it took."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from conftest import REPOSITORY

LINUX = pytest.mark.skipif(not Path("/proc/self/status").is_file(), reason="memory is told so on Linux only")
BYTES = 500 * 2**20
# five seconds on the machine where a check of the package takes 1.8 seconds of work; a slower one is given more
SECONDS, CHECKS = 5, 2.8
# VmHWM is the peak of this process alone; ru_maxrss begins with the peak of the process that started it
_WITHIN = """
import atexit, json, os, resource, runpy, sys
place = sys.argv.pop(1)
def tell():
    (peak,) = [line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")]
    used = os.times()
    with open(place, "w") as stream:
        json.dump([used.user + used.system, int(peak) * 1024], stream)
atexit.register(tell)
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


@dataclass(frozen=True)
class Ran:
    """What a process said, how it ended, and what it took."""

    code: int
    out: str
    err: str
    seconds: float
    peak: int

    def is_well_behaved(self) -> None:
        """Asserts that it ended in sentences, in time and in memory, and sent nothing that steers a terminal."""
        assert "Traceback" not in self.err, self.err[-2000:]
        assert self.code in (0, 1, 2), (self.code, self.err)
        assert (self.out + self.err).replace("\n", "").replace("\t", "").isprintable()
        assert not any(line.startswith("::") for line in (self.out + self.err).splitlines())
        assert self.seconds < max(SECONDS, CHECKS * _seconds_of_a_check()), self
        assert self.peak < BYTES, self


def measured(*words: object, folder: Path | None = None) -> Ran:
    """Runs `build.py` with these words, in a folder if one is given."""
    with tempfile.TemporaryDirectory() as aside:
        told = Path(aside) / "told.json"
        command = [sys.executable, "-c", _WITHIN, str(told), str(REPOSITORY / "build.py"), *map(str, words)]
        environment = {**os.environ, "COLUMNS": "200"}
        done = subprocess.run(command, capture_output=True, cwd=folder, env=environment, check=False, timeout=120)
        seconds, peak = json.loads(told.read_text("utf-8"))
    said = [stream.decode("utf-8", errors="replace") for stream in (done.stdout, done.stderr)]
    return Ran(done.returncode, said[0], said[1], seconds, peak)


@cache
def _seconds_of_a_check() -> float:
    """The processor time that a check of the package takes on this machine, now."""
    return measured("validate").seconds
