"""What a call is asked with, checked in the words of the caller."""

from __future__ import annotations

import difflib
import math
import numbers
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn

MOST_TRIALS = 2**53  # more could not be told apart in a float
MOST_SEED = 2**64 - 1


def whole(name: str, value: Any, least: int, most: int) -> int:
    """A whole number; `1e5` is one. TypeError for what is no number, ValueError for one out of range."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        raise TypeError(f"{name} is a whole number, and no {type(value).__name__}")
    number = int(float(value)) if math.isfinite(value) and not isinstance(value, numbers.Integral) else value
    if number != value or not isinstance(number, numbers.Integral):
        raise ValueError(f"{name} is a whole number, and {value} is none")
    number = int(number)
    if not least <= number <= most:
        raise ValueError(f"{name} must lie between {least} and {most}, and is {number}")
    return number


def mapping(call: str, value: Any, what: str) -> Mapping[str, Any]:
    """A map such as `what`."""
    if not isinstance(value, Mapping):
        raise TypeError(f"{call} takes a map such as {what}, and no {type(value).__name__}")
    return value


def unknown_name(module: str, names: Sequence[str]) -> Callable[[str], NoReturn]:
    """The `__getattr__` of a module that suggests one of its names."""

    def refuse(name: str) -> NoReturn:
        near = [] if name.startswith("_") else difflib.get_close_matches(name, names, 1, 0.7)
        hint = f"; did you mean {near[0]}?" if near else ""
        raise AttributeError(f"module {module!r} has no attribute {name!r}{hint}", name=name)

    return refuse
