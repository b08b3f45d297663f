"""Stress tests of a scenario: the whole waterfall under each stress, on the same chance events, in the regulators'
tables.

A stress is a set of values by path, as `Scenario.with_` takes them: a rate, a severity, a member's capital, a treaty
that fails. Sources of the tables: EIOPA Insurance Stress Test (2024); Lloyd's Realistic Disaster Scenarios."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from riskpool.result import Run
from riskpool.run import run
from riskpool.scenario import Scenario
from riskpool.stress import disaster_table, stress_table

Measure = Callable[[Run], float]


@dataclass(frozen=True)
class Stress:
    """One stress of a scenario."""

    scenario: str
    """Its name."""
    shock: str
    """What happens, in words."""
    settings: Mapping[str, Any]
    """Values by path."""
    actions: Mapping[str, Any] = field(default_factory=dict)
    """What management does then: further values by path, of the constrained balance sheet."""
    comment: str = ""


def figure(metric: str, party: str, quantity: str, basis: str = "annual", parameter: float | None = None) -> Measure:
    """A figure of `Run.metrics`, for instance `figure("tvar", "Pool", "net_loss", parameter=0.995)`."""

    def measure(done: Run) -> float:
        table = done.metrics
        keep = (
            (table["metric"] == metric)
            & (table["party"] == party)
            & (table["quantity"] == quantity)
            & (table["basis"] == basis)
        )
        if parameter is not None:
            keep &= (table["parameter"] - parameter).abs() < 1e-9
        found = table.loc[keep, "value"]
        if len(found) != 1:
            raise ValueError(f"{len(found)} figures are {metric} of {party} {quantity} ({basis}); one is needed")
        return float(found.iloc[0])

    return measure


def run_stresses(
    scenario: Scenario,
    stresses: Sequence[Stress],
    measure: Measure,
    trials: int | None = None,
    seed: int | None = None,
    higher_is_better: bool = False,
) -> pd.DataFrame:
    """The table of EIOPA's stress tests for one figure: pre, post fixed, post constrained, difference, comment.

    Every stress is run on the trials of the base. higher_is_better: of the figure; a loss is better low. Raises
    ScenarioError if a stress makes a scenario that is not valid."""

    def value(of: Scenario) -> float:
        return measure(run(of, trials, seed, progress=False))

    rows = []
    for stress in stresses:
        row: dict[str, object] = {"scenario": stress.scenario, "shock": stress.shock, "comment": stress.comment}
        stressed = scenario.with_(stress.settings)
        row["post fixed"] = value(stressed)
        if stress.actions:
            row["post constrained"] = value(stressed.with_(stress.actions))
        rows.append(row)
    return stress_table(value(scenario), rows, higher_is_better)


def run_disasters(
    scenario: Scenario, disasters: Mapping[str, Sequence[Mapping[str, Any]]], pools: Sequence[str] | None = None
) -> pd.DataFrame:
    """The table of Lloyd's Realistic Disaster Scenarios: each disaster replayed once through the whole waterfall.

    disasters: name -> events of a `fixed_events` source (maps as in the file, year 1), which replace all sources of the
    scenario. pools: names of the pools, as classes; all of them if left out. Columns: scenario, class, gross,
    reinsurance, reinstatement premium, net, money of year 1."""
    rows = []
    for name, events in disasters.items():
        settings = {"sources": [{"fixed_events": {"events": [dict(event) for event in events]}}], "years": 1}
        done = run(scenario.with_(settings), trials=1, seed=0, progress=False)
        annual = [variable for variable in done.tables.data_vars.values() if variable.attrs["basis"] == "annual"]
        money = {(v.attrs["party"], v.attrs["quantity"]): float(v.values.ravel()[0]) for v in annual}
        bought = done.treaties
        for pool in [party for party, quantity in money if quantity == "gross_loss"]:
            if pools is not None and pool not in pools:
                continue
            treaties = bought.loc[bought["buyer"] == pool, "treaty"]
            rows.append(
                {
                    "scenario": name,
                    "class": pool,
                    "gross": money[pool, "gross_loss"],
                    "reinsurance": money.get((pool, "recovery"), 0.0),
                    "reinstatement premium": sum(money.get((each, "reinstatement_premium"), 0.0) for each in treaties),
                }
            )
    return disaster_table(rows)
