"""Turns the header of a table into findings on its columns."""

from ..findings.finding import Finding
from ..findings.general_rules import broken
from ..findings.nearest import nearest
from ..model.table import Table


def header_findings(table: Table, header: list[str]) -> list[Finding]:
    """Missing, unknown, repeated or reordered columns; each cell would be judged under a wrong name."""

    def finding(columns: tuple[str, ...], value: str, fix: str) -> Finding:
        return broken("any/columns-match-schema", table.name, table.path, 1, value, fix, columns)

    for separator, said in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            return [finding((), header[0], f"run `fmt`, which separates the cells by commas, not {said}")]
    wanted = table.columns
    if len(header) > 4 * len(wanted):
        return [finding((), f"{len(header)} columns", f"the schema has {len(wanted)}: {', '.join(wanted)}")]
    meant = {c: c.strip().lower() for c in header if c not in wanted and c.strip().lower() in wanted}
    missing = [
        finding((c,), "", f"add the column `{c}`") for c in wanted if c not in header and c not in meant.values()
    ]
    unknown = [
        finding(
            (c,),
            c,
            f"write `{meant[c]}`"
            if c in meant
            else nearest(c, wanted) or f"remove the column; the schema has {', '.join(wanted)}",
        )
        for c in header
        if c not in wanted or header.count(c) > 1
    ]
    if not missing and not unknown and header != wanted:
        moved = tuple(a for a, b in zip(header, wanted, strict=True) if a != b)
        return [finding(moved, ",".join(header), f"run `fmt`, or write them as {','.join(wanted)}")]
    return missing + unknown
