"""The workload of `bench/lines` in the Proteus Actuarial Library (PyPI: proteusllp-actuarial-library), run by that script.

    lines_pal.py TRIALS SEED LINES    prints a JSON object of figures, each with its standard error
"""
import json
import math
import sys

import numpy as np
from pal import config, copulas, distributions, set_random_seed
from pal.contracts import XoLTower
from pal.frequency_severity import FrequencySeverityModel
from pal.variables import ProteusVariable

trials, seed, lines = map(int, sys.argv[1:4])
config.n_sims = trials
set_random_seed(seed)
names = [f"line {i}" for i in range(1, lines + 1)]
large = ProteusVariable("line", {
    name: FrequencySeverityModel(
        distributions.Poisson(mean=5), distributions.GPD(shape=0.33, scale=100_000, loc=1_000_000)
    ).generate()
    for name in names
})
totals = ProteusVariable("line", {name: large[name].aggregate() for name in names})
copulas.GumbelCopula(1.5, lines).apply(totals)
gross, recovery = np.zeros(trials), np.zeros(trials)
for i, name in enumerate(names):
    tower = XoLTower(
        limit=[1e6, 1e6, 1e6, 1e6, 1e7], excess=[1e6, 2e6, 3e6, 4e6, 5e6], premium=[1e5, 5e4, 3e4, 2e4, 1e4],
        aggregate_limit=[3e6, 2e6, 1e6, 1e6, 1e7],
    )
    recovery += np.asarray(tower.apply(large[name]).recoveries.aggregate().values)
    gross += np.asarray(totals[name].values)
    gross += np.asarray(distributions.Gamma(alpha=i + 1, theta=1e6).generate().values)


def mean(values: np.ndarray) -> tuple[float, float]:
    return float(values.mean()), float(values.std(ddof=1) / math.sqrt(trials))


def tvar(values: np.ndarray, level: float) -> tuple[float, float]:
    tail = np.sort(values)[math.ceil(level * trials) - 1 :]
    figure = float(tail[0] + (tail - tail[0]).sum() / ((1 - level) * trials))
    error = math.sqrt((tail.var() + level * (figure - tail[0]) ** 2) / ((1 - level) * trials))
    return figure, error


figures = {"gross": mean(gross), "recovery": mean(recovery), "net": mean(gross - recovery)}
print(json.dumps(figures | {"gross tvar 99 %": tvar(gross, 0.99), "net tvar 99 %": tvar(gross - recovery, 0.99)}))
