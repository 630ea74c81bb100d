"""Holds the files of a built site against the validators of their own formats: `validate.py SITE [SHAPES…]`.

Each validator is a project of its own; what is installed is run, what is not is named. SHAPES are the SHACL files of
DCAT-AP. Exit code 1 where a validator finds a fault.
"""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

LINKED = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.S)


def croissant(site: Path) -> list[str]:
    """mlcroissant reads the description and loads every table with every row."""
    import mlcroissant

    faults = []
    dataset = mlcroissant.Dataset(jsonld=str(site / "data" / "croissant.json"))
    issues = dataset.metadata.ctx.issues
    faults += [*issues.errors, *issues.warnings]
    for name in [r.name for r in dataset.metadata.record_sets]:
        with open(site / "data" / f"{name}.csv", encoding="utf-8", newline="") as file:
            wanted = sum(1 for _ in csv.reader(file)) - 1
        found = sum(1 for _ in dataset.records(name))
        faults += [f"{name}: {found} rows of {wanted}"] if found != wanted else []
    return faults


def dcat(site: Path) -> list[str]:
    """pyshacl holds the catalogue against the official shapes of DCAT-AP."""
    import pyshacl

    faults = []
    for shapes in sys.argv[2:]:
        holds, _, text = pyshacl.validate(
            str(site / "data" / "dcat.ttl"), shacl_graph=shapes, do_owl_imports=False, allow_warnings=True
        )
        faults += [] if holds else [f"{Path(shapes).name}: {text[:4000]}"]
    return faults if len(sys.argv) > 2 else ["no shapes were given"]


def crate(site: Path) -> list[str]:
    """The RO-Crate validator checks what the specification requires."""
    command = [
        str(Path(sys.executable).with_name("rocrate-validator")),
        "-y",
        "validate",
        "--no-paging",
        "-l",
        "required",
    ]
    run = subprocess.run([*command, str(site / "data")], capture_output=True, text=True, check=False)
    return [] if run.returncode == 0 else [run.stdout[-3000:] + run.stderr[-1000:]]


def entities(site: Path) -> list[str]:
    """followthemoney validates each entity against its model, and each reference leads to an entity."""
    from followthemoney import model

    rows = [json.loads(line) for line in (site / "data" / "entities.ftm.json").read_text("utf-8").splitlines()]
    known, faults = {row["id"] for row in rows}, []
    for row in rows:
        try:
            proxy = model.get_proxy(row, cleaned=False)
            proxy.schema.validate(row)
        except Exception as error:
            faults.append(f"{row['id']}: {error} {getattr(error, 'errors', '')}")
            continue
        kept = sum(len(proxy.get(name)) for name in row["properties"] if name in proxy.schema.properties)
        given = sum(len(values) for values in row["properties"].values())
        faults += [f"{row['id']}: {kept} of {given} values kept: {row['properties']}"] if kept != given else []
        for name in ("entity", "owner", "asset"):
            faults += [f"{row['id']}: no {v}" for v in row["properties"].get(name, []) if v not in known]
    return faults


def feeds(site: Path) -> list[str]:
    """feedparser reads each Atom feed without a complaint, and each JSON feed has what version 1.1 requires."""
    import feedparser

    faults = []
    for file in sorted(site.rglob("*.atom")):
        read = feedparser.parse(str(file))
        told = [read.feed.get(name) for name in ("id", "title", "updated")]
        faults += [f"{file}: {read.get('bozo_exception')}"] if read.bozo or not all(told) else []
        faults += [
            f"{file}: {e.get('id')}"
            for e in read.entries
            if not all(e.get(n) for n in ("id", "title", "updated", "link"))
        ]
    for file in sorted(site.rglob("*.feed.json")):
        read = json.loads(file.read_text("utf-8"))
        right = (
            read["version"] == "https://jsonfeed.org/version/1.1"
            and read["title"]
            and all(i["id"] for i in read["items"])
        )
        faults += [] if right else [str(file)]
    return faults


def linked(site: Path) -> list[str]:
    """PyLD expands the JSON-LD of every page with the terms of schema.org, and none is lost."""
    from pyld import jsonld

    context = {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}
    faults = []
    for file in sorted(site.rglob("*.html")):
        for text in LINKED.findall(file.read_text("utf-8")):
            node = json.loads(text) | {"@context": context}
            (read,) = jsonld.expand(node)
            names = {key.removeprefix("https://schema.org/") for key in read if not key.startswith("@")}
            lost = set(node) - names - {"@context", "@id", "@type"}
            wrong = [kind for kind in read["@type"] if kind.removeprefix("https://schema.org/") not in KINDS]
            faults += [f"{file}: {lost} {wrong}"] if lost or wrong else []
    return faults


KINDS = {"Dataset", "Legislation", "Organization", "Claim", "Report", "NewsArticle", "Article"}
VALIDATORS: dict[str, tuple[str, Callable[[Path], list[str]]]] = {
    "Croissant": ("mlcroissant", croissant),
    "DCAT-AP": ("pyshacl", dcat),
    "RO-Crate": ("rocrate_validator", crate),
    "FollowTheMoney": ("followthemoney", entities),
    "feeds": ("feedparser", feeds),
    "JSON-LD": ("pyld", linked),
}


def main() -> int:
    """Runs every validator that is installed."""
    site, wrong = Path(sys.argv[1]), 0
    for name, (package, validate) in VALIDATORS.items():
        if not find_spec(package):
            print(f"{name}: {package} is not installed, not checked")
            continue
        faults = validate(site)
        wrong += bool(faults)
        print(f"{name}: {'holds' if not faults else f'{len(faults)} faults'} ({package})")
        for fault in faults[:10]:
            print(f"  {fault}")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main())
