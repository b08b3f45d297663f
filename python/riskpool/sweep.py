"""Many designs on the same chance events."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from riskpool.compare import means_by_trial, paired
from riskpool.events import EventSet, simulate
from riskpool.path import steps_of
from riskpool.progress import Report
from riskpool.run import run
from riskpool.scenario import Scenario

# Paths that begin so change nothing about which events happen.
_AFTER_EVENTS = {"pools", "members", "reinsurers", "retrocession", "defaults", "checks", "stress_loss"}


def sweep(
    scenario: Scenario,
    values: Mapping[str, Iterable[Any]],
    trials: int | None = None,
    seed: int | None = None,
    threads: int = 0,
    progress: bool | Report | None = None,
    *,
    together: bool = False,
) -> pd.DataFrame:
    """Runs a scenario with every combination of values at some paths, on common random numbers.

    values: paths and the values to try at each: `{"pools[0].programme[1][0].cat_xl.limit": [1e9, 2e9, 4e9]}`.
    together: take the first values of all paths together, then the second ones ..., instead of every combination.
    trials, seed, threads, progress: as for `riskpool.run`.

    A row for each combination and each series (party, quantity, basis) that it has in common with the scenario as it is:
    a column for each path, and the columns of `riskpool.compare`, whose differences are from the scenario as it is, with
    the errors of the pairs. Where no path changes events these are simulated once.

    Raises ScenarioError for a value that its field does not take, before anything is run.
    """
    if not values:
        raise ValueError("give a path, and the values to try there")
    lists = {path: list(each) for path, each in values.items()}
    if together and len({len(each) for each in lists.values()}) > 1:
        raise ValueError("values that are taken together are as many for each path")
    combined = zip(*lists.values(), strict=True) if together else itertools.product(*lists.values())
    designs = [dict(zip(lists, each, strict=True)) for each in combined]
    scenarios = [scenario.with_(design) for design in designs]
    n = scenario.trials if trials is None else trials
    chance = scenario.seed if seed is None else seed
    if n < 2:
        raise ValueError("a sweep needs two trials or more: its errors are those of differences between trials")
    events = None
    if all(steps_of(path)[0] in _AFTER_EVENTS for path in lists):
        events = simulate(scenario, n, chance, threads, progress)

    def means(each: Scenario) -> Any:
        return means_by_trial(each, lambda s: _run(events, s, n, chance, threads, progress))

    units, base = means(scenario)
    rows = []
    for design, each in zip(designs, scenarios, strict=True):
        shown = {path: value for path, value in design.items()}
        _, mine = means(each)
        for series, figures in mine.items():
            if series in base:
                row = {**shown, **series._asdict(), "units": units[series]}
                rows.append(row | paired(base[series], figures))
    return pd.DataFrame(rows)


def _run(
    events: EventSet | None, scenario: Scenario, trials: int, seed: int, threads: int, progress: bool | Report | None
) -> Any:
    if events is not None:
        return events.price(scenario, threads=threads, progress=progress).tables
    return run(scenario, trials, seed, threads, None, progress).tables
