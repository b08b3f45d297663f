"""Studies of a finished run with two loops: its draws as a table, and which uncertain number moves which figure.

A result of a scenario with uncertain numbers holds what each number was in each draw and what each figure was. See
`riskpool.sensitivity` for the effects and their sources.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import pandas as pd

from riskpool import information, sensitivity
from riskpool.tail import Floats


MOST_NUMBERS = 8  # all subsets of them are visited, among hundreds of draws


class Drawn(Protocol):
    """A `riskpool.Result` of a run with draws."""

    @property
    def draws(self) -> pd.DataFrame: ...

    @property
    def figures_by_draw(self) -> pd.DataFrame: ...

    @property
    def metrics(self) -> pd.DataFrame: ...


def table_of_draws(result: Drawn) -> pd.DataFrame:
    """A row for each draw, a column for each uncertain number, named by path. Numbers that share a belief are one
    column, named by all their paths with " = " between. ValueError if nothing was drawn."""
    long = result.draws
    if len(long) == 0:
        raise ValueError("the result has no draws: its scenario has no uncertain numbers, or was run at their means")
    wide = long.pivot(index="draw", columns="path", values="value").sort_index()
    groups: dict[bytes, list[str]] = {}
    for path in dict.fromkeys(long["path"]):
        groups.setdefault(wide[path].to_numpy(dtype=np.float64).tobytes(), []).append(str(path))
    return pd.DataFrame({" = ".join(paths): wide[paths[0]] for paths in groups.values()}, index=wide.index)


def figure_by_draw(
    result: Drawn, metric: str, party: str, quantity: str, basis: str = "annual", parameter: float | None = None
) -> pd.Series:
    """One figure in each draw, by number of draw. ValueError if the result has no such figure, or several (give
    `parameter`)."""
    rows = _rows(result.figures_by_draw, metric, party, quantity, basis, parameter)
    if rows["draw"].duplicated().any():
        known = sorted(set(rows["parameter"]))
        raise ValueError(f"{metric} has several parameters, {', '.join(f'{p:g}' for p in known)}: give one")
    return rows.set_index("draw")["value"].sort_index()


def _rows(
    table: pd.DataFrame, metric: str, party: str, quantity: str, basis: str, parameter: float | None
) -> pd.DataFrame:
    wanted = {"metric": metric, "party": party, "quantity": quantity, "basis": basis}
    keep = np.ones(len(table), dtype=bool)
    for column, value in wanted.items():
        keep &= (table[column] == value).to_numpy()
    if parameter is not None:
        keep &= np.isclose(table["parameter"].to_numpy(dtype=np.float64), parameter)
    if not keep.any():
        raise ValueError(f"the result has no {metric} of {party} {quantity} ({basis})")
    return table[keep]


def noise_variance(
    result: Drawn, metric: str, party: str, quantity: str, basis: str = "annual", parameter: float | None = None
) -> float:
    """Variance that the figure has over draws only because each draw has few trials: what the corrected credible band
    is narrower by than the plain one, (1 - (width corrected / width)^2) Var. 0 where the bands are not known."""
    row = _rows(result.metrics, metric, party, quantity, basis, parameter).iloc[0]
    plain = row["credible_high"] - row["credible_low"]
    corrected = row["corrected_high"] - row["corrected_low"]
    if not plain > 0 or not corrected >= 0:
        return 0.0
    values = figure_by_draw(result, metric, party, quantity, basis, parameter)
    return float(values.var(ddof=0)) * max(0.0, 1 - min(1.0, float(corrected / plain)) ** 2)


def effects(
    result: Drawn,
    metric: str,
    party: str,
    quantity: str,
    basis: str = "annual",
    parameter: float | None = None,
    neighbours: int = 3,
) -> pd.DataFrame:
    """First, total and Shapley effects of the uncertain numbers on one figure, noise of the inner loop taken out: a row
    for each number, largest Shapley effect first; columns as `sensitivity.of_draws`. At most 8 numbers: the others are
    left out by rank correlation with the figure, and `attrs["left_out"]` names them.

    For instance `effects(run, "tvar", "Pool", "net_loss", parameter=0.995)`.
    """
    inputs = table_of_draws(result)
    figure = figure_by_draw(result, metric, party, quantity, basis, parameter)
    there = figure.dropna().index
    inputs, figure = inputs.loc[there], figure.loc[there]
    left_out: Sequence[str] = []
    if inputs.shape[1] > MOST_NUMBERS:
        strength = inputs.corrwith(figure, method="spearman").abs().fillna(0.0).sort_values(ascending=False)
        left_out = [str(name) for name in strength.index[MOST_NUMBERS:]]
        inputs = inputs[[name for name in inputs.columns if name not in left_out]]
    noise = noise_variance(result, metric, party, quantity, basis, parameter)
    table = sensitivity.of_draws(inputs, figure.to_numpy(dtype=np.float64), noise, neighbours)
    table = table.sort_values("shapley", ascending=False)
    table.attrs["left_out"] = list(left_out)
    return table


def worth_of_knowing(designs: Sequence[Drawn], utilities: Sequence[Floats], knots: int = 6) -> pd.DataFrame:
    """Which number to learn before choosing among designs: EVPPI of each, as `information.rank_parameters`.

    designs: results of the designs on the same draws (one scenario's beliefs, one seed). utilities: for each design its
    utility in each draw, money, for instance minus `figure_by_draw(...)`."""
    draws = table_of_draws(designs[0])
    for other in designs[1:]:
        if not table_of_draws(other).equals(draws):
            raise ValueError("the designs were not run on the same draws: give them one seed and the same beliefs")
    return information.rank_parameters(
        np.column_stack([np.asarray(u, dtype=np.float64) for u in utilities]), draws, knots
    )
