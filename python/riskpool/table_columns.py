"""Columns of the loss tables of other programs, by the names that these give them."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from riskpool.exact_csv import read_csv

Floats = NDArray[np.float64]
Table = str | os.PathLike[str] | pd.DataFrame

# What other programs call the columns; ours come first. Case makes no difference.
NAMES = {
    "event": ("event", "EventId", "event_id"),
    "rate": ("rate", "EventRate", "annual_rate"),
    "insured": ("insured", "LocNumber"),
    "loss": ("loss", "MeanLoss", "mean", "PerspValue"),
    "sd": ("sd", "SDLoss", "spread", "standard_deviation", "std_dev"),
    "sdi": ("sdi", "StdDevI", "SDLossInd"),
    "sdc": ("sdc", "StdDevC", "SDLossCor"),
    "most": ("most", "MaxLoss", "ExpValue", "exposure"),
    "index": ("index",),
    "year": ("year", "Period", "period_no"),
    "time": ("time",),
    "day": ("day", "day_of_year"),
}


def read_table(table: Table) -> pd.DataFrame:
    if isinstance(table, pd.DataFrame):
        return table
    path = Path(table)
    if path.suffix in (".parquet", ".pq"):
        return pd.read_parquet(path)
    return read_csv(path)


def find_columns(
    frame: pd.DataFrame, needed: Sequence[str], more: Sequence[str], given: Mapping[str, str] | None,
    ignore: Sequence[str],
) -> dict[str, str]:  # fmt: skip
    """The table's name of each of our columns."""
    ours_ = (*needed, *more)
    for ours in given or {}:
        if ours not in ours_:
            raise ValueError(f'columns names "{ours}", and there are {", ".join(ours_)}')
    there = {str(name).lower(): name for name in frame.columns if name not in ignore}
    found = {}
    for ours in ours_:
        wanted = (given[ours],) if given and ours in given else NAMES[ours]
        match = next((there[name.lower()] for name in wanted if name.lower() in there), None)
        if match is not None:
            found[ours] = match
        elif ours in needed or (given and ours in given):
            raise ValueError(f"the table has no column {' or '.join(wanted)}: it has {', '.join(map(str, frame.columns))}")
    unread = [str(name) for name in there.values() if name not in found.values()]
    if unread:
        raise ValueError(f"nothing reads the columns {', '.join(unread)} of the table: say with columns=... what they are, "
                         f"or leave them out with ignore={unread}")  # fmt: skip
    return found


def insureds_of(frame: pd.DataFrame, found: Mapping[str, str], insured: str | None) -> list[str]:
    if insured is not None:
        if "insured" in found:
            raise ValueError(f'the table says who has each loss in "{found["insured"]}": leave insured out')
        return [insured] * len(frame)
    if "insured" not in found:
        raise ValueError("the table does not say who has the losses: name the insured with insured=...")
    return [str(each) for each in frame[found["insured"]]]


def numbers_of(frame: pd.DataFrame, column: str, least: float) -> Floats:
    values = pd.to_numeric(frame[column], errors="coerce").to_numpy(np.float64)
    bad = np.flatnonzero(~(np.isfinite(values) & (values >= least)))
    if bad.size:
        raise ValueError(f"{place_of(int(bad[0]))}: {column} must be {least:g} or more, and is {frame[column].iloc[bad[0]]}")
    return values


def place_of(row: int) -> str:
    return f"row {row + 1} of the table"
