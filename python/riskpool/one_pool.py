"""A scenario of one pool around a contract, fund or share rule, so that the engine checks and applies it as in a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from riskpool import _ext
from riskpool.diagnostic import Diagnostic, ScenarioError
from riskpool.field_value import plain
from riskpool.kind import Kind, walk
from riskpool.setting import to_yaml

_NOTHING_HAPPENS = {
    "collective_risk": {"frequency": {"poisson": {"mean": 0}}, "severity": {"point": {"value": 1}}, "covers": {}}
}


def one_pool(
    what: str,
    pool: Mapping[str, Any],
    insureds: Any = None,
    members: Any = None,
    premium: float | None = None,
    years: int = 1,
) -> _ext.Scenario:
    """The scenario of a pool with these fields. `insureds` and `members` as a scenario has them; one of each where
    left out, the insured with `premium`. Reinsurers are those whom lines name. Raises ScenarioError."""
    if insureds is None:
        insureds = [{"name": "all", "premium": premium or 0}]
    elif premium is not None:
        raise ValueError("premium is that of the only insured: give insureds their own premiums")
    lines = [each for each in walk(list(pool.values())) if each._kind == "line"]
    tree = {
        "schema": 1,
        "name": what,
        "currency": "money",
        "years": years,
        "members": records(members) if members is not None else [{"name": "all"}],
        "reinsurers": [{"name": name} for name in dict.fromkeys(line.reinsurer for line in lines)],
        "insureds": records(insureds),
        "sources": [_NOTHING_HAPPENS],
        "pools": [{"name": "pool", "shares": {"equal": {}}} | {k: plain(v) for k, v in pool.items()}],
    }
    loaded, found = _ext.check_text(to_yaml(tree), what, [], {})
    if loaded is None:
        raise ScenarioError([replace(Diagnostic(*each), line=0, column=0) for each in found])  # nobody sees the text
    return loaded


def records(table: Any) -> list[Any]:
    """A list of records: kinds, mappings, or the rows of a DataFrame, whose missing values are fields left out."""
    if hasattr(table, "columns") and hasattr(table, "to_dict"):
        rows = table.to_dict("records")
        return [{k: v for k, v in row.items() if v is not None and v == v} for row in rows]
    if isinstance(table, Kind) or isinstance(table, Mapping) or not isinstance(table, Iterable):
        raise TypeError("give a list of records, or a DataFrame with a row for each")
    return [plain(each) for each in table]
