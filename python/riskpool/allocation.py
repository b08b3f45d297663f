"""Whose capital it is: a risk measure of a sum allocated to its parts, from the trials of a run.

Parts are columns (n trials, d); TVaR and VaR are as in `riskpool.tail`. Sources: Tasche, Euler allocation: theory and
practice (2008); Denault, Coherent allocation of risk capital (2001). A part may get less than 0: it hedges the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from math import factorial

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from riskpool.tail import Floats, Indices, sample, tail_value_at_risk, tail_weights, value_at_risk

Parts = pd.DataFrame | Mapping[str, ArrayLike]


def _table(parts: Parts) -> tuple[list[str], Floats]:
    columns = [sample(np.asarray(values), str(name)) for name, values in parts.items()]
    names = [str(name) for name in parts]
    if not columns or len({each.size for each in columns}) > 1:
        raise ValueError("parts are columns of one length")
    return names, np.column_stack(columns)


def allocate(parts: Parts, level: float, window: float = 0.002) -> pd.DataFrame:
    """All allocations of one sum side by side: a row for each part and one named "total".

    parts: name -> losses of each trial, for instance columns of `run.tables` of one year. window: part of the trials
    around VaR whose mean is Euler's allocation of VaR (1e-3 to 5e-3 trades bias for error).

    Columns, money: mean; standalone (TVaR); euler_tvar and euler_tvar_error; euler_var and euler_var_error; covariance
    (mean + share of the variance, in TVaR less mean); marginal (TVaR less that without the part: does not add up);
    shapley (up to 10 parts exactly, more from 200 random orders). All but standalone and marginal add up to the total.
    """
    names, x = _table(parts)
    total = x.sum(axis=1)
    tvar = tail_value_at_risk(total, level)
    by_tvar = euler_tvar(parts, level)
    by_var = euler_var(parts, level, window)
    columns = {
        "mean": x.mean(axis=0),
        "standalone": np.array([tail_value_at_risk(column, level) for column in x.T]),
        "euler_tvar": by_tvar["value"].to_numpy(),
        "euler_tvar_error": by_tvar["standard_error"].to_numpy(),
        "euler_var": by_var["value"].to_numpy(),
        "euler_var_error": by_var["standard_error"].to_numpy(),
        "covariance": covariance(parts, level).to_numpy(),
        "marginal": marginal(parts, level).to_numpy(),
        "shapley": shapley(parts, level).to_numpy(),
    }
    table = pd.DataFrame(columns, index=pd.Index(names, name="part"))
    table.loc["total"] = [
        total.mean(), tvar, tvar, np.nan, value_at_risk(total, level), np.nan, tvar, tvar, tvar,
    ]  # fmt: skip
    return table


def euler_tvar(parts: Parts, level: float) -> pd.DataFrame:
    """E[X_i | S in the tail], value and standard_error, a row for each part; sums exactly to TVaR of the sum.

    The atom at VaR counts with its part in the tail. Error: sqrt((Var(X_i | tail) + p (A_i - E[X_i | S at VaR])^2) / (n
    (1 - p))), as that of TVaR, of which it is a part."""
    names, x = _table(parts)
    total = x.sum(axis=1)
    weights = tail_weights(total, level)
    value = weights @ x
    variance = np.maximum(weights @ (x - value) ** 2, 0)
    at_var = x[_around(total, level, max(2 / total.size, 0.002))].mean(axis=0)
    error = np.sqrt((variance + level * (value - at_var) ** 2) / ((1 - level) * total.size))
    return pd.DataFrame({"value": value, "standard_error": error}, index=pd.Index(names, name="part"))


def _around(total: Floats, level: float, window: float) -> Indices:
    """Indices of the order statistics around VaR: `window` of all, at least one."""
    rank = int(np.ceil(round(level * total.size, 9))) - 1
    half = max(0, int(window * total.size / 2))
    low, high = max(0, rank - half), min(total.size, rank + half + 1)
    return np.argsort(total, kind="stable")[low:high]


def euler_var(parts: Parts, level: float, window: float = 0.002) -> pd.DataFrame:
    """E[X_i | S = VaR] by the mean of a window of order statistics, scaled to sum to VaR: value and standard_error
    (that of the mean of the window, without its bias)."""
    names, x = _table(parts)
    total = x.sum(axis=1)
    rows = x[_around(total, level, window)]
    var, centre = value_at_risk(total, level), float(rows.sum(axis=1).mean())
    value = rows.mean(axis=0) * (var / centre if centre != 0 else 1.0)
    error = rows.std(axis=0, ddof=1) / np.sqrt(len(rows)) if len(rows) > 1 else np.full(len(names), np.nan)
    return pd.DataFrame({"value": value, "standard_error": error}, index=pd.Index(names, name="part"))


def covariance(parts: Parts, level: float) -> pd.Series:
    """mean_i + (TVaR - mean) Cov(X_i, S) / Var(S)."""
    names, x = _table(parts)
    total = x.sum(axis=1)
    centred = total - total.mean()
    variance = float(centred @ centred)
    share = (centred @ (x - x.mean(axis=0))) / variance if variance > 0 else np.full(len(names), 1 / len(names))
    load = tail_value_at_risk(total, level) - total.mean()
    return pd.Series(x.mean(axis=0) + load * share, index=pd.Index(names, name="part"), name="covariance")


def marginal(parts: Parts, level: float) -> pd.Series:
    """TVaR of the sum less that of the sum without the part: what the last one in adds."""
    names, x = _table(parts)
    total = x.sum(axis=1)
    whole = tail_value_at_risk(total, level)
    value = [whole - tail_value_at_risk(total - column, level) for column in x.T]
    return pd.Series(value, index=pd.Index(names, name="part"), name="marginal")


def shapley(parts: Parts, level: float, exact_up_to: int = 10, orders: int = 200, seed: int = 0) -> pd.Series:
    """Mean over all orders in which parts may join of what each adds to TVaR; sums exactly to it.

    Up to `exact_up_to` parts by all 2^d subsets; more, from `orders` random orders and their reverses.
    """
    names, x = _table(parts)
    d = len(names)
    value = np.zeros(d)
    if d <= exact_up_to:
        risk: dict[tuple[int, ...], float] = {(): 0.0}
        for size in range(1, d + 1):
            for u in combinations(range(d), size):
                risk[u] = tail_value_at_risk(x[:, u].sum(axis=1), level)
        for i in range(d):
            others = [j for j in range(d) if j != i]
            for size in range(d):
                weight = factorial(size) * factorial(d - 1 - size) / factorial(d)
                for u in combinations(others, size):
                    value[i] += weight * (risk[tuple(sorted((*u, i)))] - risk[u])
    else:
        rng = np.random.default_rng(seed)
        half = [rng.permutation(d) for _ in range(max(1, orders // 2))]
        for order in [*half, *(each[::-1] for each in half)]:
            running, before = np.zeros(len(x)), 0.0
            for i in order:
                running = running + x[:, i]
                after = tail_value_at_risk(running, level)
                value[i] += after - before
                before = after
        value /= 2 * len(half)
    return pd.Series(value, index=pd.Index(names, name="part"), name="shapley")


def diversification(parts: Parts, level: float) -> pd.Series:
    """How much pooling takes off the tail: for VaR and TVaR the sum of the parts' (var_standalone, tvar_standalone),
    that of the sum (var, tvar), benefit (the difference) and ratio (sum's over parts'). `hill` is the tail index of the
    sum from its largest 1 - level: at 1 or below diversification of VaR can reverse, and no TVaR exists."""
    _, x = _table(parts)
    total = x.sum(axis=1)
    row: dict[str, float] = {}
    for name, risk in (("var", value_at_risk), ("tvar", tail_value_at_risk)):
        alone, joint = float(sum(risk(column, level) for column in x.T)), risk(total, level)
        row |= {f"{name}_standalone": alone, name: joint, f"{name}_benefit": alone - joint}
        row[f"{name}_ratio"] = joint / alone if alone != 0 else float("nan")
    row["hill"] = hill(total, max(2, int(round((1 - level) * total.size))))
    return pd.Series(row)


def hill(losses: ArrayLike, largest: int) -> float:
    """Hill's estimate of the tail index from the `largest` values: 1 / mean of ln(x / threshold); infinity if they are
    equal, NaN if fewer are above 0."""
    x = np.sort(sample(losses))[::-1]
    if largest < 1 or largest >= x.size or x[largest] <= 0:
        return float("nan")
    mean = float(np.log(x[:largest] / x[largest]).mean())
    return 1 / mean if mean > 0 else float("inf")
