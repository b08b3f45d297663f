"""The table of trials of a result file as an xarray Dataset, read column by column as used.

xarray's own reader by h5netcdf asks every column for the size of the unlimited dimension of trials, for every column
again: a file with hundreds of columns takes half a minute to open. This one asks once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import h5py
import numpy as np
import xarray as xr
from xarray.backends.common import BackendArray
from xarray.core import indexing

_OURS = ("CLASS", "NAME", "REFERENCE_LIST", "DIMENSION_LIST", "_Netcdf4Dimid", "role")


class _Column(BackendArray):
    """A dataset of the file that is read when its values are asked for."""

    def __init__(self, dataset: h5py.Dataset) -> None:
        self._dataset = dataset
        self.shape = dataset.shape
        self.dtype = dataset.dtype

    def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
        return indexing.explicit_indexing_adapter(
            key, self.shape, indexing.IndexingSupport.OUTER_1VECTOR, self._dataset.__getitem__
        )


def open_tables(path: Path) -> xr.Dataset:
    """The columns of the table of trials with their coordinates and attributes, and the file's own attributes.

    Close it, or what holds it, to release the file. It has no variables if the run kept no table.
    """
    file = h5py.File(path, "r")
    dims = [name for name in ("trial", "year") if name in file]
    sizes = {name: file[name].shape[0] for name in dims}
    columns = {}
    for name, dataset in file.items():
        if "." in name and dataset.shape[:1] == (sizes.get("trial"),):
            lazy = indexing.LazilyIndexedArray(_Column(dataset))
            columns[name] = xr.Variable(dims[: len(dataset.shape)], lazy, _attributes(dataset))
    # What a trial has besides its number, such as the draw that it belongs to.
    labels = {
        name: ("trial", dataset[...], _attributes(dataset))
        for name, dataset in file.items()
        if "." not in name and name != "trial" and columns and dataset.shape == (sizes["trial"],) and _on_trials(dataset)
    }
    used = {dim for variable in columns.values() for dim in variable.dims}
    coordinates = {name: (name, file[name][...], _attributes(file[name])) for name in dims if name in used}
    coordinates |= labels
    dataset = xr.Dataset(columns, coordinates, _attributes(file))
    dataset.set_close(file.close)
    return dataset


def _on_trials(dataset: h5py.Dataset) -> bool:
    """Whether the only dimension is that of trials: tables of rows may happen to be as long."""
    return "DIMENSION_LIST" in dataset.attrs and dataset.file[dataset.attrs["DIMENSION_LIST"][0][0]].name == "/trial"


def _attributes(of: h5py.Dataset | h5py.File) -> dict[str, Any]:
    found = {}
    for name, value in of.attrs.items():
        if name not in _OURS:
            found[name] = value.item() if isinstance(value, np.generic) and not isinstance(value, np.void) else value
    return found
