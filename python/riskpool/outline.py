"""What a scenario's text says of members and treaties, read for pictures: the engine has checked it already.

Only what is written as plain numbers is read. A number given as a distribution, by a ratio or in a table of its own is
left out, and what needs it is not drawn.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

_SUFFIXES = {"万亿": 1e12, "亿": 1e8, "万": 1e4, "tn": 1e12, "bn": 1e9, "m": 1e6, "k": 1e3, "%": 1e-2, "‰": 1e-3}
_NUMBER = re.compile(r"([+-]?[\d.][\d.eE+-]*)\s*(万亿|亿|万|tn|bn|m|k|%|‰)?")
_STEP = re.compile(r"([^.\[\]]+)|\[(\d+)\]")

# What one limit of a layer is counted by.
_BASES = {
    "per_risk_xl": "risk", "cat_xl": "event", "nth_event_xl": "event", "drop_down": "event", "top_and_drop": "event",
    "aggregate_xl": "year", "stop_loss": "year", "cat_bond": "event", "back_up": "event", "umbrella": "event",
}  # fmt: skip


class Layer(NamedTuple):
    """A layer of a tower, for 100 %."""

    buyer: str
    name: str
    kind: str
    basis: str  # risk, event or year: what its limit is counted by
    tier: int
    attachment: float
    limit: float
    parts: dict[str, float]  # who takes which part of 100 %; empty if the scenario only says how much is placed


class Outline:
    """The tree of a scenario's text with its settings."""

    def __init__(self, text: str, settings: list[str]) -> None:
        tree = yaml.safe_load(text)
        self.tree: dict[str, Any] = tree if isinstance(tree, dict) else {}
        for setting in settings:
            path, _, value = setting.partition("=")
            _put(self.tree, path, yaml.safe_load(value))

    def capital(self) -> dict[str, float]:
        """Capital and reserves of the members that state both as numbers."""
        found = {}
        for member in _dicts(self.tree.get("members")):
            own = number(member.get("capital")) + number(member.get("reserves", 0))
            if math.isfinite(own) and own > 0:
                found[str(member.get("name"))] = own
        return found

    def layers(self) -> list[Layer]:
        """The layers whose attachment and limit are plain numbers, in the order of the programmes."""
        found = []
        for pool in _dicts(self.tree.get("pools")):
            programme = pool.get("programme")
            for tier, treaties in enumerate(programme if isinstance(programme, list) else []):
                for kind, terms in _kinds(treaties):
                    layer = _layer(str(pool.get("name")), tier, kind, terms)
                    if layer is not None:
                        found.append(layer)
        return found

    def sources(self) -> list[str]:
        """The kinds of the sources, in their order."""
        return [kind for kind, _ in _kinds(self.tree.get("sources"))]

    def tables(self) -> list[str]:
        """The files that the scenario names."""
        return sorted({file for file in _files(self.tree)})


def number(value: Any) -> float:
    """A number as a scenario writes it, with or without its provenance; NaN if it is none."""
    if isinstance(value, dict):
        value = value.get("value") if "value" in value else None
    if isinstance(value, bool) or value is None:
        return math.nan
    if isinstance(value, (int, float)):
        return float(value)
    text = str(value).strip()
    if text in (".inf", "+.inf"):
        return math.inf
    match = _NUMBER.fullmatch(text)
    try:
        return float(match[1]) * _SUFFIXES.get(match[2] or "", 1.0) if match else math.nan
    except ValueError:
        return math.nan


def _layer(buyer: str, tier: int, kind: str, terms: dict[str, Any]) -> Layer | None:
    attachment, limit = number(terms.get("attachment")), number(terms.get("limit"))
    if kind not in _BASES or not (math.isfinite(attachment) and math.isfinite(limit)):
        return None
    parts: dict[str, float] = {}
    for line in _dicts(terms.get("lines")):
        share = number(line.get("share"))
        if math.isfinite(share):
            who = str(line.get("reinsurer"))
            parts[who] = parts.get(who, 0.0) + share
    return Layer(buyer, str(terms.get("name", kind)), kind, _BASES[kind], tier, attachment, limit, parts)


def _dicts(value: Any) -> Iterator[dict[str, Any]]:
    return (each for each in value if isinstance(each, dict)) if isinstance(value, list) else iter(())


def _kinds(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The items `kind: {fields}` of a list."""
    for item in _dicts(value):
        for kind, fields in item.items():
            yield str(kind), fields if isinstance(fields, dict) else {}


def _files(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key == "file" and isinstance(each, str):
                yield each
            else:
                yield from _files(each)
    elif isinstance(value, list):
        for each in value:
            yield from _files(each)


def _put(tree: Any, path: str, value: Any) -> None:
    """Sets the value at a path such as pools[0].reserve_fund.cap; does nothing where the tree has no such place."""
    steps = [int(index) if index else name for name, index in _STEP.findall(path)]
    for here, step in enumerate(steps):
        last = here == len(steps) - 1
        if isinstance(step, int):
            if not isinstance(tree, list) or step >= len(tree):
                return
        elif not isinstance(tree, dict):
            return
        elif not last:
            tree.setdefault(step, {})
        if last:
            tree[step] = value
        else:
            tree = tree[step]
