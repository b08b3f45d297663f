#!/usr/bin/python3
"""The tower of bench/scenarios/tower.yaml in vectorised NumPy: what a Python programmer would write for speed.

    tower_numpy.py MEAN_COUNT YEARS SEED    prints means and errors as JSON

Years go in chunks that stay in the cache; in one piece NumPy is slower.
"""
from __future__ import annotations

import json
import sys
from typing import NamedTuple

import numpy as np

SHAPE, SCALE, LOCATION = 0.33, 100_000.0, 1_000_000.0
CHUNK = 50_000


class Layer(NamedTuple):
    limit: float
    attachment: float
    premium: float
    reinstatements: int  # at 100 %, pro rata amount


LAYERS = [
    Layer(1e6, 1e6, 5_000, 2), Layer(1e6, 2e6, 4_000, 1), Layer(1e6, 3e6, 3_000, 0),
    Layer(1e6, 4e6, 2_000, 0), Layer(1e7, 5e6, 1_000, 0),
]


def simulate(rng: np.random.Generator, mean_count: float, years: int) -> tuple[np.ndarray, np.ndarray]:
    """Recovery and reinstatement premium, each of shape (layer, year)."""
    counts = rng.poisson(mean_count, years)
    year = np.repeat(np.arange(years), counts)
    losses = LOCATION + SCALE / SHAPE * ((1 - rng.random(year.size)) ** -SHAPE - 1)
    recovery = np.empty((len(LAYERS), years))
    reinstatement = np.zeros((len(LAYERS), years))
    for k, layer in enumerate(LAYERS):
        each = np.clip(losses - layer.attachment, 0, layer.limit)
        total = np.bincount(year, weights=each, minlength=years)
        recovery[k] = np.minimum(total, (layer.reinstatements + 1) * layer.limit)
        reinstated = np.minimum(recovery[k], layer.reinstatements * layer.limit)
        reinstatement[k] = layer.premium / layer.limit * reinstated
    return recovery, reinstatement


def main() -> None:
    mean_count, years, seed = float(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    rng = np.random.default_rng(seed)
    sums = np.zeros((2, 2, len(LAYERS)))  # recovery or premium; power; layer
    for first in range(0, years, CHUNK):
        for kind, values in enumerate(simulate(rng, mean_count, min(CHUNK, years - first))):
            sums[kind] += values.sum(axis=1), np.square(values).sum(axis=1)
    rows = []
    for kind, quantity in enumerate(["recovery", "reinstatement_premium"]):
        means = sums[kind, 0] / years
        deviations = np.sqrt(np.maximum(sums[kind, 1] / years - means**2, 0))
        for k in range(len(LAYERS)):
            rows.append({"party": f"Layer {k + 1}", "quantity": quantity, "aal": means[k],
                         "standard_error": deviations[k] / years**0.5, "sd": deviations[k]})
    json.dump(rows, sys.stdout, indent=0)


if __name__ == "__main__":
    main()
