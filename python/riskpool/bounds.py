"""How much of a tail is the dependence: bounds of VaR and TVaR of a sum whose parts are known and whose joint law is
not.

The comonotonic sum is not the worst for VaR. Closed forms serve two risks and equal risks; the rearrangement algorithm
serves any. Sources: Embrechts, Puccetti, Rueschendorf, Model uncertainty and VaR aggregation (2013); McNeil, Frey,
Embrechts, Quantitative Risk Management (2015), 8.4.4; Makarov (1981); Bernard, Rueschendorf, Vanduffel, VaR bounds with
a variance constraint (2017). Bounds are no forecasts.

A margin is a frozen law of scipy.stats (or whatever has `ppf` and `isf`), or a sample, array of any shape. Money is in
the unit of the margins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy import optimize

from riskpool.margin import Margin, as_margin, mean_upper
from riskpool.rearrangement import rearrange
from riskpool.tail import Floats, checked_level, sample, tail_value_at_risk, value_at_risk


class Bracket(NamedTuple):
    """A bound lies between these two up to a local optimum; the rearrangement algorithm finds them on a coarser and a
    finer grid of quantiles."""

    lower: float
    upper: float


class VarBounds(NamedTuple):
    """What VaR and TVaR of a sum can be. Money in the unit of the margins."""

    level: float
    worst_var: Bracket
    best_var: Bracket
    comonotonic_var: float
    worst_tvar: float
    """That of the comonotonic sum: the sum of the margins' TVaR."""
    best_tvar: float
    """From a rearrangement of the whole laws: an approximation, too high where the algorithm stops early."""
    starts_differ: float
    """Largest relative difference of worst and best VaR between the random starts; above 0.1 % suspect a local
    optimum."""


class HomogeneousBounds(NamedTuple):
    """Sharp bounds for equal margins."""

    worst_var: float
    best_var: float
    comonotonic_var: float
    worst_tvar: float


def frechet_all(events: ArrayLike) -> Bracket:
    """Bounds of P(all events happen), given each one's probability: max(0, sum p - n + 1) and min p."""
    p = _event_probabilities(events)
    return Bracket(max(0.0, float(p.sum()) - p.size + 1), float(p.min()))


def frechet_any(events: ArrayLike) -> Bracket:
    """Bounds of P(at least one event happens), given each one's probability: max p and min(1, sum p)."""
    p = _event_probabilities(events)
    return Bracket(float(p.max()), min(1.0, float(p.sum())))


def _event_probabilities(events: ArrayLike) -> Floats:
    p = sample(events, "probabilities")
    if (p < 0).any() or (p > 1).any():
        raise ValueError("probabilities lie from 0 to 1")
    return p


def two_risk_bounds(first: Margin | ArrayLike, second: Margin | ArrayLike, level: float) -> tuple[float, float]:
    """Sharp worst and best VaR of the sum of two risks (Makarov).

    worst = min over u in [p, 1] of F^-1(u) + G^-1(1 + p - u); best = max over u in [0, p] of F^-1(u) + G^-1(p - u).
    Equal margins with decreasing density give 2 F^-1((1 + p) / 2) and F^-1(0) + F^-1(p).
    """
    f, g, p = as_margin(first), as_margin(second), checked_level(level)

    def high(q: Any) -> Any:  # q = 1 - u, from 0 to 1 - p
        return f.isf(q) + g.isf((1 - p) - q)

    def low(u: Any) -> Any:
        return -(f.ppf(u) + g.ppf(p - u))

    return _least(high, 1 - p), -_least(low, p)


def _least(function: Any, end: float, points: int = 2001) -> float:
    """Least value on [0, end], both ends among the candidates: a grid, then Brent's method around its best point."""
    grid = np.linspace(0, end, points)
    values = np.asarray(function(grid), dtype=np.float64)
    values[np.isnan(values)] = np.inf
    best = int(values.argmin())
    around = (grid[max(best - 1, 0)], grid[min(best + 1, points - 1)])
    found = optimize.minimize_scalar(function, bounds=around, method="bounded", options={"xatol": 1e-12 * end})
    return min(float(values[best]), float(found.fun))


def homogeneous_bounds(margin: Margin | ArrayLike, count: int, level: float) -> HomogeneousBounds:
    """Sharp bounds for the sum of `count` risks with one law F whose density decreases (beyond VaR, for the worst; all
    over, for the best).

    worst VaR = d I(c), I(c) the mean of F^-1 over [p + (d - 1) c, 1 - c], where c in (0, (1 - p) / d) solves
    I(c) = (d - 1) / d F^-1(p + (d - 1) c) + F^-1(1 - c) / d; for d = 2, 2 F^-1((1 + p) / 2).
    best VaR = max((d - 1) F^-1(0) + F^-1(p), d E[X | X <= VaR_p]); for d = 2, F^-1(0) + F^-1(p).
    worst TVaR = d TVaR_p(X), infinite if the mean is. Raises ValueError for fewer than two risks.
    """
    law, p, d = as_margin(margin), checked_level(level), int(count)
    if d < 2:
        raise ValueError("bounds of a sum need two risks or more")
    lowest, var = float(law.ppf(0.0)), float(law.ppf(p))
    tvar = mean_upper(law, 0.0, 1 - p)
    if d == 2:
        return HomogeneousBounds(2 * float(law.isf((1 - p) / 2)), lowest + var, 2 * var, 2 * tvar)

    def gap(c: float) -> float:
        q = (1 - p) - (d - 1) * c  # the upper tail beyond a
        return mean_upper(law, c, q) - ((d - 1) * float(law.isf(q)) + float(law.isf(c))) / d

    largest = (1 - p) / d
    c = _root(gap, largest)
    worst = d * mean_upper(law, c, (1 - p) - (d - 1) * c)
    below = (mean_upper(law, 0.0, 1.0) - (1 - p) * tvar) / p if np.isfinite(tvar) else mean_upper(law, 1 - p, 1.0)
    return HomogeneousBounds(worst, max((d - 1) * lowest + var, d * below), d * var, d * tvar)


def _root(gap: Any, largest: float) -> float:
    """The inner root on (0, largest); the end itself, an empty interval, is one, too. The gap is below 0 for small c; 0
    or more from the start means that the tail can be mixed to a constant, and that worst VaR is worst TVaR: 0."""
    low, high = np.log(largest) - 250.0, np.log(largest) + np.log1p(-1e-4)
    if gap(float(np.exp(low))) >= 0:
        return 0.0
    if gap(float(np.exp(high))) <= 0:
        raise ValueError("the bound of equal margins needs a density that decreases in the tail; use var_bounds")
    return float(np.exp(optimize.brentq(lambda t: gap(float(np.exp(t))), low, high, xtol=1e-15, rtol=1e-14)))


def var_bounds(
    margins: Sequence[Margin | ArrayLike], level: float, points: int = 20_000, starts: int = 3, seed: int = 0
) -> VarBounds:
    """Bounds of VaR and TVaR of the sum of any risks, by the rearrangement algorithm.

    margins: d laws or samples. points: rows of the matrix, N; for margins without a largest loss the bracket narrows
    like 1 / N. starts: random orders to begin with; `starts_differ` says how far they ended apart.

    The tail [p, 1] of each margin is cut into N equally likely parts, whose lower ends give the lower matrix and whose
    upper ends the upper one (probability 1 is replaced by 1 - (1 - p) / (2 N)); worst VaR is the largest smallest row
    sum. Best VaR is the smallest largest row sum on [0, p]. Needs 8 d N bytes, time of order d N log N for each sweep.
    Raises ValueError for fewer than two margins."""
    laws, p, n = [as_margin(m) for m in margins], checked_level(level), int(points)
    if len(laws) < 2 or n < 2:
        raise ValueError("bounds of a sum need two margins or more, and two points or more")
    steps = np.arange(n + 1) / n
    above = (1 - p) * (1 - steps)  # upper tail probabilities of the grid, descending
    above[-1] = (1 - p) / (2 * n)
    tail = np.column_stack([np.asarray(law.isf(above), dtype=np.float64) for law in laws])
    body = np.column_stack([np.asarray(law.ppf(p * steps), dtype=np.float64) for law in laws])
    lowest = np.array([float(law.ppf(p / (2 * n))) for law in laws])
    body[0] = np.where(np.isfinite(body[0]), body[0], lowest)
    worst = [rearrange(part, "max_min", starts, seed) for part in (tail[:-1], tail[1:])]
    best = [rearrange(part, "min_max", starts, seed) for part in (body[:-1], body[1:])]
    middle = (np.arange(n) + 0.5) / n
    whole = np.column_stack([np.asarray(law.isf(1 - middle), dtype=np.float64) for law in laws])
    flattest = rearrange(whole, "min_max", 1, seed).matrix.sum(axis=1)
    return VarBounds(
        p,
        Bracket(worst[0].value, worst[1].value),
        Bracket(best[0].value, best[1].value),
        float(sum(float(law.ppf(p)) for law in laws)),
        float(sum(mean_upper(law, 0.0, 1 - p) for law in laws)),
        tail_value_at_risk(flattest, p),
        max(float(np.ptp(each.by_start)) / max(abs(each.value), 1e-300) for each in (*worst, *best)),
    )


class ColumnBounds(NamedTuple):
    """Bounds for columns of a run beside what the run itself found."""

    bounds: VarBounds
    reference_var: float
    """VaR of the sum as simulated."""
    dependence_uncertainty: float
    """(worst - best) / reference: how much of the figure is the choice of dependence."""


def column_bounds(
    columns: Mapping[str, ArrayLike],
    level: float,
    groups: Sequence[Sequence[str]] = (),
    points: int = 20_000,
    starts: int = 3,
    seed: int = 0,
) -> ColumnBounds:
    """Bounds for the sum of columns of one run, for example `run.tables[["a.net_loss", "b.net_loss"]]`.

    columns: name -> losses, all of one shape; rows belong together. groups: names whose joint law is taken as
    simulated: they are summed first, and only the dependence between groups and other columns is left open, which
    narrows the bounds."""
    values = {str(name): sample(np.asarray(columns[name]), str(name)) for name in columns}
    if len({each.size for each in values.values()}) > 1:
        raise ValueError("columns of one run have one length")
    known = [list(group) for group in groups]
    named = [name for group in known for name in group]
    if len(set(named)) < len(named) or not set(named) <= set(values):
        raise ValueError(f"each group lists columns, and none twice; there are {', '.join(values)}")
    parts = [sum((values[name] for name in group[1:]), values[group[0]]) for group in known]
    parts += [each for name, each in values.items() if name not in named]
    reference = value_at_risk(sum(parts[1:], parts[0]), level)
    bounds = var_bounds(parts, level, points, starts, seed)
    spread = (bounds.worst_var.upper - bounds.best_var.lower) / reference if reference != 0 else float("nan")
    return ColumnBounds(bounds, reference, spread)


def variance_bounds(mean: float, sd: float, level: float) -> Bracket:
    """Bounds of VaR of a sum of which mean and standard deviation alone are known (Cantelli):
    mean - sd sqrt((1 - p) / p) and mean + sd sqrt(p / (1 - p))."""
    p = checked_level(level)
    return Bracket(mean - sd * float(np.sqrt((1 - p) / p)), mean + sd * float(np.sqrt(p / (1 - p))))


def factor_bounds(
    states: Sequence[tuple[float, Sequence[Margin | ArrayLike]]], level: float, points: int = 2000, levels: int = 40
) -> float:
    """Worst VaR of a sum if the margins are known in each state of a common factor, and their dependence within a state
    is not.

    states: (probability of the state, margins in it). In each state the worst VaR is found on a grid of levels, which
    is the law of the worst conditional sum; the bound is VaR of their mixture (Bernard, Rueschendorf, Vanduffel, Wang,
    Risk bounds for factor models, 2017). At most the bound without the factor, up to the grid of `levels`."""
    p = checked_level(level)
    weights = np.array([weight for weight, _ in states], dtype=np.float64)
    if (weights <= 0).any() or abs(weights.sum() - 1) > 1e-9:
        raise ValueError("probabilities of states are above 0 and sum to 1")
    curves = []
    for weight, margins in states:
        # No state can hold more of the tail than all of it: levels from 1 - min(1, (1 - p) / weight) on matter.
        most = min(0.999, (1 - p) / weight)
        grid = most * np.geomspace(1, 0.02, levels)
        laws = [as_margin(margin) for margin in margins]
        steps = np.arange(1, points + 1) / points
        worst = []
        for q in grid:
            upper = q * (1 - steps)
            upper[-1] = q / (2 * points)
            matrix = np.column_stack([np.asarray(law.isf(upper), dtype=np.float64) for law in laws])
            worst.append(rearrange(matrix, "max_min", 1, 0).value)
        curves.append((np.maximum.accumulate(worst), grid))

    def beyond(x: float) -> float:
        return float(sum(w * np.interp(x, *curve, left=curve[1][0], right=0.0) for w, curve in zip(weights, curves)))

    low, high = min(float(c[0][0]) for c in curves), max(float(c[0][-1]) for c in curves)
    if beyond(low) <= 1 - p:
        return low
    return float(optimize.bisect(lambda x: beyond(x) - (1 - p), low, high, xtol=1e-9 * max(abs(high), 1e-300)))
