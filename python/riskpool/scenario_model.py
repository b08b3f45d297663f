"""A scenario as a function of some of its numbers, for studies that call a model: Sobol indices, corners of intervals,
bisection."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from riskpool.result import Run
from riskpool.run import run
from riskpool.scenario import Scenario
from riskpool.tail import Floats


def model_of(
    scenario: Scenario,
    paths: Sequence[str | Sequence[str]],
    measure: Callable[[Run], float],
    trials: int | None = None,
    seed: int | None = None,
) -> Callable[[Floats], Floats]:
    """The function (n, k) -> (n,) that sets the numbers at `paths`, runs the scenario and measures a figure.

    paths: k of them; a list of paths moves together, as one number. measure: for instance `stress_run.figure("tvar",
    "Pool", "net_loss", parameter=0.995)`. Every point runs on one seed, so that differences between points are those of
    the numbers; its Monte Carlo error is common to all and no noise between them.

    `sensitivity.sobol(model_of(pool, paths, measure, 2000), Inputs({...}), points=64)` is 64 (k + 2) runs. Raises
    ScenarioError where a number is out of its bounds. """
    together = [[path] if isinstance(path, str) else list(path) for path in paths]

    def model(points: Floats) -> Floats:
        values = []
        for point in np.atleast_2d(points):
            settings = {path: float(x) for group, x in zip(together, point, strict=True) for path in group}
            values.append(measure(run(scenario.with_(settings), trials, seed, progress=False)))
        return np.array(values)

    return model
