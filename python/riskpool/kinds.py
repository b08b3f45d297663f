"""The classes of all kinds that scenarios are made of, made from the engine's descriptions.

Records (`Member`, `Insured`, `Pool` ...), treaties, sources, share rules and the parts of pools stand here under their
names. Each family of kinds that stand for one another also has a namespace: `severity.Lognormal`, `treaty.CatXl`.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from riskpool.asked import unknown_name
from riskpool.contract import Treaty
from riskpool.description import Descriptions, Family, read_descriptions
from riskpool.field_value import BELIEFS, CLASSES, SOURCES
from riskpool.kind import Kind, document, make_class
from riskpool.law import Frequency, Severity
from riskpool.pool_parts import Fund, ShareRule

# What families and records can do besides holding their fields.
_BASES: dict[str, type[Kind]] = {
    "treaty": Treaty,
    "severity": Severity,
    "frequency": Frequency,
    "share_rule": ShareRule,
    "reserve_fund": Fund,
}
# Families whose kinds stand in their namespace alone: short names that several families have, or may come to have.
_INSIDE = {
    "belief",
    "bond_trigger",
    "checks",
    "copula_family",
    "frequency",
    "metric",
    "premium_principle",
    "settlement_key",
    "severity",
    "spread",
    "vine_edge",
    "warranty_form",
}

DESCRIPTIONS: Descriptions = read_descriptions()
NAMESPACES: list[str] = []
"""The names of the families."""
TOP: list[str] = []
"""The names of the classes that stand here."""


def _make(module: str) -> None:
    here = sys.modules[module]
    for position, description in enumerate(DESCRIPTIONS.types):
        family = DESCRIPTIONS.family_of(position)
        inside = family is not None and family.name in _INSIDE
        name = description.class_name
        base = _BASES.get(family.name if family else description.kind, Kind)
        qualname = f"{family.name}.{name}" if family and inside else name
        cls = make_class(description, base, module, qualname, DESCRIPTIONS.places[position], family is not None)
        CLASSES[position] = cls
        if family is not None and family.name == "belief":
            BELIEFS.append(position)
        if family is not None and family.name == "source":
            SOURCES.append(position)
        if position > 0 and not inside:
            if hasattr(here, name):
                raise ImportError(f"two kinds are called {name}: put the family of one of them into a namespace")
            setattr(here, name, cls)
            TOP.append(name)
    for position, cls in CLASSES.items():
        cls.__doc__ = document(DESCRIPTIONS.types[position])
    for family in DESCRIPTIONS.families:
        _make_namespace(here, family)


def alone(cls: type[Kind]) -> bool:
    """True if a class stands in the namespace of its family alone."""
    return "." in cls.__qualname__


def _make_namespace(here: ModuleType, family: Family) -> None:
    if Path(__file__).with_name(f"{family.name}.py").exists() or Path(__file__).with_name(family.name).is_dir():
        raise ImportError(f"the family {family.name} would hide the module riskpool.{family.name}: name it in description.py")
    space = ModuleType(f"riskpool.{family.name}", f"Kinds of {family.name.replace('_', ' ')}.")
    names = [CLASSES[each].__name__ for each in family.types]
    for each in family.types:
        setattr(space, CLASSES[each].__name__, CLASSES[each])
    space.__dict__["__all__"] = names
    space.__dict__["__dir__"] = lambda: names
    space.__dict__["__getattr__"] = unknown_name(space.__name__, names)
    sys.modules[space.__name__] = space
    setattr(here, family.name, space)
    NAMESPACES.append(family.name)


_make(__name__)
__all__ = ["Kind", *TOP, *NAMESPACES]  # noqa: PLE0604  (kinds.pyi lists them for type checkers)
