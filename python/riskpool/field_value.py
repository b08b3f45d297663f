"""What fields hold: numbers with their provenance, and the conversion of what a person gives or a file says."""

from __future__ import annotations

import numbers
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from riskpool import _ext
from riskpool.description import Shape

if TYPE_CHECKING:
    from riskpool.kind import Kind
    from typing_extensions import Self


class Sourced(float):
    """A number that says where it comes from.

    source: solidity code P primary, S secondary, T weak, D derived, R recalled, J judgement. It counts and compares as
    the number; a scenario written from it keeps the provenance.
    """

    source: str
    note: str

    def __new__(cls, value: float | str, source: str = "", note: str = "") -> Self:
        number = super().__new__(cls, value)
        number.source = source
        number.note = note
        return number

    def __repr__(self) -> str:
        words = [float.__repr__(self), *(f"{k}={v!r}" for k, v in self._provenance().items())]
        return f"Sourced({', '.join(words)})"

    def __reduce__(self) -> tuple[type[Self], tuple[float, str, str]]:
        return type(self), (float(self), self.source, self.note)

    def _provenance(self) -> dict[str, str]:
        return {k: v for k, v in (("source", self.source), ("note", self.note)) if v}

    def __riskpool_tree__(self) -> dict[str, Any]:
        return {"value": float(self), **self._provenance()}


CLASSES: dict[int, type[Kind]] = {}
"""The class of each type, by its position among the descriptions."""
BELIEFS: list[int] = []
"""The positions of the kinds of beliefs, any of which may stand for a number."""
SOURCES: list[int] = []
"""The positions of the kinds of sources, any of which may stand within another."""


def value_of(shape: Shape, value: Any) -> Any:
    """A value as a field of this shape keeps it. What it cannot read stays as it is, for the engine to refuse."""
    match shape.form:
        case "number" | "integer":
            return _number(shape, value)
        case "list":
            return _list(shape, value)
        case "record":
            cls = CLASSES[shape.types[0]]
            if hasattr(value, "_description") and not isinstance(value, cls):
                raise TypeError(f"{cls.__qualname__} is asked for, and not {type(value).__qualname__}")
            return cls._trusted(value) if isinstance(value, Mapping) else value
        case "family":
            return _family(shape.types, value)
        case "belief":
            return _family(BELIEFS, value)
        case "source":
            return _family(SOURCES, value)
        case "truth":
            return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
        case _:
            return value


def _number(shape: Shape, value: Any) -> Any:
    if type(value) in (int, float) and shape.form == "number":
        return float(value)
    if type(value) is int:
        return value
    if isinstance(value, Mapping) and "value" in value:
        number = _number(shape, value["value"])
        if isinstance(number, (int, float)) and set(value) <= {"value", "source", "note"}:
            return Sourced(number, str(value.get("source", "")), str(value.get("note", "")))
        return dict(value)
    if isinstance(value, Mapping):
        return _family(BELIEFS, value)  # what is believed of a number that nobody knows
    if isinstance(value, Sourced) or isinstance(value, bool):
        return value
    if isinstance(value, str):
        # a belief is written in the unit of the number that it is about
        units = ("money", "fraction") if shape.unit == "unit of the number" else (shape.unit,)
        read = (_ext.read_number(value, unit) for unit in units)
        value = next((number for number, problem, _ in read if not problem), value)
    if isinstance(value, numbers.Integral):
        return int(value) if shape.form == "integer" else float(value)
    if isinstance(value, numbers.Real):
        number = float(value)
        return int(number) if shape.form == "integer" and number.is_integer() else number
    return value


def _list(shape: Shape, value: Any) -> Any:
    item = shape.item
    assert item is not None
    if isinstance(value, Mapping) and shape.file_allowed:
        return dict(value)
    if hasattr(value, "columns") and hasattr(value, "to_dict"):  # a DataFrame of records, a row each
        rows = value.to_dict("records")
        value = [{k: v for k, v in row.items() if v is not None and v == v} for row in rows]  # NaN: left out
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, (str, bytes, Mapping)) or not hasattr(value, "__iter__"):
        return value
    return tuple(value_of(item, each) for each in value)


def _family(types: Sequence[int], value: Any) -> Any:
    if isinstance(value, str):
        value = {value: {}}
    if isinstance(value, Mapping) and len(value) == 1:
        ((kind, fields),) = value.items()
        for each in types:
            cls = CLASSES[each]
            if cls._kind == kind and (fields is None or isinstance(fields, Mapping)):
                return cls._trusted(fields or {})
    return value


def default_of(shape: Shape, text: str) -> Any:
    """What a field holds that is not given."""
    match shape.form:
        case "list":
            item = shape.item
            assert item is not None
            if text:
                return tuple(value_of(item, each) for each in text.split(", "))
            return () if item.form in ("record", "family", "list") else None
        case "number" | "integer" | "truth":
            return value_of(shape, text) if text else None
        case _:
            return text or None


def plain(value: Any) -> Any:
    """Maps, lists, numbers and text: what a file holds."""
    exact = type(value)  # most of a large table is one of these
    if exact is str or exact is int:
        return value
    if exact is float:
        return int(value) if value.is_integer() and abs(value) < 1e15 else value
    if hasattr(value, "__riskpool_tree__"):
        return plain(value.__riskpool_tree__())
    if isinstance(value, Mapping):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, (tuple, list)):
        return [plain(each) for each in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return int(value)
    return value


def without_provenance(value: Any) -> Any:
    if isinstance(value, Mapping):
        if "value" in value and set(value) <= {"value", "source", "note"}:
            return value["value"]
        return {key: without_provenance(each) for key, each in value.items()}
    if isinstance(value, list):
        return [without_provenance(each) for each in value]
    return value


def same(a: Any, b: Any) -> bool:
    if isinstance(a, tuple) and isinstance(b, tuple):
        return len(a) == len(b) and all(map(same, a, b))
    return type(a is None) is type(b is None) and bool(a == b)
