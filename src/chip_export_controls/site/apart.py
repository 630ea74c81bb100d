"""Does a piece of the work in a process of its own, where the system can split one in two."""

import os
import pickle
import sys
import traceback
import warnings
from collections.abc import Callable
from typing import TypeVar

Made = TypeVar("Made")


class Failed(RuntimeError):
    """The other process ended with an error; the message is what it said."""


def _answer(work: Callable[[], Made], into: int) -> None:
    """Works, and writes what came of it into the pipe."""
    try:
        told = pickle.dumps((work(), None))
    except BaseException:
        told = pickle.dumps((None, traceback.format_exc()))
    with os.fdopen(into, "wb") as pipe:
        pipe.write(told)


def apart(work: Callable[[], Made]) -> Callable[[], Made]:
    """Begins the work in another process; what is returned waits for its result. Raises Failed then.

    On one processor, and where a process cannot be split safely, the work is done when its result is asked for. It
    may use plain values only: threads of other libraries, such as those that read tables, do not go along.
    """
    if sys.platform != "linux" or (os.cpu_count() or 1) < 2:
        return work
    out, into = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # about the threads that the work does not use
        child = os.fork()
    if not child:
        try:
            os.close(out)
            _answer(work, into)
        finally:
            os._exit(0)
    os.close(into)

    def result() -> Made:
        with os.fdopen(out, "rb") as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        if not told:
            raise Failed("a process that wrote pages ended without a word")
        made, error = pickle.loads(told)
        if error is not None:
            raise Failed(error)
        found: Made = made
        return found

    return result
