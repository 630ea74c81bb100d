"""Turns the tables into Croissant, by which machine-learning tools find and load them.

There are no `references` between tables: with them the format's reader loses rows.
"""

from collections.abc import Sequence
from typing import Any

from .context import Site

_CR = "http://mlcommons.org/croissant/"
CONTEXT: dict[str, Any] = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": _CR,
    "rai": f"{_CR}RAI/",
    "dct": "http://purl.org/dc/terms/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "equivalentProperty": "cr:equivalentProperty",
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {"integer": "sc:Integer", "number": "sc:Float", "boolean": "sc:Boolean", "string": "sc:Text"}


def _field(name: str, field: dict[str, Any]) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{name}/{field['name']}",
        "name": field["name"],
        "description": field.get("description", ""),
        "dataType": _TYPES.get(field.get("type", "string"), "sc:Text"),
        "source": {"fileObject": {"@id": f"{name}.csv"}, "extract": {"column": field["name"]}},
    }


def metadata(site: Site, resources: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The whole description: a file and a record set for each table that has rows."""
    told = site.record.descriptor
    held = [r for r in resources if r["rowCount"]]
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": f"{_CR}1.0",
        "name": told["name"],
        "description": told["description"],
        "url": site.base,
        "license": told["licenses"][0]["path"],
        "version": site.record.version,
        "datePublished": site.record.day,
        "keywords": told["keywords"],
        "creator": {"@type": "sc:Organization", "name": told["contributors"][0]["title"]},
        "citeAs": site.citation(told["title"], ""),
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": r["path"],
                "name": r["path"],
                "description": r["description"],
                "contentUrl": r["path"],
                "contentSize": f"{r['bytes']} B",
                "encodingFormat": "text/csv",
                "sha256": r["hash"].removeprefix("sha256:"),
            }
            for r in held
        ],
        "recordSet": [
            {
                "@type": "cr:RecordSet",
                "@id": r["name"],
                "name": r["name"],
                "description": r["description"],
                "key": [{"@id": f"{r['name']}/{column}"} for column in r["schema"]["primaryKey"]],
                "field": [_field(r["name"], field) for field in r["schema"]["fields"]],
            }
            for r in held
        ],
    }
