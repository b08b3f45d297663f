"""The ten-year loss ratio that a run of decade.yaml simulated, and how unusual the observed 249.28 % is in it.

    riskpool run scenarios/ic/decade.yaml -o with.h5
    riskpool run scenarios/ic/decade.yaml -o without.h5 --set 'sources[0].fab_fire.p_compartment_fails=0'
    python scenarios/ic/decade_report.py with.h5 without.h5 [--observed 249.28] [--png decade.png]

Reads any result file of one pool. Loss ratio: gross losses of all years of a trial over the premium of as many years.
In brackets are 95 % intervals of sampling error alone: not of what is unknown about the rates.
"""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

import h5py
import numpy as np

QUANTILES = [0.5, 0.75, 0.9, 0.95, 0.98, 0.99, 0.995]


def loss_ratios(path: Path) -> np.ndarray:
    """One loss ratio per trial, over all its years, as a fraction."""
    if not h5py.is_hdf5(path):
        raise ValueError(f"{path} is missing or no HDF5 file")
    with h5py.File(path) as file:
        if file.attrs.get("file_type") != "riskpool result":
            raise ValueError(f"{path} is no result file of riskpool")
        text = {name: file[name].asstr()[:] for name in ("payee", "payee_kind", "reason")}
        paid_in = (text["payee_kind"] == "pool") & (text["reason"] == "premium")
        columns = [name for name in file if name.endswith(".gross_loss") and file[name].ndim == 2]
        if paid_in.sum() != 1 or len(columns) != 1:
            raise ValueError(f"{path} needs premium and the trial table of exactly one pool")
        loss = file[columns[0]][:].astype(float)
        return loss.sum(axis=1) / (file["mean_transfer"][:][paid_in][0] * loss.shape[1])


def mean_of(ratios: np.ndarray) -> tuple[float, float, float]:
    half = 1.96 * ratios.std(ddof=1) / np.sqrt(ratios.size)
    return ratios.mean(), ratios.mean() - half, ratios.mean() + half


def quantile_of(ratios: np.ndarray, level: float) -> tuple[float, float, float]:
    """The smallest ratio that a part `level` of trials does not exceed; its interval by order statistics."""
    ordered = np.sort(ratios)
    n = ratios.size
    spread = 1.96 * np.sqrt(n * level * (1 - level))
    at = [np.ceil(n * level), np.floor(n * level - spread), np.ceil(n * level + spread) + 1]
    return tuple(ordered[np.clip(np.array(at, int) - 1, 0, n - 1)])


def probability_of(ratios: np.ndarray, level: float) -> tuple[float, float, float]:
    """Part of trials at or above `level`, with Wilson's interval."""
    n, p, z = ratios.size, float((ratios >= level).mean()), 1.96
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return p, centre - half, centre + half


def draw(named: dict[str, np.ndarray], observed: float, path: Path) -> None:
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    figure, axes = plt.subplots(figsize=(7, 4.2), layout="constrained")
    for name, ratios in named.items():
        exceeded = 1 - np.arange(1, ratios.size + 1) / ratios.size
        axes.plot(100 * np.sort(ratios), 100 * exceeded, label=name)
    axes.axvline(100 * observed, color="black", linestyle=":", label=f"observed {100 * observed:g} %")
    axes.set(xscale="log", yscale="log", ylim=(0.01, 100), xlabel="loss ratio of the whole period (%)",
             ylabel="probability of more (%)")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.savefig(path, dpi=150)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("results", nargs="+", type=Path, help="result files of riskpool, one column each")
    parser.add_argument("--observed", type=float, default=249.28, help="observed loss ratio, %% (default: %(default)s)")
    parser.add_argument("--png", type=Path, help="also draw the curves")
    given = parser.parse_args()
    observed = given.observed / 100
    try:
        named = {path.stem: loss_ratios(path) for path in given.results}
    except (OSError, ValueError, KeyError) as problem:
        print(f"decade_report: {problem}", file=sys.stderr)
        return 1
    rows = [("mean", mean_of, ())]
    rows += [(f"{100 * level:g} % quantile", quantile_of, (level,)) for level in QUANTILES]
    rows += [(f"P({100 * level:g} % or more)", probability_of, (level,)) for level in (1.0, observed)]
    print(f"{'loss ratio, %':24}" + "".join(f"{name:>28}" for name in named))
    print(f"{'trials':24}" + "".join(f"{ratios.size:>28,}" for ratios in named.values()))
    for label, measure, level in rows:
        figures = [np.multiply(100, measure(ratios, *level)) for ratios in named.values()]
        print(f"{label:24}" + "".join(f"{f'{value:.3g} [{low:.3g}, {high:.3g}]':>28}" for value, low, high in figures))
    if given.png:
        draw(named, observed, given.png)
    return 0


if __name__ == "__main__":
    sys.exit(main())
