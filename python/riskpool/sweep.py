"""Many designs on the same chance events."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import xarray as xr

from riskpool.asked import MOST_TRIALS, mapping, whole
from riskpool.compare import means_by_trial, paired
from riskpool.events import EventSet, simulate
from riskpool.path import steps_of
from riskpool.progress import Report
from riskpool.result import Run
from riskpool.run import run
from riskpool.scenario import Scenario, check_scenario

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
    check_scenario("sweep", scenario)
    if not mapping("sweep", values, '{"pools[0].expenses": [0.1, 0.2]}'):
        raise ValueError("give a path, and the values to try there")
    for path, tried in values.items():
        if isinstance(tried, (str, bytes, Mapping)) or not isinstance(tried, Iterable):
            raise TypeError(f"give a list of values to try at {path}, and not {tried!r} alone")
    lists = {path: list(tried) for path, tried in values.items()}
    if together and len({len(each) for each in lists.values()}) > 1:
        raise ValueError("values that are taken together are as many for each path")
    combined = zip(*lists.values(), strict=True) if together else itertools.product(*lists.values())
    designs = [dict(zip(lists, each, strict=True)) for each in combined]
    scenarios = [scenario.with_(design) for design in designs]
    n = scenario.trials if trials is None else whole("trials", trials, 1, MOST_TRIALS)
    chance = scenario.seed if seed is None else seed
    if n < 2:
        raise ValueError("a sweep needs two trials or more: its errors are those of differences between trials")
    events = None
    if all(steps_of(path)[0] in _AFTER_EVENTS for path in lists):
        events = simulate(scenario, n, chance, threads, progress)

    draws = []

    def tables(each: Scenario) -> xr.Dataset:
        done = _run(events, each, n, chance, threads, progress)
        draws.append(done.number_of_draws)
        return done.tables

    units, base = means_by_trial(scenario, tables)
    rows = []
    for design, each in zip(designs, scenarios, strict=True):
        shown = {path: value for path, value in design.items()}
        _, mine = means_by_trial(each, tables)
        if draws[-1] != draws[0]:
            raise ValueError(f"with {design} there are {draws[-1]} draws of uncertain numbers, and {draws[0]} without: keep "
                             "what is uncertain as it is")  # fmt: skip
        for series, figures in mine.items():
            if series in base:
                row = {**shown, **series._asdict(), "units": units[series]}
                rows.append(row | paired(base[series], figures, draws[0]))
    return pd.DataFrame(rows)


def _run(
    events: EventSet | None, scenario: Scenario, trials: int, seed: int, threads: int, progress: bool | Report | None
) -> Run:
    if events is not None:
        return events.price(scenario, threads=threads, progress=progress)
    return run(scenario, trials, seed, threads, None, progress)
