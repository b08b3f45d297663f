"""Scenario files as people would write them: short values in one line, long ones an item a line."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from riskpool.setting import to_yaml

_WIDTH = 120


def write_yaml(tree: Mapping[str, Any]) -> str:
    """The text of a plain tree of maps, lists, numbers and text."""
    lines: list[str] = []
    for key, value in tree.items():
        lines += _entry(f"{to_yaml(str(key))}:", value, 0)
    return "\n".join(lines) + "\n"


def _entry(head: str, value: Any, indent: int) -> list[str]:
    """The lines of `head value`, where head is a key with its colon or the dash of an item."""
    start = " " * indent + head
    if not isinstance(value, (Mapping, list)) or not value:
        return [f"{start} {to_yaml(value)}"]
    if _leaves(value, _WIDTH) <= _WIDTH:  # each has a character or more: else the value need not be written to be too long
        short = to_yaml(value)
        if len(start) + 1 + len(short) <= _WIDTH:
            return [f"{start} {short}"]
    if isinstance(value, Mapping):
        inner = [line for key, each in value.items() for line in _entry(f"{to_yaml(str(key))}:", each, indent + 2)]
    else:
        inner = [line for each in value for line in _entry("-", each, indent + 2)]
    if head == "-":  # the first entry of a map or list stands behind the dash of the item that it is
        return [f"{start} {inner[0].lstrip()}", *inner[1:]]
    return [start, *inner]


def _leaves(value: Any, most: int) -> int:
    """How many numbers and texts there are in a value; counted no further than beyond `most`."""
    if not isinstance(value, (Mapping, list)):
        return 1
    found = 0
    for each in value.values() if isinstance(value, Mapping) else value:
        found += _leaves(each, most - found)
        if found > most:
            break
    return found
