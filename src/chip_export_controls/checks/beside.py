"""Turns a piece of work into its result, computed beside what the caller does meanwhile, where that is safe."""

import os
import sys
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def runs_beside() -> bool:
    """Whether work gets its own process: on Linux, with a second core, before pandas, whose threads a fork loses."""
    return sys.platform == "linux" and "pandas" not in sys.modules and len(os.sched_getaffinity(0)) > 1


def beside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Starts the work in a process of its own and returns what waits for it; elsewhere the work is done when asked.

    What the work raises is raised when asked; a process that is killed counts as none, and the work is done then.
    """
    if not runs_beside():
        return work
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context
    from signal import SIG_IGN, SIGINT, signal

    # Ctrl-C reaches the whole group: it is the caller's to answer
    pool = ProcessPoolExecutor(1, get_context("fork"), initializer=signal, initargs=(SIGINT, SIG_IGN))
    global _work  # a fork inherits it, so that neither the work nor what it reads is copied
    _work = work
    coming = pool.submit(_run)

    def result() -> Result:
        try:
            return coming.result()  # type: ignore[return-value]
        except BrokenProcessPool:
            return work()
        finally:
            pool.shutdown()

    return result


_work: Callable[[], object]


def _run() -> object:
    return _work()
