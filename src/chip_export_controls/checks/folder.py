"""Turns what stands around the tables of a package into findings: resources, texts, strays, a change left pending."""

from ..findings.finding import Finding
from ..findings.general_rules import broken
from ..model.descriptor import DESCRIPTOR, JOURNAL, LIMIT, TEXTS, law
from ..model.plain_file import unfit
from ..model.table import Package


def unlisted(package: Package) -> list[Finding]:
    """Findings where the resources are not the tables of the law, each once."""
    if not package.descriptor:
        return []
    names = [str(r.get("name")) for r in package.descriptor["resources"] if isinstance(r, dict)]
    wrong = sorted((set(law()) ^ set(names)) | {name for name in names if names.count(name) > 1})
    return [broken("package/tables-are-the-law", "datapackage", DESCRIPTOR, 1, name) for name in wrong]


def stray(package: Package) -> list[Finding]:
    """Findings on CSVs that stand beside the tables and belong to none, such as a copy that a spreadsheet left."""
    listed = {package.file(name) for name in package.tables}
    found = sorted({file for folder in {file.parent for file in listed} for file in folder.glob("*.csv")} - listed)
    names = [file.relative_to(package.root).as_posix() for file in found]
    return [broken("package/csv-is-a-resource", name, name, 1, name) for name in names]


def texts(package: Package) -> list[Finding]:
    """Findings on texts that a release would carry, and which are links, pipes or folders, or too large to be texts."""
    reasons = {name: unfit(package.root / name, LIMIT) for name in TEXTS}
    wrong = {name: reason for name, reason in reasons.items() if reason not in ("", "not there")}
    return [broken("package/text-is-a-plain-file", name, name, 1, reason) for name, reason in wrong.items()]


def pending(package: Package) -> list[Finding]:
    """A finding where a killed command left its journal, so that the files as they stand are not what it meant."""
    there = (package.root / JOURNAL).exists() or (package.root / JOURNAL).is_symlink()
    return [broken("package/no-change-is-pending", "package", JOURNAL)] if there else []
