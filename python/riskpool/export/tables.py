"""All tables of a result as Parquet or CSV, a file each."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import xarray as xr

from riskpool.cast import Cast
from riskpool.result import Result

_CELLS_AT_ONCE = 2**22  # values of all columns together: bounds the memory whatever the number of trials

ABOUT = (
    "title", "currency", "years", "trials", "trials_asked", "first_trial", "seed", "program_version", "table_hash",
    "settings", "scenario_text",
)  # fmt: skip


def write_tables(result: Result, folder: Path, to: Literal["parquet", "csv"]) -> None:
    """metrics, transfers, treaties, provenance; accumulation and together where there are any; trials (a row for each
    trial and year) and paths (a row for each trial) where the run kept them; columns, which says what is in those two;
    about.json."""
    for name in ("metrics", "transfers", "treaties", "provenance"):
        _write(getattr(result, name), folder / f"{name}.{to}", to)
    for name in ("accumulation", "together"):
        if len(found := getattr(result, name)):
            _write(found, folder / f"{name}.{to}", to)
    tables = Cast(result).tables
    if tables is not None:
        for name, dims in (("trials", ("trial", "year")), ("paths", ("trial",))):
            chosen = tables[[each for each, v in tables.data_vars.items() if v.dims == dims]]
            if chosen.data_vars:
                _write_in_parts(chosen, folder / f"{name}.{to}", to)
        _write(_columns(tables), folder / f"columns.{to}", to)
    about = {name: getattr(result, name) for name in ABOUT}
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _columns(tables: xr.Dataset) -> pd.DataFrame:
    rows = [
        (name, " x ".join(map(str, v.dims)), v.attrs.get("units", ""), v.attrs.get("long_name", ""))
        for name, v in tables.data_vars.items()
    ]
    return pd.DataFrame(rows, columns=["column", "dimensions", "units", "meaning"])


def _write(frame: pd.DataFrame, path: Path, to: str) -> None:
    if to == "parquet":
        pq.write_table(pa.Table.from_pandas(frame, preserve_index=False), path)
    else:
        frame.to_csv(path, index=False)


def _write_in_parts(tables: xr.Dataset, path: Path, to: str) -> None:
    if to == "csv":
        for i, part in enumerate(_parts(tables)):
            part.to_csv(path, index=False, header=i == 0, mode="w" if i == 0 else "a")
        return
    labels = [name for name, v in tables.coords.items() if v.dims == ("trial",) and name != "trial"]
    fields = [pa.field(str(name), pa.int64()) for name in [*tables.sizes, *labels]]
    for name, v in tables.data_vars.items():
        about = {"units": str(v.attrs.get("units", "")), "long_name": str(v.attrs.get("long_name", ""))}
        fields.append(pa.field(str(name), pa.from_numpy_dtype(v.dtype), metadata=about))
    schema = pa.schema(fields)
    with pq.ParquetWriter(path, schema) as writer:
        for part in _parts(tables):
            writer.write_table(pa.Table.from_pandas(part, schema, preserve_index=False))


def _parts(tables: xr.Dataset) -> Iterator[pd.DataFrame]:
    """Runs of whole trials as frames: trial, year (if there is one), and the columns."""
    trials = tables.sizes["trial"]
    years = tables.sizes.get("year", 1)
    step = max(_CELLS_AT_ONCE // (years * max(len(tables.data_vars), 1)), 1)
    for first in range(0, trials, step):
        part = tables.isel(trial=slice(first, first + step))
        columns = {"trial": np.repeat(part["trial"].values, years)}
        if "year" in tables.sizes:
            columns["year"] = np.tile(part["year"].values, part.sizes["trial"])
        labels = [name for name, v in part.coords.items() if v.dims == ("trial",) and name != "trial"]
        columns |= {str(name): np.repeat(part[name].values, years) for name in labels}
        columns |= {str(name): v.values.ravel() for name, v in part.data_vars.items()}
        yield pd.DataFrame(columns)
