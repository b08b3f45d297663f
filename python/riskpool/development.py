"""Past years brought to the present: on-level premium, trended and developed losses.

Triangles are (origin years, ages), cumulative, NaN where the future is. Sources: Werner, Modlin, Basic Ratemaking, ch.
5 and 6; Mack, Distribution-free calculation of the standard error of chain ladder reserve estimates (1993);
Bornhuetter, Ferguson (1972)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike

from riskpool.exact_csv import read_csv
from riskpool.tail import Floats


@dataclass(frozen=True)
class ChainLadder:
    """A developed triangle: factors, ultimates and their errors."""

    factors: Floats
    """f_k = sum C_{i,k+1} / sum C_{i,k}, (ages - 1,); then the tail factor applies."""
    to_ultimate: Floats
    """Factor from the latest age of each origin year to ultimate, (years,)."""
    ultimate: Floats
    """(years,), in the unit of the triangle."""
    latest: Floats
    standard_error: Floats
    """Mack's error of each year's ultimate, process and estimation, (years,); NaN where the triangle is too small."""
    total_standard_error: float
    """The same of the sum of all years, which share the estimates of the factors."""

    @property
    def reserve(self) -> Floats:
        """What is still to come, (years,)."""
        return np.asarray(self.ultimate - self.latest)


def chain_ladder(triangle: ArrayLike, tail: float = 1.0) -> ChainLadder:
    """Volume-weighted chain ladder of a cumulative triangle (years, ages), and its errors by Mack.

    Raises ValueError if a row has gaps or an age no pair of years to measure from.
    """
    c = np.asarray(triangle, dtype=np.float64)
    if c.ndim != 2 or tail <= 0:
        raise ValueError("a triangle has rows (origin years) and columns (ages), and the tail factor is above 0")
    known = np.isfinite(c)
    ages = known.sum(axis=1)
    if (ages < 1).any() or any(not row[:n].all() for row, n in zip(known, ages)):
        raise ValueError("each origin year is known from its first age on without gaps, and at least at its first")
    steps = c.shape[1] - 1
    factors, variances = np.empty(steps), np.full(steps, np.nan)
    bases = np.empty(steps)
    for k in range(steps):
        both = known[:, k + 1]
        bases[k] = c[both, k].sum()
        if not both.any() or bases[k] <= 0:
            raise ValueError(f"no year tells how losses grow from age {k + 1} to {k + 2}")
        factors[k] = c[both, k + 1].sum() / bases[k]
        if both.sum() > 1:
            start = c[both, k]
            safe = start > 0
            ratio = c[both, k + 1][safe] / start[safe]
            variances[k] = float((start[safe] * (ratio - factors[k]) ** 2).sum()) / (int(both.sum()) - 1)
    if steps > 2 and np.isnan(variances[-1]):  # Mack's extrapolation of the last one
        u, v = variances[-2], variances[-3]
        variances[-1] = min(u**2 / v, v, u) if v > 0 else min(u, v)
    latest = np.array([row[n - 1] for row, n in zip(c, ages)])
    growth = np.array([float(np.prod(factors[n - 1 :])) for n in ages])
    error, ends = np.empty(len(latest)), latest * growth
    for i, n in enumerate(ages):
        reached, sum_ = latest[i], 0.0
        for k in range(n - 1, steps):
            sum_ += variances[k] / factors[k] ** 2 * (1 / reached + 1 / bases[k])
            reached *= factors[k]
        error[i] = reached * np.sqrt(sum_)
    # Two years share the errors of the factors that both still need: those from the age of the older one on.
    shared = variances / factors**2 / bases
    total = float((error**2).sum())
    for i, n in enumerate(ages):
        for j in range(i):
            total += 2 * float(ends[i] * ends[j] * shared[max(n, ages[j]) - 1 :].sum())
    return ChainLadder(factors, growth * tail, ends * tail, latest, error * tail, total**0.5 * tail)


def read_triangle(given: str | os.PathLike[str] | pd.DataFrame) -> tuple[list[int], Floats]:
    """Origin years and the triangle (years, ages), from a CSV file or a table with the columns year, age and loss:
    cumulative, age 1 for what was known at the end of the first year.

    Raises ValueError for missing columns, ages below 1, and a year and age that stand there twice."""
    table = given if isinstance(given, pd.DataFrame) else read_csv(given)
    missing = [name for name in ("year", "age", "loss") if name not in table]
    if missing:
        raise ValueError(f"the triangle has no column {', '.join(missing)}; it needs year, age, loss (cumulative)")
    years = sorted({int(year) for year in table["year"]})
    ages = table["age"].to_numpy(dtype=np.int64)
    if (ages < 1).any() or table.duplicated(["year", "age"]).any():
        raise ValueError("ages of a triangle begin with 1, and each year and age stands there once")
    triangle = np.full((len(years), int(ages.max())), np.nan)
    for year, age, loss in zip(table["year"], ages, table["loss"], strict=True):
        triangle[years.index(int(year)), age - 1] = loss
    return years, triangle


def bornhuetter_ferguson(latest: ArrayLike, to_ultimate: ArrayLike, prior: ArrayLike) -> Floats:
    """Ultimate = latest + (1 - 1 / f) prior: what is to come is believed, what has come is known. All (years,),
    money."""
    f = np.asarray(to_ultimate, dtype=np.float64)
    if (f <= 0).any():
        raise ValueError("factors to ultimate are above 0")
    return np.asarray(np.asarray(latest, dtype=np.float64) + (1 - 1 / f) * np.asarray(prior, dtype=np.float64))


def trend(losses: ArrayLike, years: ArrayLike, to_year: float, yearly: float) -> Floats:
    """Losses (n,) of `years` (n,) at the level of `to_year`: times exp(yearly (to_year - year)); `yearly` is a log
    rate."""
    distance = to_year - np.asarray(years, dtype=np.float64)
    return np.asarray(np.asarray(losses, dtype=np.float64) * np.exp(yearly * distance))


def on_level_factors(years: Sequence[int], changes: Sequence[tuple[float, float]], term: float = 1.0) -> Floats:
    """Factors (years,) that bring the premium earned in each calendar year to present rates: the parallelogram method.

    changes: (time, change), for instance (2021.5, 0.10) for +10 % on policies that begin from July 2021 on. Policies of
    `term` years begin evenly over time; term 0 takes premium by policy year, changes applying from their date on.
    """
    steps = sorted((float(at), float(change)) for at, change in changes)
    if any(change <= -1 for _, change in steps) or term < 0:
        raise ValueError("a change is above -100 %, and a term 0 or more")
    index = np.cumprod([1.0] + [1 + change for _, change in steps])
    factors = []
    for year in years:
        parts = np.array([_earned_since(at, year, term) for at, _ in steps] + [0.0])
        before = np.concatenate([[1.0], parts[:-1]])
        factors.append(index[-1] / float((before - parts) @ index))
    return np.array(factors)


def _earned_since(at: float, year: float, term: float) -> float:
    """Part of a calendar year's exposure that policies begun at `at` or later earn."""

    def earned(until: float) -> float:  # integral over time of the part in force that began since `at`
        t = max(0.0, until - at)
        return t**2 / (2 * term) if t < term else t - term / 2

    if term == 0:
        return min(1.0, max(0.0, year + 1 - at))
    return earned(year + 1) - earned(year)
