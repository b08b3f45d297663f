"""The text of a scenario, changed at single places: comments, order and layout of all the rest stay as people wrote
them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import yaml

# The longer suffix stands first where one ends in the other, as in the engine's reader.
_SUFFIXES = {"万亿": 12, "亿": 8, "万": 4, "tn": 12, "bn": 9, "m": 6, "k": 3, "%": -2, "‰": -3}
_NUMBER = re.compile(r"([+-]?[\d.][\d.eE+-]*)\s*(万亿|亿|万|tn|bn|m|k|%|‰)?")
_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]")
_PROVENANCE = ("source", "note")


class NoUpdate(ValueError):
    """A number that data cannot move here: it is a belief of a kind without a conjugate update, or no number at all."""


def number_of(text: str) -> float:
    """The value of a number as scenario files write it: `0.3%`, `1.2bn`, `7.4亿`. ValueError if it is none."""
    found = _NUMBER.fullmatch(text.strip())
    if not found:
        raise ValueError(f'"{text}" is not a number')
    digits, suffix = found.groups()
    if not suffix:
        return float(digits)
    mantissa, _, exponent = digits.lower().partition("e")
    return float(f"{mantissa}e{int(exponent or 0) + _SUFFIXES[suffix]}")


def number_like(text: str, value: float, digits: int = 6) -> str:
    """`value` with the suffix that `text` has, in so many significant digits."""
    found = _NUMBER.fullmatch(text.strip())
    suffix = (found[2] if found else None) or ""
    return f"{value / 10.0 ** _SUFFIXES.get(suffix, 0):.{digits}g}{suffix}"


@dataclass(frozen=True)
class Number:
    """A number of a scenario: a plain one, or what is believed of it."""

    path: str
    """Where it stands; of a named belief, where that is defined."""
    text: str
    """As written, without provenance; empty for a belief."""
    belief: tuple[str, dict[str, list[str]]] | None
    """Kind and parameters as written, a list of one for a single number; or None."""
    source: str
    """Solidity code, or empty."""
    law: str = ""
    """Of a belief: itself, with plain numbers, as the engine reads it."""

    @property
    def value(self) -> float:
        """Of a plain number. NoUpdate for a belief."""
        if self.belief is not None:
            raise NoUpdate(f"{self.path} is no plain number, but a belief: {self.belief[0]}")
        return number_of(self.text)


class ScenarioText:
    """A scenario file as text with its structure. Paths are those of messages and of `--set`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._edits: dict[str, tuple[int, int, str]] = {}
        try:
            self._root = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            raise ValueError(f"not a YAML file: {error}") from error
        if not isinstance(self._root, yaml.MappingNode):
            raise ValueError("a scenario is a map of fields")

    def find(self, path: str) -> yaml.Node | None:
        """The node at a path; None if there is none."""
        node: yaml.Node | None = self._root
        at = 0
        while at < len(path):
            step = _STEP.match(path, at)
            if not step:
                raise ValueError(f"{path!r} is no path such as sources[0].collective_risk.frequency.poisson.mean")
            at = step.end()
            if step[2] is not None:
                items = node.value if isinstance(node, yaml.SequenceNode) else []
                node = items[int(step[2])] if int(step[2]) < len(items) else None
            else:
                node = entry(node, step[1])
            if node is None:
                return None
        return node

    def number(self, path: str) -> Number:
        """The number at a path, with its provenance. NoUpdate, a ValueError, if there is no number or
        belief."""
        node = self.find(path)
        if node is None:
            raise ValueError(f"{path} is not in the file")
        if isinstance(node, yaml.ScalarNode):
            number_of(node.value)
            return Number(path, node.value, None, "")
        code = entry(node, "source")
        source = code.value if isinstance(code, yaml.ScalarNode) else ""
        value = entry(node, "value")
        if value is not None:
            if not isinstance(value, yaml.ScalarNode):
                raise NoUpdate(f"{path} holds no number")
            number_of(value.value)
            return Number(path, value.value, None, source)
        kinds = [(k, v) for k, v in entries(node) if k not in _PROVENANCE]
        if len(kinds) != 1:
            raise NoUpdate(f"{path} holds no number")
        kind, parameters = kinds[0]
        if kind == "belief" and isinstance(parameters, yaml.ScalarNode):
            return self.number(f"beliefs.{parameters.value}")
        written = {}
        for key, each in entries(parameters):
            texts = [plain(one) for one in (each.value if isinstance(each, yaml.SequenceNode) else [each])]
            if None not in texts:
                written[key] = [text for text in texts if text is not None]
        return Number(path, "", (kind, written), source, f"{{{kind}: {flow(parameters)}}}")

    def plain(self, path: str) -> str | None:
        """The text of a scalar at a path, or of the value of a number with provenance; None of anything else."""
        return plain(self.find(path))

    def replace(self, path: str, value: str, source: str, note: str) -> None:
        """Puts a number (`0.25%`) or a belief (`gamma: {shape: 2, rate: 10}`) at a path, with its provenance.

        What was there, its own provenance and any comments within it, goes. ValueError if the path is not in the file.
        """
        node = self.find(path)
        if node is None:
            raise ValueError(f"{path} is not in the file")
        body = value if ":" in value else f"value: {value}"
        text = f"{{{body}, source: {source}, note: {json.dumps(note, ensure_ascii=False)}}}"
        self._edits[path] = (node.start_mark.index, end_of(node), text)

    def edited(self) -> str:
        """The text with all replacements."""
        text = self.text
        for start, end, anew in sorted(self._edits.values(), reverse=True):
            text = text[:start] + anew + text[end:]
        return text


def entries(node: yaml.Node | None) -> list[tuple[str, yaml.Node]]:
    """Keys and values of a map, in order; none of anything else."""
    if not isinstance(node, yaml.MappingNode):
        return []
    return [(str(key.value), value) for key, value in node.value]


def entry(node: yaml.Node | None, key: str) -> yaml.Node | None:
    """The value of a key of a map; None if there is none."""
    return next((value for name, value in entries(node) if name == key), None)


def plain(node: yaml.Node | None) -> str | None:
    """The text of a scalar, or of the `value` of a number with provenance; None of anything else."""
    if isinstance(node, yaml.ScalarNode):
        return str(node.value)
    value = entry(node, "value")
    return str(value.value) if isinstance(value, yaml.ScalarNode) else None


def flow(node: yaml.Node | None) -> str:
    """A node in one line, its numbers plain and without provenance."""
    if isinstance(node, yaml.SequenceNode):
        return f"[{', '.join(map(flow, node.value))}]"
    if isinstance(node, yaml.MappingNode):
        value = entry(node, "value")
        if value is not None and {key for key, _ in entries(node)} <= {"value", *_PROVENANCE}:
            return flow(value)
        return f"{{{', '.join(f'{key}: {flow(each)}' for key, each in entries(node) if key not in _PROVENANCE)}}}"
    text = "" if node is None else str(node.value)
    if text in ("true", "false", ".inf", "-.inf") and isinstance(node, yaml.ScalarNode) and node.style is None:
        return text
    try:
        return repr(number_of(text)) if isinstance(node, yaml.ScalarNode) and node.style is None else json.dumps(text)
    except ValueError:
        return json.dumps(text, ensure_ascii=False)


def end_of(node: yaml.Node) -> int:
    """Where the text of a node ends. A block ends with its last scalar: its own mark lies behind comments that
    follow."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return end_of(last[1] if isinstance(last, tuple) else last)
    return int(node.end_mark.index)
