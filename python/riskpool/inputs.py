"""Uncertain inputs of a study: laws by name, joined by a Gaussian copula, drawn on quasi-random points.

An input is a frozen law of scipy.stats, or whatever has `ppf`. A model is a function of an array (n, k), columns in the
order of the inputs, that gives n values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np
from numpy.typing import ArrayLike
from scipy import special, stats

from riskpool.tail import Floats


class Law(Protocol):
    def ppf(self, q: Any) -> Any: ...


Model = Callable[[Floats], ArrayLike]


class Inputs:
    """Laws by name, with the correlation matrix (k, k) of their normal scores; independent if left out.

    Raises ValueError if the matrix is no correlation matrix.
    """

    def __init__(self, laws: Mapping[str, Law], correlation: ArrayLike | None = None) -> None:
        if not laws:
            raise ValueError("a study needs one input or more")
        self.names = list(laws)
        self._laws = list(laws.values())
        size = len(self._laws)
        self.correlation = np.eye(size) if correlation is None else np.asarray(correlation, dtype=np.float64)
        r = self.correlation
        if r.shape != (size, size) or not np.allclose(r, r.T) or not np.allclose(np.diag(r), 1):
            raise ValueError(
                f"the correlation of {size} inputs is a symmetric matrix of {size} rows with ones on its diagonal"
            )
        if np.linalg.eigvalsh(r).min() < -1e-10:
            raise ValueError(
                "the correlation matrix is not positive semi-definite; copula.nearest_correlation repairs it"
            )

    def __len__(self) -> int:
        return len(self.names)

    def from_scores(self, scores: Floats) -> Floats:
        """Values (n, k) of normal scores (n, k)."""
        uniform = special.ndtr(scores)
        return np.column_stack([np.asarray(law.ppf(uniform[:, j])) for j, law in enumerate(self._laws)])

    def scores(self, normals: Floats) -> Floats:
        """Dependent normal scores (n, k) of independent ones."""
        return normals @ root(self.correlation).T

    def scores_given(self, known: list[int], scores: Floats, normals: Floats) -> Floats:
        """`scores` (n, k) with all columns but the `known` drawn anew from their law given these; `normals` (n, k) are
        independent and drive the draw."""
        rest = [j for j in range(len(self)) if j not in known]
        r = self.correlation
        anew = scores.copy()
        slope = np.linalg.lstsq(r[np.ix_(known, known)], r[np.ix_(known, rest)], rcond=None)[0]
        left = r[np.ix_(rest, rest)] - r[np.ix_(rest, known)] @ slope
        anew[:, rest] = scores[:, known] @ slope + normals[:, rest] @ root(left).T
        return anew


def root(matrix: Floats) -> Floats:
    """A square root A of a positive semi-definite matrix, A A' = matrix; singular ones, too."""
    values, vectors = np.linalg.eigh(matrix)
    return np.asarray(vectors * np.sqrt(np.clip(values, 0, None)))


def quasi_normals(points: int, dimensions: int, seed: int) -> Floats:
    """Standard normal scores (points, dimensions) of a scrambled Sobol sequence; points a power of 2, else
    ValueError."""
    if points < 2 or points & (points - 1):
        raise ValueError(f"quasi-random points come in powers of 2, and {points} is none")
    uniform = stats.qmc.Sobol(dimensions, scramble=True, rng=seed).random(points)
    return np.asarray(special.ndtri(np.clip(uniform, 1e-15, 1 - 1e-15)))


def evaluate(model: Model, values: Floats) -> Floats:
    """The model's values (n,), checked; ValueError if it gives anything but n finite numbers."""
    result = np.asarray(model(values), dtype=np.float64)
    if result.shape != (values.shape[0],) or not np.isfinite(result).all():
        raise ValueError(f"the model gives an array {result.shape}, and {values.shape[0]} finite numbers are needed")
    return result
