"""CSV files, with each number as it is written, to the last bit."""

from __future__ import annotations

import os
from typing import Any

import pandas as pd

# Before pandas 3.1 the reader's own way is fast and off in the last bit now and then.
_EXACT: dict[str, Any] = (
    {} if tuple(map(int, pd.__version__.split(".")[:2])) >= (3, 1) else {"float_precision": "round_trip"}
)


def read_csv(path: str | os.PathLike[str]) -> pd.DataFrame:
    table: pd.DataFrame = pd.read_csv(path, **_EXACT)
    return table
