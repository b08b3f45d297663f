"""The path grammar of messages, settings and sweeps: pools[0].programme[1][0].cat_xl.limit."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from typing import Any

from riskpool.kind import Kind

_STEP = re.compile(r"\.?([A-Za-z_][A-Za-z0-9_]*)|\[(\d+)\]")


def steps_of(path: str) -> list[str | int]:
    """The keys and indices of a path. Raises KeyError if it is none."""
    steps: list[str | int] = []
    at = 0
    while at < len(path):
        found = _STEP.match(path, at)
        if not found or (found[1] and bool(steps) != path[at].startswith(".")):
            raise KeyError(f"{path!r} is not a path such as pools[0].programme[1][0].cat_xl.limit")
        steps.append(found[1] or int(found[2]))
        at = found.end()
    return steps


def find(root: Any, path: str) -> Any:
    """The value at a path, from the root of a scenario or of one of its parts."""
    value = root
    way = ""
    for step in steps_of(path):
        value = _go(value, step, way or "the scenario", path)
        way += f"[{step}]" if isinstance(step, int) else f".{step}" if way else step
    return value


def _go(value: Any, step: str | int, way: str, path: str) -> Any:
    if isinstance(step, int):
        if isinstance(value, tuple) and step < len(value):
            return value[step]
        held = f"has {len(value)} items" if isinstance(value, tuple) else "is no list"
        raise KeyError(f"{path}: {way} {held}")
    if isinstance(value, Kind):
        if value._in_family and step == value._kind:
            return value  # the path names the kind of a family before its fields
        known = list(value._values)
        if step in known:
            return value._values[step]
    elif isinstance(value, Mapping):
        known = list(value)
        if step in known:
            return value[step]
    else:
        known = []
    near = difflib.get_close_matches(step, known, 1)
    raise KeyError(f'{path}: {way} has no "{step}"' + (f'; did you mean "{near[0]}"?' if near else ""))


def flatten(tree: Any, path: str = "") -> dict[str, Any]:
    """The numbers and texts of a plain tree by their paths."""
    if isinstance(tree, Mapping) and tree:
        items = [(f"{path}.{key}" if path else str(key), value) for key, value in tree.items()]
    elif isinstance(tree, (list, tuple)) and tree:
        items = [(f"{path}[{k}]", value) for k, value in enumerate(tree)]
    else:
        return {path: tree}
    return {place: value for at, inner in items for place, value in flatten(inner, at).items()}
