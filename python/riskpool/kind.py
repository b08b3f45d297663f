"""Values of described kinds: immutable, compared by what they hold, checked by the engine when they are made."""

from __future__ import annotations

import difflib
import inspect
import keyword
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from riskpool import _ext
from riskpool.description import Description, Shape
from riskpool.diagnostic import Diagnostic, ScenarioError
from riskpool.field_value import CLASSES, Sourced, default_of, plain, same, value_of, without_provenance
from riskpool.notebook import preformatted
from riskpool.setting import to_yaml
from riskpool.yaml_text import write_yaml

if TYPE_CHECKING:
    from typing_extensions import Self


class Kind:
    """A value of one of the kinds that a scenario is made of.

    Give its fields by name. A value never changes: `replace` gives another one. Numbers may be written as a file writes
    them (`"30%"`, `"1.2bn"`), with their provenance as `Sourced` or `{"value": ..., "source": "J", "note": ...}`; a
    value of a nested kind may be given as a mapping. TypeError for a field that there is not, or that is missing;
    ScenarioError for a value that its field does not take.
    """

    __slots__ = ("_values",)
    _kind: ClassVar[str] = ""  # its name in scenario files
    _description: ClassVar[Description]
    _defaults: ClassVar[dict[str, Any]]  # what each field holds that is not given
    _in_family: ClassVar[bool]
    _place: ClassVar[tuple[str | int, ...]]
    _values: dict[str, Any]

    def __init__(self, *unnamed: Any, **fields: Any) -> None:
        if unnamed:
            fields_ = self._description.fields
            shown = [field for field in fields_ if field.required] or list(fields_)
            names = ", ".join(f"{field.argument}=..." for field in shown[:3])
            raise TypeError(f"{type(self).__qualname__} takes its fields by name: {type(self).__qualname__}({names})")
        values = self._convert(fields)
        object.__setattr__(self, "_values", values)
        check(self)

    @classmethod
    def _convert(cls, fields: Mapping[str, Any]) -> dict[str, Any]:
        known = {field.name: field for field in cls._description.fields}
        fields = {_file_name(name): value for name, value in fields.items()}
        for name in fields:
            if name not in known:
                near = difflib.get_close_matches(name, known, 1)
                hint = f'; did you mean "{near[0]}"?' if near else f": it has {', '.join(known) or 'none'}"
                raise TypeError(f'{cls.__qualname__} has no field "{name}"{hint}')
        missing = [f.name for f in known.values() if f.required and fields.get(f.name) is None]
        if missing:
            raise TypeError(f"{cls.__qualname__} needs {', '.join(missing)}: {known[missing[0]].about}")
        return {
            field.name: cls._defaults[field.name]
            if fields.get(field.name) is None
            else value_of(field.shape, fields[field.name])
            for field in known.values()
        }

    @classmethod
    def _trusted(cls, fields: Mapping[str, Any]) -> Self:
        """The same from a scenario that the engine has read."""
        made = cls.__new__(cls)
        object.__setattr__(made, "_values", cls._convert(fields))
        return made

    def replace(self, **changes: Any) -> Self:
        """The same value with other fields; None takes a field back to its default."""
        return type(self)(**(self._given() | changes))

    __replace__ = replace

    def _given(self) -> dict[str, Any]:
        """The fields that differ from their defaults, or say where they come from."""
        return {
            field.name: self._values[field.name]
            for field in self._description.fields
            if field.required
            or isinstance(self._values[field.name], Sourced)
            or not same(self._values[field.name], self._defaults[field.name])
        }

    def to_dict(self) -> dict[str, Any]:
        """Its fields as plain values, without those at their defaults: what a scenario file says."""
        return {name: plain(value) for name, value in self._given().items()}

    def to_yaml(self) -> str:
        """Its text in a scenario file, in one line."""
        return to_yaml(plain(self))

    def __riskpool_tree__(self) -> dict[str, Any]:
        return {self._kind: self.to_dict()} if self._in_family else self.to_dict()

    def __getattr__(self, name: str) -> Any:
        try:
            return object.__getattribute__(self, "_values")[_file_name(name)]
        except (KeyError, AttributeError):
            near = difflib.get_close_matches(name, [f.name for f in self._description.fields], 1)
            hint = f'; did you mean "{near[0]}"?' if near else ""
            raise AttributeError(f'{type(self).__qualname__} has no field "{name}"{hint}') from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__qualname__} does not change: use replace({name}=...)")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a {type(self).__qualname__} does not change")

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self._values]

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return all(same(value, other._values[name]) for name, value in self._values.items())

    def __hash__(self) -> int:
        return hash((self._kind, to_yaml(without_provenance(plain(self)))))

    def __reduce__(self) -> tuple[Callable[..., Kind], tuple[type[Kind], dict[str, Any]]]:
        return _restore, (type(self), self._given())

    def _repr_html_(self) -> str:
        return preformatted(f"{type(self).__qualname__}\n" + write_yaml(self.to_dict()))

    def __repr__(self) -> str:
        return f"{type(self).__qualname__}({', '.join(_arguments(self))})"


def _file_name(argument: str) -> str:
    return argument[:-1] if argument.endswith("_") and keyword.iskeyword(argument[:-1]) else argument


def _restore(cls: type[Kind], fields: dict[str, Any]) -> Kind:
    value: Kind = cls._trusted(fields)
    return value


def check(value: Kind) -> None:
    """Lets the engine read a value where one of its kind may stand in a scenario. Raises ScenarioError with what it finds
    there."""
    place = type(value)._place
    if not place:
        return
    tree: Any = value.to_dict()
    for step in reversed(place):
        tree = [tree] if isinstance(step, int) else {step: tree}
    path = write_path(place)
    _, found = _ext.check_text(to_yaml(tree), type(value).__qualname__, [], {})
    faults = [Diagnostic(*each) for each in found if _within(each[4], path)]
    start = len(path) - len(value._kind) if type(value)._in_family else len(path)
    faults = [
        Diagnostic(d.level, d.file, 0, 0, d.path[start:].lstrip("."), d.problem, d.hint)
        for d in faults
        if d.level == "error"
    ]
    if faults:
        raise ScenarioError(faults)


def _within(path: str, place: str) -> bool:
    return path == place or (path.startswith(place) and path[len(place)] in ".[")


def write_path(steps: tuple[str | int, ...]) -> str:
    path = ""
    for step in steps:
        path += f"[{step}]" if isinstance(step, int) else f".{step}" if path else step
    return path


def _show(value: Any) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_show, value))}]"
    if isinstance(value, float) and not isinstance(value, Sourced) and abs(value) < 1e15 and value.is_integer():
        return str(int(value)) if abs(value) < 1e6 else f"{value:g}" if float(f"{value:g}") == value else repr(value)
    return repr(value)


def _arguments(value: Kind) -> Iterator[str]:
    given = value._given()
    for field in value._description.fields:
        if field.name in given:
            yield f"{field.argument}={_show(given[field.name])}"


def make_class(
    description: Description, base: type[Kind], module: str, qualname: str, place: tuple[str | int, ...], family: bool
) -> type[Kind]:
    """The class of a described type."""
    defaults = {field.name: default_of(field.shape, field.default) for field in description.fields}
    parameters = [
        inspect.Parameter(
            field.argument,
            inspect.Parameter.KEYWORD_ONLY,
            default=inspect.Parameter.empty if field.required else defaults[field.name],
        )
        for field in description.fields
    ]
    taken = [field.name for field in description.fields if hasattr(base, field.name)]
    if taken:
        raise ImportError(f"{description.kind} has a field {taken[0]}, which is something else of every {base.__name__}")
    return type(
        description.class_name,
        (base,),
        {
            "__slots__": (),
            "__module__": module,
            "__qualname__": qualname,
            "__signature__": inspect.Signature(parameters),
            "_kind": description.kind,
            "_description": description,
            "_defaults": defaults,
            "_in_family": family,
            "_place": place,
        },
    )


def document(description: Description) -> str:
    """The docstring of a kind: what it is, and each field with unit, bounds, default and meaning."""
    lines = [description.about, ""]
    for field in description.fields:
        default = ", required" if field.required else f", default {field.default}" if field.default else ""
        lines.append(f"{field.argument}: {_values_of(field.shape)}{default}. {field.about}")
    return "\n".join(lines).rstrip()


def _values_of(shape: Shape) -> str:
    match shape.form:
        case "number":
            return f"{shape.unit}, {shape.bound}"
        case "integer":
            return f"whole number, {shape.bound}"
        case "text":
            return "text"
        case "truth":
            return "True or False"
        case "choice":
            return "one of " + ", ".join(shape.choices)
        case "record":
            return CLASSES[shape.types[0]].__qualname__ if shape.types[0] in CLASSES else "a nested kind"
        case "belief":
            return "one kind of belief"
        case "source":
            return "one kind of source"
        case "family":
            return "one kind of " + ", ".join(CLASSES[each]._kind for each in shape.types if each in CLASSES)
        case "list":
            assert shape.item is not None
            return "list of " + _values_of(shape.item)
        case _:
            return "map from names of one's own"


def walk(value: Any) -> Iterator[Kind]:
    """A value and all kinds within it."""
    if isinstance(value, Kind):
        yield value
        value = list(value._values.values())
    elif isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for each in value:
            yield from walk(each)
