"""Copulas for studies: samplers in numpy, their measures of dependence, and re-ordering of simulated years.

The engine joins sources by itself, in the scenario; these are independent of it. Sources: McNeil, Frey, Embrechts,
Quantitative Risk Management, ch. 7; Nelsen, An Introduction to Copulas; Joe, Dependence Modeling with Copulas (vines);
Iman, Conover (1982). Samples are (n, d) uniforms; every sampler takes a numpy Generator."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from riskpool.inputs import root
from riskpool.tail import Floats


class Repaired(NamedTuple):
    """A correlation matrix that holds together, and what that took."""

    matrix: Floats
    largest_change: float
    """Largest absolute change of an entry; 0 if the matrix was positive semi-definite."""


def nearest_correlation(matrix: ArrayLike) -> Repaired:
    """A positive semi-definite correlation matrix: negative eigenvalues to 0, then the diagonal back to 1. Report the
    change."""
    r = np.asarray(matrix, dtype=np.float64)
    if r.ndim != 2 or r.shape[0] != r.shape[1] or not np.allclose(r, r.T):
        raise ValueError("a correlation matrix is square and symmetric")
    values, vectors = np.linalg.eigh(r)
    if values.min() >= -1e-12:
        return Repaired(r.copy(), 0.0)
    clipped = (vectors * np.maximum(values, 0)) @ vectors.T
    scale = np.sqrt(np.diag(clipped))
    repaired = clipped / np.outer(scale, scale)
    np.fill_diagonal(repaired, 1.0)
    return Repaired(repaired, float(np.abs(repaired - r).max()))


def gaussian(correlation: ArrayLike, n: int, rng: np.random.Generator) -> Floats:
    """U = Phi(Z), Z normal with this correlation (d, d)."""
    return np.asarray(special.ndtr(_normals(correlation, n, rng)))


def student(correlation: ArrayLike, degrees: float, n: int, rng: np.random.Generator) -> Floats:
    """U = t_nu(Z sqrt(nu / chi2_nu)): one chi-square for all columns of a row."""
    z = _normals(correlation, n, rng)
    return np.asarray(stats.t.cdf(z * np.sqrt(degrees / rng.chisquare(degrees, n))[:, None], degrees))


def _normals(correlation: ArrayLike, n: int, rng: np.random.Generator) -> Floats:
    r = np.asarray(correlation, dtype=np.float64)
    if r.ndim != 2 or np.linalg.eigvalsh(r).min() < -1e-10:
        raise ValueError("the correlation matrix is not positive semi-definite: see nearest_correlation")
    return rng.standard_normal((n, r.shape[0])) @ root(r).T


def clayton(theta: float, d: int, n: int, rng: np.random.Generator) -> Floats:
    """U_j = (1 + E_j / V)^(-1 / theta), V ~ Gamma(1 / theta); theta above 0. Joint small values: `1 - U` for large
    ones."""
    if theta <= 0:
        raise ValueError("Clayton's theta is above 0")
    v = rng.gamma(1 / theta, size=n)
    return np.asarray((1 + rng.standard_exponential((n, d)) / v[:, None]) ** (-1 / theta))


def gumbel(theta: float, d: int, n: int, rng: np.random.Generator) -> Floats:
    """U_j = exp(-(E_j / V)^(1 / theta)), V positive stable of index 1 / theta; theta 1 or more. Joint large values."""
    if theta < 1:
        raise ValueError("Gumbel's theta is 1 or more")
    v = positive_stable(1 / theta, n, rng) if theta > 1 else np.ones(n)
    return np.asarray(np.exp(-((rng.standard_exponential((n, d)) / v[:, None]) ** (1 / theta))))


def positive_stable(index: float, n: int, rng: np.random.Generator) -> Floats:
    """Positive stable draws with Laplace transform exp(-s^index), 0 < index < 1 (Kanter 1975)."""
    t, e = rng.uniform(0, np.pi, n), rng.standard_exponential(n)
    return np.asarray(
        np.sin(index * t) / np.sin(t) ** (1 / index) * (np.sin((1 - index) * t) / e) ** ((1 - index) / index)
    )


class PairCopula(Protocol):
    """A pair copula by its h-function h(u | v) = P(U <= u | V = v) and the inverse in u."""

    def h(self, u: Floats, v: Floats) -> Floats: ...

    def inverse(self, p: Floats, v: Floats) -> Floats: ...


class GaussianPair(NamedTuple):
    """h(u | v) = Phi((Phi^-1(u) - rho Phi^-1(v)) / sqrt(1 - rho^2)); rho strictly between -1 and 1."""

    rho: float

    def h(self, u: Floats, v: Floats) -> Floats:
        x, y = special.ndtri(u), special.ndtri(v)
        return np.asarray(special.ndtr((x - self.rho * y) / np.sqrt(1 - self.rho**2)))

    def inverse(self, p: Floats, v: Floats) -> Floats:
        return np.asarray(special.ndtr(special.ndtri(p) * np.sqrt(1 - self.rho**2) + self.rho * special.ndtri(v)))


class ClaytonPair(NamedTuple):
    """h(u | v) = v^(-theta - 1) (u^-theta + v^-theta - 1)^(-1 - 1 / theta); theta above 0."""

    theta: float

    def h(self, u: Floats, v: Floats) -> Floats:
        t = self.theta
        return np.asarray(v ** (-t - 1) * (u**-t + v**-t - 1) ** (-1 - 1 / t))

    def inverse(self, p: Floats, v: Floats) -> Floats:
        t = self.theta
        return np.asarray(((p * v ** (t + 1)) ** (-t / (1 + t)) + 1 - v**-t) ** (-1 / t))


def d_vine(pairs: Sequence[Sequence[PairCopula]], n: int, rng: np.random.Generator) -> Floats:
    """Draws (n, d) of a D-vine 1-2-...-d: pairs[k][i] joins variables i and i + k + 1 given those between them.

    Inverse h-functions along the order (Joe; Aas et al., Pair-copula constructions, 2009). The trees have d - 1, d - 2,
    ..., 1 pairs."""
    d = len(pairs) + 1
    if [len(tree) for tree in pairs] != list(range(d - 1, 0, -1)):
        raise ValueError("a D-vine of d variables has trees of d - 1, d - 2, ..., 1 pairs")
    w = np.clip(rng.uniform(size=(n, d)), 1e-15, 1 - 1e-15)
    u = np.empty((n, d))
    u[:, 0] = w[:, 0]
    left = [u[:, 0]]  # left[k] of variable i - 1: F(u_{i-1-k} | u_{i-k} .. u_{i-1})
    for i in range(1, d):
        values = w[:, i]
        given = [values]  # F(u_i | u_{i-k} .. u_{i-1}), k = i, ..., 0
        for k in range(i - 1, -1, -1):
            values = pairs[k][i - 1 - k].inverse(values, left[k])
            given.append(values)
        given.reverse()  # given[k] = F(u_i | the k before)
        u[:, i] = values
        anew = [values]
        for k in range(i):
            anew.append(pairs[k][i - 1 - k].h(left[k], given[k]))
        left = anew
    return u


def gaussian_vine_correlation(r12: float, r23: float, r13_given_2: float) -> float:
    """r13 = r13|2 sqrt((1 - r12^2)(1 - r23^2)) + r12 r23."""
    return float(r13_given_2 * np.sqrt((1 - r12**2) * (1 - r23**2)) + r12 * r23)


class Dependence(NamedTuple):
    """Measures of one pair; tail dependence is lim P(V beyond | U beyond)."""

    kendall: float
    tail_lower: float
    tail_upper: float


def gaussian_dependence(rho: float) -> Dependence:
    """tau = 2 / pi asin rho; no tail dependence below rho = 1."""
    return Dependence(float(2 / np.pi * np.arcsin(rho)), 0.0, 0.0)


def student_dependence(rho: float, degrees: float) -> Dependence:
    """tau = 2 / pi asin rho; both tails 2 t_{nu+1}(-sqrt((nu + 1)(1 - rho) / (1 + rho)))."""
    tail = float(2 * stats.t.cdf(-np.sqrt((degrees + 1) * (1 - rho) / (1 + rho)), degrees + 1))
    return Dependence(float(2 / np.pi * np.arcsin(rho)), tail, tail)


def clayton_dependence(theta: float) -> Dependence:
    """tau = theta / (theta + 2); lower tail 2^(-1 / theta)."""
    return Dependence(theta / (theta + 2), 2 ** (-1 / theta), 0.0)


def gumbel_dependence(theta: float) -> Dependence:
    """tau = 1 - 1 / theta; upper tail 2 - 2^(1 / theta)."""
    return Dependence(1 - 1 / theta, 0.0, 2 - 2 ** (1 / theta))


def clayton_cdf(u: float, v: float, theta: float) -> float:
    """C(u, v) = (u^-theta + v^-theta - 1)^(-1 / theta)."""
    return float((u**-theta + v**-theta - 1) ** (-1 / theta))


def gumbel_cdf(u: float, v: float, theta: float) -> float:
    """C(u, v) = exp(-((-ln u)^theta + (-ln v)^theta)^(1 / theta))."""
    return float(np.exp(-(((-np.log(u)) ** theta + (-np.log(v)) ** theta) ** (1 / theta))))


def both_above(cdf: float, level: float) -> float:
    """P(U > a, V > a) = 1 - 2 a + C(a, a)."""
    return 1 - 2 * level + cdf


def reorder(columns: ArrayLike, uniforms: ArrayLike) -> Floats:
    """Each column (n, d) put in the order of ranks of a copula sample (n, d): margins stay as they are, whole years are
    permuted between lines, and dependence becomes that of the sample (Iman and Conover's idea)."""
    x, u = np.asarray(columns, dtype=np.float64), np.asarray(uniforms, dtype=np.float64)
    if x.shape != u.shape or x.ndim != 2:
        raise ValueError("columns and copula sample have one shape, (n, d)")
    result = np.empty_like(x)
    for j in range(x.shape[1]):
        result[np.argsort(u[:, j], kind="stable"), j] = np.sort(x[:, j])
    return result
