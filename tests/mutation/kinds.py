"""What a fault is: it plants itself at a random place and says which rule must find it, in which file and line."""

from collections.abc import Callable

from drafts import Draft, Row

# rule, table (or the path of another file), and the row (found by identity once all faults stand) or the line
Expected = tuple[str, str, Row | int]
Fault = Callable[[Draft], Expected]
# of one batch all are planted together: bytes in tables of their own, cells and facts in rows of their own
BYTES: list[Fault] = []
CELLS: list[Fault] = []
FACTS: list[Fault] = []
RECORDS: list[Fault] = []
# of these each is planted alone, since the descriptor is one
DESCRIPTORS: list[Fault] = []


def raw(fault: Fault) -> Fault:
    """A fault of a file's bytes."""
    BYTES.append(fault)
    return fault


def fact(fault: Fault) -> Fault:
    """A fault of what rows say."""
    FACTS.append(fault)
    return fault
