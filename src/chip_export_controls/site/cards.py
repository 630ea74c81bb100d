"""Turns the descriptor into the texts that say what the data are: citation files, dataset card, llms.txt."""

import json
from collections.abc import Mapping, Sequence
from textwrap import wrap
from typing import Any

from .context import Site


def _title(descriptor: Mapping[str, Any]) -> str:
    return f"{descriptor['title']} ({descriptor['name']})"


def citation(descriptor: Mapping[str, Any]) -> str:
    """CITATION.cff. The licence of the code stands beside that of the data."""
    about = "\n".join(wrap(descriptor["description"], 116, initial_indent="  ", subsequent_indent="  "))
    words = "\n".join(f"  - {word}" for word in descriptor["keywords"])
    who = "\n".join(f"  - name: {c['title']}" for c in descriptor["contributors"])
    return f"""cff-version: 1.2.0
title: {json.dumps(_title(descriptor))}
message: If you use this data, please cite it with its version.
type: dataset
authors:
{who}
version: {descriptor["version"]}
date-released: "{descriptor["created"][:10]}"
license:
  - {descriptor["licenses"][0]["name"]}
  - MIT
abstract: >-
{about}
keywords:
{words}
"""


def card(site: Site, resources: Sequence[Mapping[str, Any]]) -> str:
    """The dataset card of a hub: front matter by which it loads each table, then what the data are and are not."""
    told = site.record.descriptor
    held = [r for r in resources if r["rowCount"]]
    configs = "\n".join(f"  - config_name: {r['name']}\n    data_files: {r['path']}" for r in held)
    words = "\n".join(f"  - {word}" for word in told["keywords"])
    rows = "\n".join(f"| `{r['name']}` | {r['description']} | {r['rowCount']} |" for r in resources)
    return f"""---
license: {told["licenses"][0]["name"].lower()}
language:
  - en
pretty_name: {json.dumps(told["title"])}
tags:
{words}
configs:
{configs}
---

# {told["title"]}

{told["description"]}

Version {site.record.version} of {site.record.day}.
Site: {site.base}

| table | a row is | rows |
| --- | --- | --- |
{rows}

## How to read it

Each fact names the claim that says it, and each claim its source and its place there.
Dates are EDTF strings (`2023-06`, `2022-12?`, `2024-01-01/..`): a day that no source gives is never invented.
`NA` in a jurisdiction column is Namibia, not a missing value.
`modality` keeps a plan apart from a decision, and a decision from what is in force.

## Bounds

No row means that nothing is recorded, not that there is nothing; `coverage` says what was searched.
The statements are our own words; no text of a source is part of the data.
This is a record, not legal advice, and no list to screen against for compliance.

## Citation

{site.citation(told["title"], "")}
"""


def llms(site: Site) -> str:
    """llms.txt: what the site is and where its machine-readable parts are."""
    told = site.record.descriptor
    return f"""# {told["title"]}

> {told["description"]} Version {site.record.version} of {site.record.day}, {told["licenses"][0]["name"]}.

Every page has a twin in JSON at the same address with the suffix .json.
Each fact names the claim that says it; each claim its source, its speaker and its modality (a plan is no decision).
No row means that nothing is recorded, not that there is nothing. This is a record, not legal advice.

## Tables

- [Descriptor with schemas]({site.url("data/datapackage.json")})
- [SQLite]({site.url("data/chip-export-controls.sqlite")})
- [Measures as CSV]({site.url("data/measures.csv")})
- [What each part of each measure was, from day to day]({site.url("answers/intervals.csv")})
- [On which days each firm stood on each list]({site.url("answers/listings.csv")})

## Pages

- [Index of every page and file]({site.url("index.json")})
- [Measures]({site.url("measures/index.html")})
- [Firms]({site.url("firms/index.html")})
- [Items]({site.url("items/index.html")})
- [What was searched, and what is known to be missing]({site.url("coverage.html")})

## Feeds

- [Everything new]({site.url("feeds/new.feed.json")})
- [What comes into force]({site.url("feeds/in-force.feed.json")})
"""
