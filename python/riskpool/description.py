"""What the engine says of its kinds: each type with its fields, and the families of kinds that stand for one another."""

from __future__ import annotations

import keyword
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from riskpool import _ext


@dataclass(frozen=True)
class Shape:
    """What the value of a field looks like."""

    form: str  # number, integer, text, truth, choice, record, family, list, belief, source
    unit: str
    bound: str
    choices: tuple[str, ...]
    types: tuple[int, ...]  # of a record (one) or a family: positions in the list of types
    item: Shape | None  # of a list
    file_allowed: bool

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Shape:
        item = plain["item"]
        return cls(
            plain["form"],
            plain["unit"],
            plain["bound"],
            tuple(plain["choices"]),
            tuple(plain["types"]),
            None if item is None else cls.of(item),
            plain["file_allowed"],
        )


@dataclass(frozen=True)
class Field:
    name: str
    about: str
    required: bool
    default: str  # as the reference prints it; empty where there is none
    shape: Shape

    @property
    def argument(self) -> str:
        """Its name in Python: `from_` for a field `from`."""
        return self.name + "_" if keyword.iskeyword(self.name) else self.name


@dataclass(frozen=True)
class Description:
    """One type: a kind of a family, or a record."""

    kind: str
    about: str
    fields: tuple[Field, ...]
    family: str  # of kinds that no field lists, such as beliefs; else empty

    @property
    def class_name(self) -> str:
        return "".join(word.capitalize() for word in self.kind.split("_"))


@dataclass(frozen=True)
class Family:
    """Kinds of which a field takes any."""

    name: str
    types: tuple[int, ...]


@dataclass(frozen=True)
class Descriptions:
    types: tuple[Description, ...]  # the first one is the scenario
    families: tuple[Family, ...]
    places: dict[int, tuple[str | int, ...]]  # of each type: where in a scenario one may stand

    def family_of(self, position: int) -> Family | None:
        return next((family for family in self.families if position in family.types), None)


# A family is called after the first field that takes one, unless that name is another thing's.
_NAMES = {
    "programme": "treaty",
    "sources": "source",
    "shares": "share_rule",
    "metrics": "metric",
    "list": "checks",
    "defaults": "default_model",
    "family": "copula_family",
    "copula": "copula_family",
    "edges": "vine_edge",
    "backstops": "backstop",
    "form": "warranty_form",
    "trigger": "bond_trigger",
    "profit_key": "settlement_key",
    "principle": "premium_principle",
}

_UNCERTAIN = ("pools", 0, "reserve_fund", "interest")  # a number that may be uncertain, for beliefs to stand at


def read_descriptions() -> Descriptions:
    """All types that a scenario is made of, as the engine describes them."""
    types = tuple(
        Description(
            each["kind"],
            each["about"],
            tuple(
                Field(f["name"], f["about"], f["required"], f["default"], Shape.of(f["shape"])) for f in each["fields"]
            ),
            each["family"],
        )
        for each in _ext.describe()
    )
    families: list[tuple[str, set[int]]] = []
    for name, shape in _families(types):
        _join(families, _NAMES.get(name, name), set(shape.types))
    for each in types:
        if each.family:
            named = [k for k, other in enumerate(types) if other.family == each.family]
            _join(families, each.family, set(named))
    ordered = tuple(Family(name, tuple(sorted(members))) for name, members in families)
    return Descriptions(types, ordered, _find_places(types))


def _families(types: tuple[Description, ...]) -> Iterator[tuple[str, Shape]]:
    for each in types:
        for field in each.fields:
            shape = field.shape
            while shape.item is not None:
                shape = shape.item
            if shape.form == "family":
                yield field.name, shape


def _join(families: list[tuple[str, set[int]]], name: str, members: set[int]) -> None:
    """Fields that take some of the kinds of a family take that family."""
    for _, known in families:
        if known & members:
            known |= members
            return
    families.append((name, members))


def _find_places(types: tuple[Description, ...]) -> dict[int, tuple[str | int, ...]]:
    beliefs = {position: (*_UNCERTAIN, each.kind) for position, each in enumerate(types) if each.family}
    places: dict[int, tuple[str | int, ...]] = {0: (), **beliefs}
    waiting = [0, *beliefs]
    while waiting:
        position = waiting.pop(0)
        for field in types[position].fields:
            place: tuple[str | int, ...] = (*places[position], field.name)
            shape = field.shape
            while shape.item is not None:
                shape, place = shape.item, (*place, 0)
            for inner in shape.types:
                if inner not in places:
                    places[inner] = (*place, types[inner].kind) if shape.form == "family" else place
                    waiting.append(inner)
    return places
