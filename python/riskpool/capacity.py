"""Marginal capacity: how much more of a risk can be written before a limit is reached, by bisection on the same trials.

A limit is a function of the losses (n,) after the line is added that gives its slack: 0 or more while it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from riskpool.tail import Floats, Indices, sample, tail_value_at_risk, tail_weights, value_at_risk

Limit = Callable[[Floats], float]


def tvar_at_most(level: float, budget: float) -> Limit:
    """TVaR of the losses is `budget` (money) or less."""
    return lambda losses: budget - tail_value_at_risk(losses, level)


def var_at_most(level: float, budget: float) -> Limit:
    """VaR of the losses is `budget` (money) or less: own funds against a one-year solvency level."""
    return lambda losses: budget - value_at_risk(losses, level)


def exceeded_at_most(amount: float, probability: float) -> Limit:
    """P(loss > amount) is `probability` or less: a reserve of `amount` is used up no oftener."""
    return lambda losses: probability - float((losses > amount).mean())


def mean_at_most(budget: float) -> Limit:
    """The mean loss is `budget` (money) or less."""
    return lambda losses: budget - float(losses.mean())


@dataclass(frozen=True)
class Capacity:
    """How much more can be written, and what stands in the way of more."""

    line: float
    """The largest part or multiple w of the addition that keeps all limits; `most` if none binds."""
    binding: str
    """The limit that would break next; "none" if the whole range is free, "base" if a limit is broken without the
    addition."""
    standard_error: float
    """Of `line`, by the jackknife over ten blocks of trials; NaN below 20 trials."""
    slack: dict[str, float]
    """What each limit has left at `line`."""


def largest_line(
    base: ArrayLike, addition: ArrayLike, limits: Mapping[str, Limit], most: float = 1.0, tolerance: float = 1e-6
) -> Capacity:
    """The largest w from 0 to `most` such that base + w * addition, trial by trial, keeps all limits.

    base, addition: losses of the same trials (n,), so that differences are known well. Slack must fall as w grows, as
    it does for losses that are 0 or more. tolerance: of w, as a part of `most`."""
    x, y = sample(base), sample(addition, "addition")
    if x.size != y.size or not limits or most <= 0:
        raise ValueError("base and addition are losses of the same trials, with one limit or more and a range above 0")

    def line_of(rows: Indices | slice, to: float) -> tuple[float, str, dict[str, float]]:
        return bisect(lambda w: {name: each(x[rows] + w * y[rows]) for name, each in limits.items()}, most, to)

    line, binding, slack = line_of(slice(None), tolerance)
    blocks = np.arange(x.size) % 10
    error = float("nan")
    if x.size >= 20:
        left_out = np.array([line_of(np.flatnonzero(blocks != b), max(tolerance, 1e-4))[0] for b in range(10)])
        error = float(np.sqrt(0.9 * np.sum((left_out - left_out.mean()) ** 2)))
    return Capacity(line, binding, error, slack)


def bisect(
    slack_at: Callable[[float], Mapping[str, float]], most: float, tolerance: float = 1e-6
) -> tuple[float, str, dict[str, float]]:
    """The largest w from 0 to `most` with all slacks at 0 or more, what binds, and the slacks there.

    slack_at: slack of each limit at w; for a whole waterfall let it run a scenario with another value at a path, on one
    seed: `lambda w: {"tvar": budget - tvar_of(rp.run(pool.with_({path: w}), seed=1))}`."""
    at_start, at_end = dict(slack_at(0.0)), dict(slack_at(most))
    if min(at_start.values()) < 0:
        return 0.0, "base", at_start
    if min(at_end.values()) >= 0:
        return most, "none", at_end
    low, high, slack, broken = 0.0, most, at_start, at_end
    while high - low > max(tolerance, 1e-15) * most:
        middle = (low + high) / 2
        here = dict(slack_at(middle))
        if min(here.values()) >= 0:
            low, slack = middle, here
        else:
            high, broken = middle, here
    return low, min(broken, key=lambda name: broken[name]), slack


def capacity_table(
    base: ArrayLike, additions: Mapping[str, ArrayLike], limits: Mapping[str, Limit], level: float, most: float = 1.0
) -> pd.DataFrame:
    """A row for each addition alone: line, standard_error, binding, and tvar_per_unit = d TVaR / d w at w = 0, the mean
    of the addition in the tail of the base (money)."""
    x = sample(base)
    weights = tail_weights(x, level)
    rows = []
    for name, addition in additions.items():
        found = largest_line(x, addition, limits, most)
        rows.append((name, found.line, found.standard_error, found.binding, float(weights @ sample(addition))))
    return pd.DataFrame(rows, columns=["addition", "line", "standard_error", "binding", "tvar_per_unit"])
