"""How much to trust one's own experience: Buhlmann-Straub, hierarchical and limited-fluctuation credibility.

Sources: Buhlmann, Gisler, A Course in Credibility Theory and its Applications (2005), ch. 4 and 6; Ohlsson, Simplified
estimation of structure parameters in hierarchical credibility (2005); the R package actuar computes the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike
from scipy import stats

from riskpool.tail import Floats


@dataclass(frozen=True)
class Credibility:
    """A Buhlmann-Straub fit. Ratios (loss ratios, claims per exposure ...) in the unit of the data."""

    individual_mean: Floats
    """Weighted mean of each segment, (I,); NaN for a segment without data."""
    total_weight: Floats
    """(I,)"""
    within_variance: float
    """s2, the variance of a ratio of weight 1 about its segment's mean."""
    between_variance: float
    """a, the variance of the segments' means, 0 or more."""
    credibility: Floats
    """Z_i = w_i / (w_i + s2 / a), (I,)"""
    collective: float
    """sum Z_i X_i / sum Z_i; the weighted mean of all if a = 0."""
    premium: Floats
    """Z_i X_i + (1 - Z_i) collective, (I,)"""

    @property
    def mean_square_error(self) -> Floats:
        """Of each premium, (I,): a (1 - Z) (1 + (1 - Z) / sum Z), estimation of the collective included; s2 / w, the
        limit, if a = 0."""
        if self.between_variance == 0:
            return np.full(self.premium.shape, self.within_variance / self.total_weight.sum())
        rest = 1 - self.credibility
        return np.asarray(self.between_variance * rest * (1 + rest / self.credibility.sum()))

    def table(self, names: Sequence[str] | None = None) -> pd.DataFrame:
        """A row for each segment: weight, mean, credibility, premium and its standard error."""
        index = pd.Index(names if names is not None else range(len(self.premium)), name="segment")
        return pd.DataFrame(
            {
                "weight": self.total_weight,
                "mean": self.individual_mean,
                "credibility": self.credibility,
                "premium": self.premium,
                "standard_error": np.sqrt(self.mean_square_error),
            },
            index=index,
        )


def buhlmann_straub(ratios: ArrayLike, weights: ArrayLike, within_variance: float | None = None) -> Credibility:
    """Fits Buhlmann and Straub's model.

    ratios, weights: (I segments, years); NaN or weight 0 where a segment has no data in a year. within_variance: s2, if
    it is known from elsewhere; one year of data cannot estimate it.

        s2 = sum w_ij (X_ij - X_i)^2 / sum (n_i - 1)
        a  = (sum w_i (X_i - X)^2 - (I - 1) s2) / (w - sum w_i^2 / w), 0 if below

    Raises ValueError for fewer than two segments, or if s2 is neither given nor estimable.
    """
    x, w = np.asarray(ratios, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    if x.ndim != 2 or x.shape != w.shape or x.shape[0] < 2:
        raise ValueError("ratios and weights are tables of one shape, with two segments (rows) or more")
    there = np.isfinite(x) & np.isfinite(w) & (w > 0)
    if (w < 0).any():
        raise ValueError("weights are 0 or more")
    x, w = np.where(there, x, 0.0), np.where(there, w, 0.0)
    total = w.sum(axis=1)
    mean = np.divide((w * x).sum(axis=1), total, out=np.full(total.shape, np.nan), where=total > 0)
    if within_variance is None:
        freedom = int((there.sum(axis=1) - 1).clip(0).sum())
        if freedom == 0:
            raise ValueError("one year of data tells nothing about the variance within a segment: give within_variance")
        within_variance = float((w * (x - np.nan_to_num(mean)[:, None]) ** 2).sum()) / freedom
    return from_means(mean, total, within_variance)


def from_means(
    means: ArrayLike, weights: ArrayLike, within_variance: float, between_variance: float | None = None
) -> Credibility:
    """The same from the mean and the weight of each segment (I,) and s2; `between_variance`, a, is estimated if left
    out."""
    x, w = np.asarray(means, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    seen = w > 0
    if not seen.any() or within_variance < 0:
        raise ValueError("one segment with data, and a within_variance of 0 or more, are needed")
    a = _between([x[seen]], [w[seen]], within_variance) if between_variance is None else between_variance
    xbar = float(w[seen] @ x[seen] / w[seen].sum())
    z = np.zeros_like(w)
    if a > 0:
        z[seen] = w[seen] / (w[seen] + within_variance / a)
    collective = float(z[seen] @ x[seen] / z[seen].sum()) if a > 0 else xbar
    premium = z * np.where(seen, x, 0.0) + (1 - z) * collective
    return Credibility(x, w, within_variance, a, z, collective, premium)


def _between(means: Sequence[Floats], weights: Sequence[Floats], within_variance: float) -> float:
    """The unbiased estimate over groups of segments, 0 if below: numerators and denominators are summed over groups."""
    above = below = 0.0
    for x, w in zip(means, weights):
        total = w.sum()
        above += float(w @ (x - w @ x / total) ** 2) - (x.size - 1) * within_variance
        below += float(total - w @ w / total)
    return max(0.0, above / below) if below > 0 else 0.0


@dataclass(frozen=True)
class Hierarchy:
    """A fit of nested segments, from the whole down."""

    variances: list[float]
    """Between the groups of each level, outermost first, and last the variance within a segment."""
    collective: float
    nodes: pd.DataFrame
    """A row for each group and segment: level (1 outermost), name (path, "/" between), weight, mean, credibility,
    premium."""


def hierarchical(segments: Sequence[Sequence[str]], ratios: ArrayLike, weights: ArrayLike) -> Hierarchy:
    """Credibility of nested segments, such as (sector, sub-sector, insured).

    segments: a path of names for each row of the tables, all of one length. ratios, weights: as for `buhlmann_straub`.

    Upwards, Buhlmann-Straub is applied level by level: a group's mean is that of its parts weighted by their Z, its
    weight the sum of their Z, and the variance between the parts takes the place of that within. Downwards, each
    premium is Z mean + (1 - Z) premium of the group above. Where a variance between parts is 0, nothing tells them
    apart: Z = 0, the parts count by their own weights, and the variance within them stays that of the level above."""
    paths = [tuple(map(str, path)) for path in segments]
    x, w = np.asarray(ratios, dtype=np.float64), np.asarray(weights, dtype=np.float64)
    depth = len(paths[0]) if paths else 0
    if (
        depth < 1
        or any(len(path) != depth for path in paths)
        or len(set(paths)) < len(paths)
        or x.shape[0] != len(paths)
    ):
        raise ValueError("each row of the tables has a path of names of its own, all of one length")
    there = np.isfinite(x) & np.isfinite(w) & (w > 0)
    x, w = np.where(there, x, 0.0), np.where(there, w, 0.0)
    freedom = int((there.sum(axis=1) - 1).clip(0).sum())
    if freedom == 0:
        raise ValueError("one year of data tells nothing about the variance within a segment")
    total = w.sum(axis=1)
    means = np.divide((w * x).sum(axis=1), total, out=np.zeros_like(total), where=total > 0)
    within = float((w * (x - means[:, None]) ** 2).sum()) / freedom

    here = {path: (float(mean), float(weight)) for path, mean, weight in zip(paths, means, total)}
    variances, inner = [within], within  # inner / weight is the variance of a part's mean, given its place
    fitted: list[dict[tuple[str, ...], tuple[float, float, float]]] = []  # by level: mean, weight, credibility
    for _ in range(depth):
        groups: dict[tuple[str, ...], list[tuple[float, float]]] = {}
        for path, part in here.items():
            groups.setdefault(path[:-1], []).append(part)
        seen = [np.array([part for part in parts if part[1] > 0]).reshape(-1, 2) for parts in groups.values()]
        a = _between([g[:, 0] for g in seen if len(g)], [g[:, 1] for g in seen if len(g)], inner)
        ratio = inner / a if a > 0 else np.inf
        fitted.insert(0, {path: (mean, weight, weight / (weight + ratio)) for path, (mean, weight) in here.items()})
        above = {}
        for group, parts in groups.items():
            use = [weight / (weight + ratio) if a > 0 else weight for _, weight in parts]
            whole = sum(use)
            mean = sum(w * each for w, (each, _) in zip(use, parts)) / whole if whole > 0 else 0.0
            above[group] = (mean, whole)
        here, inner = above, a if a > 0 else inner
        variances.insert(0, a)
    collective = here[()][0]
    premium: dict[tuple[str, ...], float] = {(): collective}
    rows = []
    for level, parts_of_level in enumerate(fitted, 1):
        for path, (mean, weight, z) in parts_of_level.items():
            premium[path] = z * mean + (1 - z) * premium[path[:-1]]
            rows.append((level, "/".join(path), weight, mean, z, premium[path]))
    names = ["level", "name", "weight", "mean", "credibility", "premium"]
    return Hierarchy(variances, collective, pd.DataFrame(rows, columns=names))


def full_credibility_claims(probability: float = 0.9, within: float = 0.05, cv: float = 0.0) -> float:
    """Claims for full credibility: (z_{(1 + p) / 2} / k)^2 (1 + cv^2), so that the mean lies within a part k of the
    truth with probability p. cv: coefficient of variation of one claim; 0 for claim numbers."""
    if not 0 < probability < 1 or within <= 0 or cv < 0:
        raise ValueError("probability lies between 0 and 1, within is above 0, cv 0 or more")
    return float((stats.norm.ppf((1 + probability) / 2) / within) ** 2 * (1 + cv**2))


def limited_fluctuation(claims: float, full: float) -> float:
    """Z = min(1, sqrt(claims / full))."""
    if claims < 0 or full <= 0:
        raise ValueError("claims are 0 or more, and those for full credibility above 0")
    return min(1.0, float(np.sqrt(claims / full)))
