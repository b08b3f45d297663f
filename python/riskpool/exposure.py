"""Rating a layer by exposure where there is no experience: exposure curves, increased limits, Pareto extrapolation.

Sources: Bernegger, The Swiss Re exposure curves and the MBBEFD distribution class (1997); Riebesell, and Mack, Fackler,
Exposure rating in liability reinsurance (2003); Schmutter, Doerr, Das Pareto-Modell in der Sachrueckversicherung
(1998). Money in one unit; d is a part of the greatest loss. """

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from riskpool.tail import Floats


@dataclass(frozen=True)
class Mbbefd:
    """Bernegger's law of the degree of damage, 0 to 1: b 0 or more, g 1 or more; a total loss has probability 1 / g."""

    b: float
    g: float

    def __post_init__(self) -> None:
        if self.b < 0 or self.g < 1:
            raise ValueError("MBBEFD has b of 0 or more, and g of 1 or more")

    @classmethod
    def swiss_re(cls, c: float) -> Mbbefd:
        """b = exp(3.1 - 0.15 (1 + c) c), g = exp((0.78 + 0.12 c) c): c = 1.5, 2, 3, 4 are Swiss Re's Y1 to Y4, 5
        Lloyd's industrial."""
        return cls(float(np.exp(3.1 - 0.15 * (1 + c) * c)), float(np.exp((0.78 + 0.12 * c) * c)))

    def curve(self, d: ArrayLike) -> Floats:
        """G(d) = E[min(X, d)] / E[X] = ln(((g - 1) b + (1 - g b) b^d) / (1 - b)) / ln(g b), and its limits."""
        x, b, g = np.clip(np.asarray(d, dtype=np.float64), 0, 1), self.b, self.g
        if g == 1 or b == 0:
            return np.asarray(x)
        if b == 1:
            return np.asarray(np.log1p((g - 1) * x) / np.log(g))
        if abs(b * g - 1) < 1e-12:
            return np.asarray((1 - b**x) / (1 - b))
        return np.asarray(np.log(((g - 1) * b + (1 - g * b) * b**x) / (1 - b)) / np.log(g * b))

    def survival(self, x: ArrayLike) -> Floats:
        """P(X > x) = (1 - b) / ((g - 1) b^(1 - x) + 1 - g b) below 1, and 0 from 1 on."""
        at, b, g = np.asarray(x, dtype=np.float64), self.b, self.g
        if g == 1 or b == 0:
            inside = np.ones_like(at)
        elif b == 1:
            inside = 1 / (1 + (g - 1) * at)
        elif abs(b * g - 1) < 1e-12:
            inside = b**at
        else:
            inside = (1 - b) / ((g - 1) * b ** (1 - at) + 1 - g * b)
        return np.asarray(np.where(at >= 1, 0.0, np.where(at < 0, 1.0, inside)))

    def mean(self) -> float:
        """ln(g b) (1 - b) / (ln b (1 - g b)), and its limits; mean degree of damage."""
        b, g = self.b, self.g
        if g == 1 or b == 0:
            return 1.0
        if b == 1:
            return float(np.log(g) / (g - 1))
        if abs(b * g - 1) < 1e-12:
            return float((b - 1) / np.log(b))
        return float(np.log(g * b) * (1 - b) / (np.log(b) * (1 - g * b)))

    def quantile(self, level: float) -> float:
        """The least x with P(X <= x) >= level: 1 from 1 - 1 / g on."""
        b, g, s = self.b, self.g, 1 - level
        if g == 1 or b == 0 or s <= 1 / g:
            return 1.0
        if b == 1:
            return float((1 / s - 1) / (g - 1))
        if abs(b * g - 1) < 1e-12:
            return float(np.log(s) / np.log(b))
        return float(1 - np.log((g * b - 1) / (g - 1) + (1 - b) / (s * (g - 1))) / np.log(b))

    def layer(self, expected: float, greatest: float, limit: float, retention: float) -> float:
        """Expected loss of limit xs retention, of a risk with `expected` loss from the ground up and `greatest`
        possible loss: expected (G((D + L) / M) - G(D / M))."""
        upper, lower = self.curve([(retention + limit) / greatest, retention / greatest])
        return float(expected * (upper - lower))


def riebesell(limit: ArrayLike, basic_limit: float, z: float) -> Floats:
    """Increased limit factor (limit / basic)^log2(1 + z): each doubling of the limit costs z more. Loss from the ground
    up."""
    if not 0 < z < 1 or basic_limit <= 0:
        raise ValueError("z lies between 0 and 1, and the basic limit is above 0")
    return np.asarray((np.asarray(limit, dtype=np.float64) / basic_limit) ** np.log2(1 + z))


def riebesell_layer(limit: float, retention: float, basic_limit: float, basic_loss: float, z: float) -> float:
    """Expected loss of limit xs retention: basic_loss (ILF(D + L) - ILF(D)), the frequency being that of the ground."""
    upper, lower = riebesell([retention + limit, retention], basic_limit, z)
    return float(basic_loss * (upper - lower))


def riebesell_pareto(z: float) -> float:
    """The Pareto index that Riebesell's factors imply above a threshold: 1 - log2(1 + z)."""
    return float(1 - np.log2(1 + z))


def pareto_layer(
    limit: float, retention: float, known_limit: float, known_retention: float, known_expected: float, shape: float
) -> float:
    """Expected loss of a layer from that of a known one, both above the threshold of one Pareto law of index `shape`:
    the ratio of the integrals of x^-shape over the layers. A limit may be infinite if the shape is above 1."""
    return known_expected * _integral(limit, retention, shape) / _integral(known_limit, known_retention, shape)


def _integral(limit: float, retention: float, shape: float) -> float:
    low, high = retention, retention + limit
    if low <= 0 or limit <= 0 or shape <= 0:
        raise ValueError("layers have retentions and limits above 0, and the index is above 0")
    if abs(shape - 1) < 1e-12:
        return float(np.log(high / low))
    return float((high ** (1 - shape) - low ** (1 - shape)) / (1 - shape))
