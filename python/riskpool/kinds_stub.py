"""Writes kinds.pyi, what type checkers and editors know of the kinds: `python -m riskpool.kinds_stub` after fields have
changed. A test keeps it in step with the engine's descriptions."""

from __future__ import annotations

import textwrap
from pathlib import Path

from riskpool.description import Field, Shape
from riskpool.field_value import CLASSES
from riskpool.kind import Kind
from riskpool.kinds import DESCRIPTIONS, NAMESPACES, TOP, alone  # type: ignore[attr-defined]

PATH = Path(__file__).resolve().with_name("kinds.pyi")

_HEAD = '''"""Made by `python -m riskpool.kinds_stub` from the engine's descriptions; do not edit."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal, TypeAlias

from riskpool.contract import Treaty
from riskpool.kind import Kind as Kind
from riskpool.law import Frequency, Severity
from riskpool.pool_parts import Fund, ShareRule

Number: TypeAlias = float | str | Mapping[str, Any] | Kind
Map: TypeAlias = Mapping[str, Any]
'''


def stub() -> str:
    """The text that kinds.pyi must have."""
    parts = [_HEAD]
    for cls in (CLASSES[k] for k in range(1, len(CLASSES))):
        if not alone(cls):
            parts.append(_class(cls, cls.__name__))
    for family in DESCRIPTIONS.families:
        inner = []
        for position in family.types:
            cls = CLASSES[position]
            inner.append(_class(cls, cls.__name__) if alone(cls) else f"{cls.__name__} = {cls.__name__}\n")
        parts.append(f"class {family.name}:\n" + textwrap.indent("\n".join(inner), "    "))
    names = ["Kind", *TOP, *NAMESPACES]
    parts.append("__all__ = [\n" + "".join(f'    "{name}",\n' for name in names) + "]\n")
    return "\n".join(parts)


def _class(cls: type[Kind], name: str) -> str:
    fields = cls._description.fields
    lines = [f"class {name}({cls.__base__.__name__ if cls.__base__ else 'Kind'}):"]
    about = cls._description.about.replace('"', "'")
    lines.append(f'    """{about}"""')
    lines += [f"    {field.argument}: Final[{_held(field)}]" for field in fields]
    own = ["self", *(["*"] if fields else []), *(_argument(field) for field in fields)]
    lines.append("    def __init__(\n        " + ",\n        ".join(own) + ",\n    ) -> None: ...")
    return "\n".join(lines) + "\n"


def _argument(field: Field) -> str:
    taken = _taken(field.shape)
    return f"{field.argument}: {taken}" if field.required else f"{field.argument}: {taken} | None = None"


def _taken(shape: Shape) -> str:
    match shape.form:
        case "number":
            return "Number"
        case "integer":
            return "int | str | Map"
        case "text":
            return "str"
        case "truth":
            return "bool"
        case "choice":
            return f"Literal[{', '.join(map(repr, shape.choices))}]"
        case "record":
            return f"{CLASSES[shape.types[0]].__qualname__} | Map"
        case "family":
            return f"{_base(shape)} | Map | str"
        case "belief" | "source":
            return "Kind | Map"
        case "other":  # a map from names of one's own
            return "Map"
        case _:
            assert shape.item is not None
            return f"Iterable[{_taken(shape.item)}]" + (" | Map" if shape.file_allowed else "")


def _held(field: Field) -> str:
    held = _value(field.shape)
    has_default = field.shape.form == "list" and _kinds_within(field.shape)
    return held if field.required or field.default or has_default else f"{held} | None"


def _value(shape: Shape) -> str:
    match shape.form:
        case "number":
            return "float"
        case "integer":
            return "int"
        case "text" | "choice":
            return "str"
        case "truth":
            return "bool"
        case "record":
            return CLASSES[shape.types[0]].__qualname__
        case "belief" | "source":
            return "Any"
        case "family":
            return _base(shape) if _base(shape) != "Kind" else "Any"
        case "other":
            return "Any"
        case _:
            assert shape.item is not None
            return f"tuple[{_value(shape.item)}, ...]"


def _kinds_within(shape: Shape) -> bool:
    return shape.item is not None and shape.item.form in ("record", "family", "list")


def _base(shape: Shape) -> str:
    base = CLASSES[shape.types[0]].__base__ if shape.types else Kind
    return base.__name__ if base else "Kind"


if __name__ == "__main__":
    PATH.write_text(stub(), encoding="utf-8")
