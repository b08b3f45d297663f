"""Who is bad in the same years: how many of several columns exceed their own VaR together, and correlations.

Four settings of dependence (independent, base, high, bounds) are compared by TVaR of the sum and by these counts. Columns are
those of a result, such as `run.tables["p.gross_loss"]` of each pool, or of one's own: one row a year, one column a party. What a
run tells by itself (`output: {together: {}}`) is in `run.together`, and needs no table of trials.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy import stats

from riskpool.pairs import with_ratio
from riskpool.tail import Floats, checked_level


def _columns(values: ArrayLike) -> Floats:
    x = np.asarray(values, dtype=np.float64)
    if x.ndim != 2 or x.shape[0] < 2 or not np.isfinite(x).all():
        raise ValueError("give finite numbers, one row a year and one column a party, at least two rows")
    return x


def _above(x: Floats, level: float) -> NDArray[np.bool_]:
    n = x.shape[0]
    rank = min(n, math.ceil(checked_level(level) * n - 1e-9))
    above: NDArray[np.bool_] = x > np.sort(x, axis=0)[rank - 1]
    return above


def co_exceedance(values: ArrayLike, level: float = 0.995) -> pd.DataFrame:
    """How often `count` or more of the columns lie above their own VaR at `level` in the same year.

    values: (years, parties). A row for each count from 1 on: `probability` with its `standard_error`, `independent`, the
    probability if the columns were independent with the same chances, and `ratio`, the one over the other. VaR is the order
    statistic of rank ceil(level n), so equal values at it are not above it."""
    x = _columns(values)
    n, parties = x.shape
    above = _above(x, level)
    hits = above.sum(axis=1)
    alone = np.array([1.0])  # Poisson-binomial: the law of the number of hits of independent columns
    for chance in above.mean(axis=0):
        alone = np.convolve(alone, [1 - chance, chance])
    counts = np.arange(1, parties + 1)
    p = np.array([(hits >= count).mean() for count in counts])
    independent = alone[::-1].cumsum()[::-1][1:]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = p / independent
    return pd.DataFrame({
        "count": counts, "probability": p, "standard_error": np.sqrt(p * (1 - p) / n),
        "independent": independent, "ratio": ratio,
    })  # fmt: skip


def co_exceedance_of_pairs(values: ArrayLike, level: float = 0.995) -> pd.DataFrame:
    """How often every two columns lie above their own VaR at `level` in the same year: one row a pair, of first, second,
    probability, standard_error (the VaRs taken as known), independent and ratio.

    values: (years, parties)."""
    x = _columns(values)
    n, parties = x.shape
    above = _above(x, level).astype(np.float64)
    both, alone = above.T @ above / n, above.mean(axis=0)
    i, j = np.triu_indices(parties, 1)
    table = pd.DataFrame({"first": i, "second": j, "probability": both[i, j], "independent": alone[i] * alone[j]})
    chance = table["probability"].where(table["probability"] > 0, table["independent"])
    table.insert(3, "standard_error", np.sqrt(chance * (1 - chance) / n))
    return with_ratio(table, "probability")


def linear_correlation(values: ArrayLike) -> pd.DataFrame:
    """Pearson's correlation of every two columns, with the standard error that Fisher's transform gives: one row a pair.

    values: (years, parties). Of heavy tails it says little, and nothing about the tail: see co_exceedance."""
    x = _columns(values)
    n, parties = x.shape
    with np.errstate(divide="ignore", invalid="ignore"):
        r = np.corrcoef(x, rowvar=False).reshape(parties, parties)
    rows = [(i, j, r[i, j], (1 - r[i, j] ** 2) / math.sqrt(n - 1)) for i in range(parties) for j in range(i + 1, parties)]
    return pd.DataFrame(rows, columns=["first", "second", "correlation", "standard_error"])


def rank_correlation(values: ArrayLike) -> pd.DataFrame:
    """Kendall's tau and Spearman's rho of every two columns: what a copula sets, whatever the margins. One row a pair."""
    x = _columns(values)
    parties = x.shape[1]
    rows = [
        (i, j, float(stats.kendalltau(x[:, i], x[:, j])[0]), float(stats.spearmanr(x[:, i], x[:, j])[0]))
        for i in range(parties) for j in range(i + 1, parties)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["first", "second", "kendall", "spearman"])
