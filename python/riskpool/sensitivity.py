"""Which uncertain input moves a figure: Sobol indices, Shapley effects, tail sensitivity by the score function.

Variance-based: S_i = Var(E[Y | X_i]) / Var Y, T_i = E Var(Y | X_-i) / Var Y, and with dependent inputs the Shapley
effects phi_i = sum over subsets u without i of |u|! (k - 1 - |u|)! / k! (c(u + i) - c(u)), c(u) = Var(E[Y | X_u]) / Var
Y, which add up to 1. They serve a model that can be called (`sobol`, `shapley`) and a finished run with two loops,
given the table of its draws (`of_draws`). Y is a figure of the inner loop; its Monte Carlo variance is taken out where
it is given.

Sources: Saltelli et al., Variance based sensitivity analysis of model output (2010); Jansen (1999); Song, Nelson,
Staum, Shapley effects for global sensitivity analysis (2016); Broto, Bachoc, Depecker, Variance reduction for
estimation of Shapley effects (2020); Glasserman, Monte Carlo Methods in Financial Engineering, 7.3 (score function).
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations
from math import factorial

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import spatial, stats

from riskpool.inputs import Inputs, Model, evaluate, quasi_normals
from riskpool.tail import Estimate, Floats, sample, tail_value_at_risk, value_at_risk

MOST_INPUTS = 12  # Shapley effects visit all 2^k subsets


def sobol(
    model: Model,
    inputs: Inputs,
    points: int = 2**12,
    seed: int = 0,
    noise_variance: float = 0.0,
    resamples: int = 200,
    confidence: float = 0.95,
) -> pd.DataFrame:
    """First-order and total Sobol indices of a model of independent inputs, by N (k + 2) evaluations.

    points: N, a power of 2. noise_variance: variance of the error of one evaluation, in squared units of Y, independent
    from one to the next (inner loops on seeds of their own); 0 with common random numbers. Percentile interval from
    `resamples` bootstraps.

    A row for each input: first, first_low, first_high, total, total_low, total_high (parts of 1). Saltelli's estimator
    of first order, mean f(B) (f(AB_i) - f(A)), and Jansen's of the total, mean (f(A) - f(AB_i))^2 / 2; noise adds v to
    Var Y and to the latter. (scipy.stats.sobol_indices is the same; its interval needs N^2 memory.) Raises ValueError
    for dependent inputs, or if noise explains all variance."""
    if not np.array_equal(inputs.correlation, np.eye(len(inputs))):
        raise ValueError("Sobol indices are for independent inputs; use shapley for dependent ones")
    k = len(inputs)
    normals = quasi_normals(points, 2 * k, seed)
    a, b = inputs.from_scores(normals[:, :k]), inputs.from_scores(normals[:, k:])
    mixed = []
    for j in range(k):
        ab = a.copy()
        ab[:, j] = b[:, j]
        mixed.append(evaluate(model, ab))
    f_a, f_b, f_ab = evaluate(model, a), evaluate(model, b), np.array(mixed)
    centre = (f_a.mean() + f_b.mean()) / 2
    f_a, f_b, f_ab = f_a - centre, f_b - centre, f_ab - centre
    # For each point what is averaged: k products, k squares, and the second and first moments of Y.
    terms = np.vstack([f_b * (f_ab - f_a), (f_a - f_ab) ** 2 / 2, (f_a**2 + f_b**2)[None] / 2, (f_a + f_b)[None] / 2])
    value = _indices(terms.mean(axis=1), noise_variance)
    rng = np.random.default_rng(seed)
    again = []
    for _ in range(resamples):
        weights = np.bincount(rng.integers(points, size=points), minlength=points) / points
        moments = terms @ weights
        if moments[2 * k] - moments[2 * k + 1] ** 2 > noise_variance:
            again.append(_indices(moments, noise_variance))
    low, high = np.quantile(again, [(1 - confidence) / 2, (1 + confidence) / 2], axis=0)
    columns: dict[str, Floats] = {}
    for row, name in enumerate(("first", "total")):
        columns |= {name: value[row], f"{name}_low": low[row], f"{name}_high": high[row]}
    return pd.DataFrame(columns, index=pd.Index(inputs.names, name="input"))


def _indices(moments: Floats, noise_variance: float) -> Floats:
    k = (moments.size - 2) // 2
    signal = _signal(float(moments[2 * k] - moments[2 * k + 1] ** 2), noise_variance)
    return np.stack([moments[:k], moments[k : 2 * k] - noise_variance]) / signal


def _signal(variance: float, noise_variance: float) -> float:
    if noise_variance < 0 or variance <= noise_variance:
        raise ValueError(
            f"the variance of the figure, {variance:.4g}, is not above that of its error, {noise_variance:.4g}: "
            "raise the trials of the inner loop"
        )
    return variance - noise_variance


def shapley(
    model: Model, inputs: Inputs, points: int = 2**12, seed: int = 0, noise_variance: float = 0.0, blocks: int = 16
) -> pd.DataFrame:
    """Shapley effects of a model whose inputs may depend on each other (Gaussian copula), by N (2^k - 1) evaluations.

    c(u) is the correlation of f(X) and f(X'), where X' keeps X_u and draws the rest anew given it. points: N, a power
    of 2; at most 12 inputs. noise_variance as for `sobol`.

    A row for each input: first (Var E[Y | X_i] / Var Y), total (E Var[Y | X_-i] / Var Y), shapley, and the standard
    error of each, from `blocks` parts of the points (with quasi-random points an upper estimate as a rule)."""
    k = len(inputs)
    _few_enough(k)
    normals = quasi_normals(points, 2 * k, seed)
    scores = inputs.scores(normals[:, :k])
    plain = evaluate(model, inputs.from_scores(scores))
    products: dict[tuple[int, ...], Floats] = {}
    centre = plain.mean()
    for size in range(1, k):
        for known in combinations(range(k), size):
            again = inputs.scores_given(list(known), scores, normals[:, k:])
            products[known] = (plain - centre) * (evaluate(model, inputs.from_scores(again)) - centre)
    squares = (plain - centre) ** 2

    def effects(rows: slice) -> Floats:
        signal = _signal(float(squares[rows].mean()), noise_variance)
        return _effects(k, {u: float(each[rows].mean()) / signal for u, each in products.items()})

    return _with_errors(inputs.names, effects, points, blocks)


def _few_enough(count: int) -> None:
    if count > MOST_INPUTS:
        raise ValueError(
            f"Shapley effects visit all subsets of the inputs: at most {MOST_INPUTS}, and there are {count}"
        )


def _effects(k: int, explained: dict[tuple[int, ...], float]) -> Floats:
    """First, total and Shapley effects (3, k) of c(u) for all proper subsets u."""
    c = {u: np.array(value) for u, value in ({(): 0.0, tuple(range(k)): 1.0} | explained).items()}
    return _combined(k, c)


def _combined(k: int, c: dict[tuple[int, ...], Floats]) -> Floats:
    """First, total and Shapley effects (3, k, ...) of c(u), numbers or arrays, for all subsets u."""
    whole = tuple(range(k))
    result = np.zeros((3, k, *c[whole].shape))
    for i in range(k):
        others = [j for j in whole if j != i]
        result[0, i], result[1, i] = c[(i,)], c[whole] - c[tuple(others)]
        for size in range(k):
            weight = factorial(size) * factorial(k - 1 - size) / factorial(k)
            for u in combinations(others, size):
                result[2, i] += weight * (c[tuple(sorted((*u, i)))] - c[u])
    return result


def _with_errors(names: list[str], effects: Callable[[slice], Floats], points: int, blocks: int) -> pd.DataFrame:
    value = effects(slice(None))
    edges = np.linspace(0, points, blocks + 1).astype(int)
    parts = np.array([effects(slice(low, high)) for low, high in zip(edges, edges[1:])])
    error = parts.std(axis=0, ddof=1) / np.sqrt(blocks)
    columns = {}
    for row, name in enumerate(("first", "total", "shapley")):
        columns[name], columns[f"{name}_error"] = value[row], error[row]
    return pd.DataFrame(columns, index=pd.Index(names, name="input"))


def linear_gaussian(beta: ArrayLike, covariance: ArrayLike, names: list[str] | None = None) -> pd.DataFrame:
    """Exact first, total and Shapley effects of Y = beta' X, X normal with this covariance (k, k); `attrs["variance"]`
    is Var Y. c(u) = (Sigma_Vu beta)' Sigma_uu^-1 (Sigma_uV beta) / Var Y."""
    b, sigma = sample(beta, "beta"), np.asarray(covariance, dtype=np.float64)
    k = b.size
    _few_enough(k)
    variance = float(b @ sigma @ b)
    explained = {}
    for size in range(1, k):
        for u in combinations(range(k), size):
            along = sigma[list(u)] @ b
            explained[u] = float(along @ np.linalg.solve(sigma[np.ix_(u, u)], along)) / variance
    value = _effects(k, explained)
    table = pd.DataFrame(
        value.T, columns=["first", "total", "shapley"], index=pd.Index(names or range(k), name="input")
    )
    table.attrs["variance"] = variance
    return table


def of_draws(draws: pd.DataFrame, figure: ArrayLike, noise_variance: float = 0.0, neighbours: int = 3) -> pd.DataFrame:
    """First, total and Shapley effects from a finished run with two loops: no model is called, inputs may depend.

    draws: a row for each outer draw, a column for each uncertain input (m, k), k at most 12. figure: the figure of each
    draw (m,), such as AAL or TVaR. noise_variance: mean squared standard error of the figure within a draw.

    c(u) Var Y is the mean of Y_m times the Y of the `neighbours` draws nearest in the ranks of X_u: the errors of
    different draws are independent, so noise falls out of it and only Var Y has to be corrected. With few draws large
    subsets have distant neighbours, which takes from the effect of interactions; some hundred draws rank inputs,
    thousands measure them. Takes 2^k searches among the draws.

    A row for each input: first, total, shapley, each with its standard error, that of the mean of products over draws
    in which a draw counts by itself and as a neighbour: too large rather than too small as a rule. Constant columns
    have effects of 0."""
    x = np.asarray(draws, dtype=np.float64)
    y = sample(figure, "the figure of each draw")
    if x.ndim != 2 or x.shape[0] != y.size or y.size <= 2 * neighbours + 2:
        raise ValueError(f"{y.size} figures need a table of as many draws, and more than {2 * neighbours + 2} of them")
    varies = np.ptp(x, axis=0) > 0
    _few_enough(int(varies.sum()))
    if not varies.any():
        raise ValueError("no input differs between the draws")
    ranks = np.column_stack([stats.rankdata(column) for column in x[:, varies].T]) / y.size
    values = y - y.mean()
    signal = _signal(float(values.var()), noise_variance)
    k = ranks.shape[1]
    # For each draw what c(u) Var Y averages; for all inputs together that is Var Y itself.
    products: dict[tuple[int, ...], Floats] = {(): np.zeros_like(y), tuple(range(k)): values**2 - noise_variance}
    influences = dict(products)
    for size in range(1, k):
        for u in combinations(range(k), size):
            near, in_return = _of_neighbours(ranks[:, list(u)], values, neighbours)
            products[u] = values * near
            influences[u] = values * (near + in_return) - near * in_return
    by_draw = _combined(k, products) / signal  # (3, k, m)
    value = by_draw.mean(axis=2)
    spread = _combined(k, influences) / signal - value[:, :, None] * (values**2 - noise_variance) / signal
    error = spread.std(axis=2, ddof=1) / np.sqrt(y.size)
    whole = {}
    for row, name in enumerate(("first", "total", "shapley")):
        for suffix, table in (("", value), ("_error", error)):
            column = np.zeros(x.shape[1])
            column[varies] = table[row]
            whole[name + suffix] = column
    return pd.DataFrame(whole, index=pd.Index([str(name) for name in draws.columns], name="input"))


def _of_neighbours(points: Floats, values: Floats, count: int) -> tuple[Floats, Floats]:
    """For each draw the mean of the values of the `count` others nearest to it, and the sum, over `count`, of those of
    the draws to which it is one of the nearest."""
    _, found = spatial.cKDTree(points).query(points, k=count + 1)
    others = found != np.arange(values.size)[:, None]
    others[others.all(axis=1), -1] = False  # among equal points a draw may miss itself
    near = found[others].reshape(values.size, count)
    in_return = np.bincount(near.ravel(), weights=np.repeat(values, count), minlength=values.size) / count
    return np.asarray(values[near].mean(axis=1)), in_return


def mean_sensitivity(figures: ArrayLike, scores: ArrayLike) -> Estimate:
    """d E[g(X)] / d theta = E[g(X) s(X)], s = d ln f(X; theta) / d theta the score, from the trials of one run.

    figures: g of each trial (n,), for instance `losses > threshold` for a probability. scores: (n,), see the functions
    `*_score`. The mean of g, times a score of mean 0, is taken out, which lowers the error.
    """
    g, s = sample(figures, "figures"), sample(scores, "scores")
    terms = (g - g.mean()) * (s - s.mean())
    return Estimate(float(terms.mean()), float(terms.std(ddof=1) / np.sqrt(terms.size)))


def tvar_sensitivity(losses: ArrayLike, scores: ArrayLike, level: float) -> Estimate:
    """d TVaR_p / d theta = E[(X - VaR_p)+ s] / (1 - p): the change of VaR itself does not matter to first order."""
    x = sample(losses)
    excess = np.maximum(x - value_at_risk(x, level), 0) / (1 - level)
    return mean_sensitivity(excess, scores)


def poisson_score(counts: ArrayLike, rate: float) -> Floats:
    """d ln P(N = n) / d rate = n / rate - 1: derivative per unit of rate, from the number of events of each trial."""
    return np.asarray(np.asarray(counts, dtype=np.float64) / rate - 1)


def pareto_score(counts: ArrayLike, log_sums: ArrayLike, shape: float) -> Floats:
    """d ln L / d shape = n / shape - sum ln(x / threshold), from number and sum of ln(loss / threshold) of each
    trial."""
    return np.asarray(np.asarray(counts, dtype=np.float64) / shape - np.asarray(log_sums, dtype=np.float64))


def exponential_score(counts: ArrayLike, sums: ArrayLike, mean: float) -> Floats:
    """d ln L / d mean = (sum x / mean - n) / mean, from number and sum of the losses of each trial."""
    return np.asarray((np.asarray(sums, dtype=np.float64) / mean - np.asarray(counts, dtype=np.float64)) / mean)


def tail_drivers(losses: ArrayLike, drivers: pd.DataFrame, level: float) -> pd.DataFrame:
    """What differs in bad years: for each driver (column of trials) its mean in all trials and in those of a loss at
    VaR or beyond, the difference in standard deviations, and the rank correlation with the loss; largest difference
    first."""
    x = sample(losses)
    bad = x >= value_at_risk(x, level)
    rows = []
    for name in drivers.columns:
        values = sample(drivers[name].to_numpy(), str(name))
        sd = float(values.std())
        shift = float(values[bad].mean() - values.mean())
        rank = float(stats.spearmanr(values, x).statistic) if sd > 0 else 0.0
        rows.append((str(name), values.mean(), values[bad].mean(), shift / sd if sd > 0 else 0.0, rank))
    table = pd.DataFrame(rows, columns=["driver", "mean", "mean_in_tail", "shift", "rank_correlation"])
    table.attrs["tvar"] = tail_value_at_risk(x, level)
    return table.sort_values("shift", key=abs, ascending=False, ignore_index=True)
