"""Keeps what a command does for a stranger within an amount of memory, where the system can."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_STATUS = Path("/proc/self/status")


def _data() -> int:
    """The bytes of data that this process holds now."""
    lines = _STATUS.read_text("ascii", errors="replace").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmData:")) * 1024


@contextmanager
def confined(more: int) -> Iterator[None]:
    """Meanwhile the process may take so many bytes more: what asks for more fails at once. Elsewhere than on Linux
    nothing is limited here.
    """
    if not _STATUS.is_file():
        yield
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
    most = _data() + more
    limits = [limit for limit in (most, soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_DATA, (min(limits), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))
