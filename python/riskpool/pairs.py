"""Tables of pairs of series, as `run.together` has them."""

from __future__ import annotations

import numpy as np
import pandas as pd


def with_ratio(table: pd.DataFrame, value: str = "value") -> pd.DataFrame:
    """The table with `ratio`, the value over what it would be if the two were independent; NaN where that is 0."""
    return table.assign(ratio=(table[value] / table["independent"]).where(table["independent"] > 0))


def square(together: pd.DataFrame, kind: str, measure: str) -> pd.DataFrame:
    """One measure of correlation of `run.together` as a square table with ones on its diagonal."""
    rows = together[(together["kind"] == kind) & (together["measure"] == measure)]
    if rows.empty:
        raise ValueError(f"the run tells no {measure} of any two of kind {kind}: its scenario needs output: {{together: {{}}}}")
    names = list(dict.fromkeys([*rows["first"], *rows["second"]]))
    table = pd.DataFrame(np.eye(len(names)), index=names, columns=names)
    for first, second, value in zip(rows["first"], rows["second"], rows["value"], strict=True):
        table.loc[first, second] = table.loc[second, first] = value
    return table
