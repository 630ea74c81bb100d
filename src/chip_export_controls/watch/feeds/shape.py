"""Turns bytes into JSON or XML of the shape that a feed is known to have, or says what is not so."""

import json
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree

Node = ElementTree.Element


class UnknownShape(ValueError):
    """The answer is not what this feed has given so far; the message says what is missing."""


def as_json(data: bytes) -> Any:
    """The JSON of an answer."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        begin = data[:40].decode("utf-8", errors="replace").strip()
        raise UnknownShape(f"not JSON: it begins `{begin}`" if begin else "the answer is empty") from error


def as_xml(data: bytes) -> Node:
    """The root element of an answer; a document type is refused, since entities can be made to grow without end."""
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise UnknownShape("XML with a document type")
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise UnknownShape(f"not XML: {error}" if data.strip() else "the answer is empty") from error


def member(value: Any, name: str, kind: type, where: str = "the answer") -> Any:
    """A member of a JSON object, of the kind that it has always had."""
    if not isinstance(value, Mapping):
        raise UnknownShape(f"{where} is no object")
    if name not in value:
        raise UnknownShape(f"{where} has no `{name}`; it has {', '.join(sorted(map(str, value))[:12]) or 'nothing'}")
    if not isinstance(value[name], kind):
        raise UnknownShape(f"`{name}` of {where} is not of the kind {kind.__name__}")
    return value[name]


def word(value: Any, name: str, where: str = "an entry") -> str:
    """A member that is a text with at least one character."""
    text: str = member(value, name, str, where).strip()
    if not text:
        raise UnknownShape(f"`{name}` of {where} is empty")
    return text


def below(node: Node, name: str) -> Node:
    """The one descendant of a name, whatever its namespace."""
    found = next(named(node, name), None)
    if found is None:
        raise UnknownShape(f"<{local(node)}> has no <{name}>")
    return found


def named(node: Node, name: str) -> Iterator[Node]:
    """The descendants of a name, whatever their namespace."""
    return (child for child in node.iter() if local(child) == name)


def local(node: Node) -> str:
    """The name of an element without its namespace."""
    return str(node.tag).rpartition("}")[2]


def written(node: Node, name: str) -> str:
    """The text of the one descendant of a name."""
    text = "".join(below(node, name).itertext()).strip()
    if not text:
        raise UnknownShape(f"<{name}> of <{local(node)}> is empty")
    return text
