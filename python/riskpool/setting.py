"""Python values as the text of `path=value` settings, so that Python and the command line set alike."""

from __future__ import annotations

import json
import math
import numbers
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

# What YAML reads as one scalar without quotation marks, inside brackets too: words and numbers such as 30%, 1.2bn,
# 7.4亿. Quoted text is never a number, so quotation marks are for what needs them alone.
_PLAIN = re.compile(r"[+-]?\.?\w[\w.+\-%‰/()]*(?: [\w.+\-%‰/()]+)*")
_NULLS = {"null", "Null", "NULL"}


def to_yaml(value: Any) -> str:
    """The YAML text of a Python value, in one line.

    Numbers (numpy's too), str, bool, None, kinds, and lists, tuples, arrays and mappings of these. A str is one scalar, as a
    file would write it: `"30%"` and `"4bn"` are numbers where the field is one. Raises TypeError for other types and
    ValueError for NaN, which no field takes.
    """
    exact = type(value)  # most of a large table is one of these
    if exact is float:
        return _number(value)
    if exact is int:
        return str(value)
    if exact is str:
        return _text(value)
    if exact is dict:
        return "{" + ", ".join([f"{_text(_key(key))}: {to_yaml(each)}" for key, each in value.items()]) + "}"
    if hasattr(value, "__riskpool_tree__"):
        return to_yaml(value.__riskpool_tree__())
    if value is None:
        return "null"
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):
        return "true" if value else "false"
    if isinstance(value, numbers.Integral):
        return str(int(value))
    if isinstance(value, numbers.Real):
        return _number(float(value))
    if isinstance(value, Mapping):
        entries = (f"{_text(_key(key))}: {to_yaml(each)}" for key, each in value.items())
        return "{" + ", ".join(entries) + "}"
    if hasattr(value, "tolist"):
        return to_yaml(value.tolist())
    if isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray)):
        return "[" + ", ".join(map(to_yaml, value)) + "]"
    raise TypeError(f"a scenario holds numbers, text, lists and maps, and no {type(value).__name__}")


def to_settings(settings: Mapping[str, Any]) -> list[str]:
    """`path=value` for each entry, in their order."""
    for path in settings:
        if not isinstance(path, str) or "=" in path:
            raise ValueError(f"{path!r} is not a path such as pools[0].reserve_fund.cap")
    return [f"{path}={to_yaml(value)}" for path, value in settings.items()]


def _number(value: float) -> str:
    if math.isnan(value):
        raise ValueError("NaN is not a value that a scenario can hold")
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    return repr(value)


@lru_cache(maxsize=4096)
def _text(text: str) -> str:
    plain = _PLAIN.fullmatch(text) and text not in _NULLS
    return text if plain else json.dumps(text, ensure_ascii=False)


def _key(key: Any) -> str:
    if not isinstance(key, str):
        raise TypeError(f"the names of a map are text, and {key!r} is none")
    return key
