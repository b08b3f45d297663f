"""Exceedance curves of a table of trials, at any return period."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

RETURN_PERIODS = (2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
NORMAL_QUANTILE_975 = 1.959963984540054

Array = NDArray[np.float64]


def exceedance_curve(tables: xr.Dataset, series: str | None, return_periods: Sequence[float]) -> pd.DataFrame:
    """See `Result.ep_curve`."""
    name = _choose(tables, series)
    if any(not period > 1 for period in return_periods):
        raise ValueError("a return period is more than one year")
    rows = []
    for basis, variable in (("annual", name), ("occurrence", f"{name}_largest_event")):
        if variable not in tables or "year" not in tables[variable].dims:
            continue
        values = np.sort(np.asarray(tables[variable].values, dtype=np.float64), axis=None)
        rows += [_row(variable, basis, values, float(period)) for period in return_periods]
    if not rows:
        raise ValueError(f"{name} has one value for each path, and a curve is of years")
    columns = ["series", "basis", "return_period", "probability", "loss", "standard_error", "low", "high"]
    return pd.DataFrame(rows, columns=columns)


def _choose(tables: xr.Dataset, series: str | None) -> str:
    names = [str(name) for name in tables.data_vars]
    if series is None:
        series = next((name for name in names if name.endswith(".net_loss")), None)
        if series is None:
            raise ValueError(f"no series is called net_loss: choose one of {', '.join(names)}")
    if series not in names:
        raise KeyError(f"no series is called {series}: there are {', '.join(names)}")
    return series


def _row(name: str, basis: str, ascending: Array, period: float) -> tuple[str, str, float, float, float, float, float, float]:
    n = ascending.size
    level = 1 - 1 / period
    # the decimal number meant: 0.995 of 1000 is rank 995 although the product of the doubles is not 995
    rank = min(max(math.ceil(level * n - 1e-9 * n), 1), n)
    lower, upper = rank_interval(level, n)
    low = ascending[lower - 1] if lower >= 1 else -math.inf
    high = ascending[upper - 1] if upper <= n else math.inf
    error = (high - low) / (2 * NORMAL_QUANTILE_975)
    loss = float(ascending[rank - 1])
    return name, basis, period, 1 / period, loss, float(error), float(low), float(high)


def rank_interval(level: float, n: int) -> tuple[int, int]:
    """Ranks l and u of a sample of n such that its l-th and u-th smallest values enclose the quantile with 95 % at least,
    whatever the law: the binomial quantiles of the number of values below it. 0 and n + 1: there is no such value."""
    mean, sd = n * level, math.sqrt(n * level * (1 - level))
    first, last = max(0, math.floor(mean - 12 * sd - 12)), min(n, math.ceil(mean + 12 * sd + 12))
    mode = min(max(round(mean), first), last)
    up = np.arange(mode, last)
    down = np.arange(mode, first, -1)
    above = np.cumsum(np.log((n - up) / (up + 1)) + math.log(level / (1 - level)))
    below = np.cumsum(np.log(down / (n - down + 1)) - math.log(level / (1 - level)))
    p = np.exp(np.concatenate([below[::-1], [0.0], above]))
    cdf = np.cumsum(p / p.sum())
    lower = first + int(np.searchsorted(cdf, 0.025))
    upper = first + int(np.searchsorted(cdf, 0.975)) + 1
    return lower, upper
