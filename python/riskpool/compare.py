"""Designs compared on the same chance events."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from riskpool.asked import MOST_TRIALS, mapping, whole
from riskpool.progress import Report
from riskpool.run import run
from riskpool.scenario import Scenario, check_scenario

NORMAL_QUANTILE_975 = 1.959963984540054  # half a 95 % interval in standard errors


class Series(NamedTuple):
    party: str
    quantity: str
    basis: str


def compare(
    scenarios: Mapping[str, Scenario],
    trials: int | None = None,
    seed: int | None = None,
    threads: int = 0,
    progress: bool | Report | None = None,
) -> pd.DataFrame:
    """Runs scenarios on common random numbers and gives the differences of their means from the first one's.

    The same trial meets the same events in every scenario that has the same sources, so differences are known much
    better than the figures themselves: the standard error is that of the paired differences by trial.

    scenarios: names and scenarios, two or more; the first is what the others are compared with.
    trials, seed: for all of them; the first scenario's own if left out.
    threads, progress: as for `riskpool.run`.

    A row for each further scenario and each series (party, quantity, basis) that it has in common with the first:
    scenario, baseline, party, quantity, basis, units, baseline_value and value (means of a year, or of a path for
    basis "path"), difference, standard_error, low and high (95 % interval of the difference), correlation (of the two
    by trial; NaN if one of them is constant). Needs 8 bytes for each trial, year and column of one scenario at a time,
    and 8 bytes for each trial and column of two.

    Raises ValueError for fewer than two scenarios, fewer than two trials, or scenarios of different currencies.
    """
    mapping("compare", scenarios, '{"today": pool, "more": other}')
    for each in scenarios.values():
        check_scenario("compare", each)
    if len(scenarios) < 2:
        raise ValueError("compare needs two scenarios or more")
    (baseline, first), *others = scenarios.items()
    trials = first.trials if trials is None else whole("trials", trials, 1, MOST_TRIALS)
    seed = first.seed if seed is None else seed
    if trials < 2:
        raise ValueError("compare needs two trials or more: the errors are those of differences between trials")
    for name, scenario in others:
        if scenario.currency != first.currency:
            raise ValueError(f'"{name}" counts in {scenario.currency}, and "{baseline}" in {first.currency}')

    draws = []

    def tables(scenario: Scenario) -> xr.Dataset:
        done = run(scenario, trials, seed, threads, None, progress)
        draws.append(done.number_of_draws)
        return done.tables

    units, base = means_by_trial(first, tables)
    rows = []
    for name, scenario in others:
        _, mine = means_by_trial(scenario, tables)
        if draws[-1] != draws[0]:
            raise ValueError(
                f'"{name}" has {draws[-1]} draws of uncertain numbers and "{baseline}" {draws[0]}: give both the same'
            )
        for series, values in mine.items():
            if series not in base:
                continue
            row = {"scenario": name, "baseline": baseline, **series._asdict(), "units": units[series]}
            rows.append(row | paired(base[series], values, draws[0]))
    return pd.DataFrame(rows, columns=_COLUMNS)


_COLUMNS = [
    "scenario", "baseline", "party", "quantity", "basis", "units", "baseline_value", "value", "difference",
    "standard_error", "low", "high", "correlation",
]  # fmt: skip


def means_by_trial(
    scenario: Scenario, tables_of: Callable[[Scenario], xr.Dataset]
) -> tuple[dict[Series, str], dict[Series, NDArray[np.float64]]]:
    """For each series of the table of trials its unit, and for each trial the mean of its years."""
    tables = tables_of(scenario.with_({"output": {"trials": True, "members": True}}))
    units, means = {}, {}
    for variable in tables.data_vars.values():
        about = variable.attrs
        series = Series(about["party"], about["quantity"], about["basis"])
        units[series] = about["units"]
        means[series] = variable.mean("year").values if "year" in variable.dims else variable.values.copy()
    return units, means


def paired(base: NDArray[np.float64], values: NDArray[np.float64], draws: int = 0) -> dict[str, float]:
    """Two series on the same trials: means, their difference and its error.

    With `draws` of uncertain numbers the trials are those of each draw, one draw after the other, and all draws share
    them: the error is that of the sample of draws and that of the trials together."""
    differences = values - base
    difference = float(differences.mean())
    if draws > 1:
        by_draw = differences.reshape(draws, -1)
        error = float(np.sqrt(_error(by_draw.mean(axis=1)) ** 2 + _error(by_draw.mean(axis=0)) ** 2))
    else:
        error = _error(differences)
    spread = float(base.std() * values.std())
    together = float(((base - base.mean()) * (values - values.mean())).mean())
    return {
        "baseline_value": float(base.mean()),
        "value": float(values.mean()),
        "difference": difference,
        "standard_error": error,
        "low": difference - NORMAL_QUANTILE_975 * error,
        "high": difference + NORMAL_QUANTILE_975 * error,
        "correlation": together / spread if spread > 0 else float("nan"),
    }


def _error(values: NDArray[np.float64]) -> float:
    """Of the mean of independent values."""
    return float(values.std(ddof=1) / np.sqrt(values.size))
