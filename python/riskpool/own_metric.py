"""Metrics of one's own: a function of the table of trials, with a standard error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Literal

import numpy as np
import pandas as pd
import xarray as xr
from numpy.typing import NDArray

from riskpool.curve import NORMAL_QUANTILE_975

Metric = Callable[[xr.Dataset], float | Mapping[str, float]]
_GROUPS = 64


def own_metric(
    tables: xr.Dataset, name: str, f: Metric, error: Literal["groups", "bootstrap"], resamples: int, seed: int
) -> pd.DataFrame:
    """See `Result.metric`."""
    if not callable(f):
        raise TypeError(f"a metric is a function of the table of trials, and no {type(f).__name__}")
    trials = tables.sizes.get("trial", 0)
    whole = _figures(f(tables))
    if error == "groups":
        groups = min(_GROUPS, trials)
        if groups < 2:
            raise ValueError("an error by groups needs two trials or more")
        left_out = np.arange(trials) * groups // trials
        kept = [np.flatnonzero(left_out != group) for group in range(groups)]
        factor = (groups - 1) ** 2 / groups  # of the sample variance of the figures without each group (jackknife)
    elif error == "bootstrap":
        if resamples < 2:
            raise ValueError("a bootstrap needs two resamples or more")
        chance = np.random.Generator(np.random.Philox(seed))
        kept = [chance.integers(0, trials, trials) for _ in range(resamples)]
        factor = 1.0
    else:
        raise ValueError(f'error is "groups" or "bootstrap", and not {error!r}')
    values = pd.DataFrame([_figures(f(tables.isel(trial=each))) for each in kept])
    rows: list[dict[str, Any]] = []
    for quantity, value in whole.items():
        spread: NDArray[np.float64] = values[quantity].to_numpy(np.float64)
        standard_error = float(np.sqrt(factor * spread.var(ddof=1)))
        width = NORMAL_QUANTILE_975 * standard_error
        row = {"metric": name, "quantity": quantity, "value": value, "standard_error": standard_error}
        rows.append(row | {"low": value - width, "high": value + width})
    return pd.DataFrame(rows)


def _figures(answer: float | Mapping[str, float]) -> dict[str, float]:
    if isinstance(answer, Mapping):
        return {str(key): float(value) for key, value in answer.items()}
    if answer is None:
        raise TypeError("the metric gave None: return a number, or a map from names to numbers")
    return {"": float(answer)}
