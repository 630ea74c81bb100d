"""Turns the tables into a catalogue in DCAT-AP, by which open-data portals harvest them."""

import json
from collections.abc import Sequence
from typing import Any

from .context import Site

_PREFIXES = """@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix spdx: <http://spdx.org/rdf/terms#> .
@prefix vcard: <http://www.w3.org/2006/vcard/ns#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_TYPES = {
    "text/csv": (f"{_AUTHORITY}/file-type/CSV", "https://www.iana.org/assignments/media-types/text/csv"),
    "application/vnd.sqlite3": (
        f"{_AUTHORITY}/file-type/SQLITE",
        "https://www.iana.org/assignments/media-types/application/vnd.sqlite3",
    ),
}


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False) + "@en"


def _distribution(site: Site, path: str, title: str, about: str, kind: str, size: int, digest: str) -> str:
    form, media = _TYPES[kind]
    licence = site.record.descriptor["licenses"][0]["path"]
    return f"""
<{site.url("data/" + path)}#distribution> a dcat:Distribution ;
  dct:title {_text(title)} ;
  dct:description {_text(about)} ;
  dcat:accessURL <{site.url("data/" + path)}> ;
  dcat:downloadURL <{site.url("data/" + path)}> ;
  dct:format <{form}> ;
  dcat:mediaType <{media}> ;
  dcat:byteSize "{size}"^^xsd:nonNegativeInteger ;
  dct:license <{licence}> ;
  spdx:checksum [ a spdx:Checksum ;
    spdx:algorithm spdx:checksumAlgorithm_sha256 ;
    spdx:checksumValue "{digest.removeprefix("sha256:")}"^^xsd:hexBinary ] .
"""


def catalogue(site: Site, resources: Sequence[dict[str, Any]], sqlite: dict[str, Any]) -> str:
    """The catalogue with its one dataset and a distribution for each file."""
    told, day = site.record.descriptor, site.record.day
    licence = told["licenses"][0]["path"]
    files = [
        (r["path"], f"{r['title']} as CSV", r["description"], "text/csv", r["bytes"], r["hash"]) for r in resources
    ]
    files.append(
        (
            sqlite["path"],
            "All tables as SQLite",
            "The tables with keys, checks and views.",
            "application/vnd.sqlite3",
            sqlite["bytes"],
            sqlite["hash"],
        )
    )
    parts = ", ".join(f"<{site.url('data/' + path)}#distribution>" for path, *_ in files)
    words = ", ".join(_text(word) for word in told["keywords"])
    kinds = sorted({(form, media) for _, _, _, kind, _, _ in files for form, media in [_TYPES[kind]]})
    head = f"""{_PREFIXES}
<{site.base}#catalogue> a dcat:Catalog ;
  dct:title {_text(told["title"])} ;
  dct:description {_text(told["description"])} ;
  dct:publisher <{site.base}#publisher> ;
  dct:language <{_AUTHORITY}/language/ENG> ;
  dct:license <{licence}> ;
  dct:modified "{day}"^^xsd:date ;
  foaf:homepage <{site.base}> ;
  dcat:dataset <{site.base}#dataset> .

<{site.base}#dataset> a dcat:Dataset ;
  dct:title {_text(told["title"])} ;
  dct:description {_text(told["description"])} ;
  dct:identifier {json.dumps(told["name"])} ;
  dcat:version "{site.record.version}" ;
  dct:issued "{day}"^^xsd:date ;
  dct:modified "{day}"^^xsd:date ;
  dct:publisher <{site.base}#publisher> ;
  dcat:contactPoint <{site.base}#contact> ;
  dct:language <{_AUTHORITY}/language/ENG> ;
  dct:accessRights <{_AUTHORITY}/access-right/PUBLIC> ;
  dct:temporal [ a dct:PeriodOfTime ; dcat:startDate "2018-01-01"^^xsd:date ] ;
  dcat:keyword {words} ;
  dcat:landingPage <{site.base}> ;
  dcat:distribution {parts} .

<{site.base}#publisher> a foaf:Agent ;
  foaf:name {_text(told["contributors"][0]["title"])} .

<{site.base}#contact> a vcard:Kind ;
  vcard:fn {json.dumps(told["contributors"][0]["title"])} ;
  vcard:hasURL <{site.base}> .

<{site.base}> a foaf:Document .
<{licence}> a dct:LicenseDocument .
<{_AUTHORITY}/language/ENG> a dct:LinguisticSystem .
<{_AUTHORITY}/access-right/PUBLIC> a dct:RightsStatement .
spdx:checksumAlgorithm_sha256 a spdx:ChecksumAlgorithm .
"""
    terms = "".join(f"<{form}> a dct:MediaTypeOrExtent .\n<{media}> a dct:MediaType .\n" for form, media in kinds)
    return head + terms + "".join(_distribution(site, *file) for file in files)
