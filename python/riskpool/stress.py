"""Stress and reverse stress tests on the trials of a run, and the tables in which they are reported.

The question of a reverse stress test is not what a scenario costs but which one breaks the pool. For normal factors the
answer is `gaussian.GaussianLosses.design_point`; here it is read off trials. Sources: EIOPA Insurance Stress Test
(2024); Lloyd's Realistic Disaster Scenarios; Kaufman, Rousseeuw, Finding Groups in Data (1990) for medoids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import optimize, stats
from scipy.spatial.distance import cdist

from riskpool.tail import Floats, Indices, sample, tail_value_at_risk

EIOPA_COLUMNS = ["scenario", "shock", "pre", "post fixed", "post constrained", "difference", "comment"]
LLOYDS_COLUMNS = ["scenario", "class", "gross", "reinsurance", "reinstatement premium", "net"]


@dataclass(frozen=True)
class WaysToRuin:
    """What trials that ruin have in common, and in which groups they fall."""

    trials: int
    """Trials in the band."""
    probability: float
    """P(loss >= ruin level)."""
    modes: pd.DataFrame
    """A row for each group of like trials, largest first: part of the band, trial (that in its middle), loss, and
    drivers."""
    conditional: pd.DataFrame
    """A row for each driver: mean, mean_given_ruin and its standard_error, over all trials at the ruin level or
    beyond."""


def ways_to_ruin(
    losses: ArrayLike, drivers: pd.DataFrame, ruin_level: float, band: float = 0.25, groups: int = 3, most: int = 1000
) -> WaysToRuin:
    """The likeliest ways in which the loss comes to the ruin level.

    losses: (n,), money. drivers: a column for each cause, a row for each trial (losses by source, hits of shared assets
    ...). Trials with a loss in [L, L (1 + band)] are put in `groups` by k-medoids on the ranks of their drivers (at
    most `most` of them); each group is shown by its medoid, a trial that `riskpool explain` tells in full. Raises
    ValueError if no trial gets there."""
    x = sample(losses)
    if len(drivers) != x.size or ruin_level <= 0 or band <= 0:
        raise ValueError("drivers have a row for each loss; ruin level and band are above 0")
    ruined = x >= ruin_level
    if not ruined.any():
        raise ValueError(
            f"no trial of {x.size} has a loss of {ruin_level:g} or more: raise the trials or lower the level"
        )
    near = np.flatnonzero(ruined & (x <= ruin_level * (1 + band)))
    if near.size == 0:
        near = np.flatnonzero(ruined)
    taken = near[np.linspace(0, near.size - 1, min(near.size, most)).astype(int)]
    values = drivers.to_numpy(dtype=np.float64)
    ranks = np.column_stack([stats.rankdata(column) for column in values.T])[taken] / x.size
    label, medoids = _medoids(ranks, min(groups, taken.size))
    rows = [
        {"part": float((label == g).mean()), "trial": int(taken[m]), "loss": float(x[taken[m]])}
        | {str(name): float(v) for name, v in zip(drivers.columns, values[taken[m]])}
        for g, m in enumerate(medoids)
    ]
    modes = pd.DataFrame(rows).sort_values("part", ascending=False, ignore_index=True)
    bad = values[ruined]
    error = bad.std(axis=0, ddof=1) / np.sqrt(len(bad)) if len(bad) > 1 else np.full(bad.shape[1], np.nan)
    conditional = pd.DataFrame(
        {"mean": values.mean(axis=0), "mean_given_ruin": bad.mean(axis=0), "standard_error": error},
        index=pd.Index([str(name) for name in drivers.columns], name="driver"),
    )
    return WaysToRuin(int(near.size), float(ruined.mean()), modes, conditional)


def _medoids(points: Floats, count: int) -> tuple[Indices, list[int]]:
    """K-medoids by alternation from farthest points: deterministic. Label of each point, index of each medoid."""
    distance = cdist(points, points)
    chosen = [int(distance.sum(axis=1).argmin())]
    while len(chosen) < count:
        farthest = distance[:, chosen].min(axis=1)
        if farthest.max() == 0:
            break
        chosen.append(int(farthest.argmax()))
    for _ in range(100):
        label = distance[:, chosen].argmin(axis=1)
        better = []
        for g in range(len(chosen)):
            members = np.flatnonzero(label == g)
            inner = distance[np.ix_(members, members)].sum(axis=1)
            better.append(int(members[inner.argmin()]))
        if better == chosen:
            break
        chosen = better
    return np.asarray(distance[:, chosen].argmin(axis=1)), chosen


def rate_multiplier_to_capital(
    losses: ArrayLike, counts: ArrayLike, rate: float, level: float, capital: float, most: float = 5.0
) -> float:
    """The smallest factor f >= 1 on a Poisson rate that brings TVaR to `capital`, without another run.

    losses, counts: of the same trials (n,); counts are the events of the source whose rate, `rate` a year, is stressed.
    Trials are weighted by f^n exp(-(f - 1) rate), the ratio of likelihoods. Infinity if `most` is not enough, or if the
    weights leave fewer than 100 effective trials: then run the scenario anew."""
    x, n = sample(losses), sample(counts, "counts")

    def weights(factor: float) -> Floats:
        logs = n * np.log(factor) - (factor - 1) * rate
        return np.asarray(np.exp(logs - logs.max()))

    def gap(factor: float) -> float:
        return tail_value_at_risk(x, level, weights(factor)) - capital

    if gap(1.0) >= 0:
        return 1.0
    if gap(most) < 0:
        return float("inf")
    factor = float(optimize.brentq(gap, 1.0, most, xtol=1e-6))
    w = weights(factor)
    return factor if w.sum() ** 2 / (w**2).sum() >= 100 else float("inf")


@dataclass(frozen=True)
class BreakingSet:
    """Shared assets that break the pool together."""

    assets: list[str]
    """The fewest shared assets whose joint failure breaks the pool; of those, one with the largest loss."""
    loss: float


def smallest_breaking_set(dependence: pd.DataFrame, values: ArrayLike, ruin_level: float) -> BreakingSet:
    """The fewest assets whose joint failure costs the ruin level, by an integer programme (scipy's HiGHS).

    dependence: rows insureds, columns assets, the part of the insured's loss that the asset's failure alone causes (0
    to 1). values: loss of each insured if all fails, money; together at most that, min(1, sum of the parts). Raises
    ValueError if even all assets do not break the pool."""
    a, v = dependence.to_numpy(dtype=np.float64), sample(values, "values")
    if a.shape[0] != v.size or (a < 0).any():
        raise ValueError("dependence has a row for each value, and parts of 0 or more")
    n, k = a.shape
    names = [str(each) for each in dependence.columns]
    if float(v @ np.minimum(a.sum(axis=1), 1)) < ruin_level:
        raise ValueError("even with all assets failed the loss stays below the ruin level")
    total = max(float(v.sum()), 1e-300)
    # Choose z in {0, 1}^k and hits h <= A z, h <= 1 with v' h >= L; fewest z, then the largest loss.
    aim = np.concatenate([np.ones(k), -v / total / 2])
    hits = optimize.LinearConstraint(np.hstack([-a, np.eye(n)]), -np.inf, 0)
    enough = optimize.LinearConstraint(np.concatenate([np.zeros(k), v])[None, :], ruin_level, np.inf)
    found = optimize.milp(
        aim, constraints=[hits, enough], integrality=np.r_[np.ones(k), np.zeros(n)], bounds=optimize.Bounds(0, 1)
    )
    if not found.success:
        raise ValueError(f"the search failed: {found.message}")
    chosen = np.flatnonzero(found.x[:k] > 0.5)
    return BreakingSet([names[j] for j in chosen], float(v @ np.minimum(a[:, chosen].sum(axis=1), 1)))


def combine(effects: ArrayLike, correlation: ArrayLike) -> float:
    """Loss of several stresses together, sqrt(x' R x): the sum if all correlations are 1. Money."""
    x, r = sample(effects, "effects"), np.asarray(correlation, dtype=np.float64)
    if r.shape != (x.size, x.size):
        raise ValueError("the correlation matrix has a row for each effect")
    return float(np.sqrt(max(0.0, float(x @ r @ x))))


def stress_table(pre: float, stresses: Sequence[Mapping[str, object]], higher_is_better: bool = True) -> pd.DataFrame:
    """The table of EIOPA's stress tests: a row for each stress, columns `EIOPA_COLUMNS`, money or ratios as given.

    pre: the figure before stress (own funds, solvency ratio, reserve). stresses: scenario, shock, "post fixed" (balance
    sheet as it stands), and if known "post constrained" (after management actions) and comment. difference is post
    constrained, or post fixed without one, less pre; a comment says where a stress breaks the figure (0 or below)."""
    rows = []
    for stress in stresses:
        fixed = _number(stress["post fixed"])
        constrained = stress.get("post constrained")
        final = fixed if constrained is None else _number(constrained)
        words = str(stress.get("comment", ""))
        if higher_is_better and final <= 0 < pre:
            words = "; ".join(filter(None, [words, "nothing is left"]))
        rows.append(
            (
                stress["scenario"],
                stress["shock"],
                pre,
                fixed,
                np.nan if constrained is None else final,
                final - pre,
                words,
            )
        )
    return pd.DataFrame(rows, columns=EIOPA_COLUMNS)


def disaster_table(results: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """The table of Lloyd's Realistic Disaster Scenarios: columns `LLOYDS_COLUMNS`, money.

    results: scenario, class, gross, reinsurance (recoveries), "reinstatement premium" (0 if left out); net = gross -
    reinsurance + reinstatement premium. A row "all" closes each scenario that has more than one class.
    """
    rows: list[tuple[object, ...]] = []
    for scenario in dict.fromkeys(str(each["scenario"]) for each in results):
        mine = [each for each in results if each["scenario"] == scenario]
        figures = [
            [_number(each["gross"]), _number(each["reinsurance"]), _number(each.get("reinstatement premium", 0.0))]
            for each in mine
        ]
        for each, (gross, ceded, again) in zip(mine, figures):
            rows.append((scenario, each["class"], gross, ceded, again, gross - ceded + again))
        if len(mine) > 1:
            gross, ceded, again = np.sum(figures, axis=0)
            rows.append((scenario, "all", gross, ceded, again, gross - ceded + again))
    return pd.DataFrame(rows, columns=LLOYDS_COLUMNS)


def _number(value: object) -> float:
    if isinstance(value, (int, float, np.number)):
        return float(value)
    raise ValueError(f"{value!r} is no number")
