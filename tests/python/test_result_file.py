"""A result file opens in other people's programs, with no help from riskpool: xarray, h5py, h5dump.

The file is the one that RISKPOOL_RESULT names, or is made by the program that RISKPOOL_PROGRAM names (else `riskpool` on
the path). The format is that of docs/result-file.md.
"""

import hashlib
import os
import shutil
import subprocess
import warnings
from pathlib import Path

import h5py
import numpy as np
import pytest
import xarray as xr

SOURCE = Path(__file__).resolve().parents[2]
TRIALS = 2000


@pytest.fixture(scope="module")
def result(tmp_path_factory):
    named = os.environ.get("RISKPOOL_RESULT")
    if named:
        assert Path(named).is_file(), f"RISKPOOL_RESULT names {named}, which does not exist"
        return Path(named)
    program = os.environ.get("RISKPOOL_PROGRAM") or shutil.which("riskpool")
    assert program, "set RISKPOOL_RESULT to a result file or RISKPOOL_PROGRAM to the program, or put riskpool on the path"
    path = tmp_path_factory.mktemp("result") / "x.h5"
    scenario = SOURCE / "scenarios" / "ic" / "pool.yaml"
    command = [program, "run", str(scenario), "-o", str(path), "--trials", str(TRIALS)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert run.returncode == 0, f"{' '.join(command)} failed:\n{run.stderr}"
    return path


@pytest.fixture(scope="module")
def raw(result):
    """What h5py reads: an HDF5 library and a reader that are not ours."""
    with h5py.File(result, "r") as file:
        yield file


@pytest.fixture(scope="module")
def dataset(result):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with xr.open_dataset(result, engine="h5netcdf") as opened:
            yield opened.load()


def scale_of(raw, name, dimension):
    [scale] = raw[name].dims[dimension].values()
    return scale.name.lstrip("/")


def trial_columns(raw):
    """The columns of the trial table, by h5py alone."""
    return [n for n in raw if "DIMENSION_LIST" in raw[n].attrs and scale_of(raw, n, 0) == "trial"]


def test_says_what_it_is(raw):
    assert raw.attrs["file_type"] == "riskpool result"
    assert raw.attrs["format_version"] == 2
    assert raw.attrs["format_version"].dtype == np.int64


def test_carries_its_scenario_and_seed(dataset):
    attributes = dataset.attrs
    for name in ("scenario_text", "scenario_sha256", "program_version", "table_hash", "seed", "trials", "years"):
        assert name in attributes, name
    signed = attributes["scenario_text"] + attributes["scenario_tables"] + attributes["settings"]
    assert attributes["scenario_sha256"] == hashlib.sha256(signed.encode()).hexdigest()
    if "RISKPOOL_RESULT" not in os.environ:
        assert attributes["scenario_text"] == (SOURCE / "scenarios" / "ic" / "pool.yaml").read_text(encoding="utf-8")
        assert attributes["trials"] == TRIALS


def test_xarray_names_every_dimension(dataset):
    anonymous = [d for d in dataset.dims if d.startswith("phony_dim")]
    assert not anonymous
    for dimension in dataset.dims:
        assert dimension in dataset.coords, f"{dimension} has no coordinate"


def test_xarray_finds_the_trial_table(dataset, raw):
    assert trial_columns(raw), "the file has no trial table"
    years, trials = int(dataset.attrs["years"]), int(dataset.attrs["trials"])
    first = int(dataset.attrs["first_trial"])
    assert list(dataset["year"].values) == list(range(1, years + 1))
    assert np.array_equal(dataset["trial"].values, np.arange(first, first + trials))
    for name in trial_columns(raw):
        column = dataset[name]
        assert column.dims in (("trial", "year"), ("trial",)), name
        assert column.attrs["units"], name
        assert column.attrs["long_name"], name
        assert column.dtype in (np.float32, np.float64), f"{name} was turned into {column.dtype}"
        assert np.isfinite(column.values).all(), name


def test_xarray_and_h5py_read_the_same_values(dataset, raw):
    for name in raw:
        direct, labelled = raw[name], dataset[name]
        assert labelled.shape == direct.shape, name
        if h5py.check_string_dtype(direct.dtype):
            assert list(labelled.values) == list(direct.asstr()[()]), name
        else:
            assert np.array_equal(labelled.values, direct[()], equal_nan=direct.dtype.kind == "f"), name


def test_texts_are_utf8_of_variable_length(raw):
    texts = [n for n in raw if h5py.check_string_dtype(raw[n].dtype)]
    assert texts
    for name in texts:
        kind = h5py.check_string_dtype(raw[name].dtype)
        assert kind.encoding == "utf-8" and kind.length is None, name


def test_trial_columns_are_plain_chunks_without_filter(raw):
    for name in trial_columns(raw):
        column = raw[name]
        assert column.chunks and column.compression is None, name
        assert column.maxshape[0] is None and column.maxshape[1:] == column.shape[1:], name
        assert np.prod(column.chunks) <= max(65536, column.shape[-1]), name


def test_the_dimension_scales_are_those_of_the_hdf5_library(raw):
    """h5py asks the high-level HDF5 library itself, which is not what wrote them."""
    for name in raw:
        dataset = raw[name]
        if h5py.h5ds.is_scale(dataset.id):
            assert h5py.h5ds.get_scale_name(dataset.id).decode() == name
            continue
        for dimension in range(dataset.ndim):
            scale = raw[scale_of(raw, name, dimension)]
            assert h5py.h5ds.is_attached(dataset.id, scale.id, dimension), (name, dimension)
            assert h5py.h5ds.get_num_scales(dataset.id, dimension) == 1
            assert scale.shape[0] == dataset.shape[dimension]


def test_the_library_can_detach_and_attach_the_scales_again(result, tmp_path):
    """Detaching needs both lists, DIMENSION_LIST and REFERENCE_LIST, to agree."""
    copy = tmp_path / "copy.h5"
    shutil.copy(result, copy)
    with h5py.File(copy, "r+") as raw:
        for name in [n for n in raw if "DIMENSION_LIST" in raw[n].attrs]:
            for dimension in range(raw[name].ndim):
                scale = raw[scale_of(raw, name, dimension)]
                h5py.h5ds.detach_scale(raw[name].id, scale.id, dimension)
                assert not h5py.h5ds.is_attached(raw[name].id, scale.id, dimension)
                raw[name].dims[dimension].attach_scale(scale)
        for name in [n for n in raw if h5py.h5ds.is_scale(raw[n].id)]:
            users = sum(scale_of(raw, n, d) == name for n in raw for d in range(len(raw[n].dims))
                        if "DIMENSION_LIST" in raw[n].attrs)
            assert len(raw[name].attrs.get("REFERENCE_LIST", [])) == users, name


def test_metrics_become_a_tidy_frame(dataset):
    columns = ["metric", "party", "quantity", "value", "standard_error", "low", "high"]
    frame = dataset[columns].to_dataframe()
    assert len(frame) == dataset.sizes["metric_row"] > 0
    assert (frame["metric"].str.len() > 0).all()
    assert np.isfinite(frame["value"]).any()


def test_h5dump_lists_every_dataset(result, raw):
    h5dump = shutil.which("h5dump")
    assert h5dump, "h5dump is missing: install hdf5-tools"
    listing = subprocess.run([h5dump, "-n", str(result)], capture_output=True, text=True, timeout=120)
    assert listing.returncode == 0, listing.stderr
    found = {line.split("/", 1)[1].strip() for line in listing.stdout.splitlines() if line.strip().startswith("dataset")}
    assert found == set(raw)
    whole = subprocess.run([h5dump, "-d", "/trial", "-A", str(result)], capture_output=True, text=True, timeout=120)
    assert whole.returncode == 0 and "H5T_STD_I64LE" in whole.stdout, whole.stderr


def test_equal_runs_write_equal_bytes(result, tmp_path):
    program = os.environ.get("RISKPOOL_PROGRAM") or shutil.which("riskpool")
    if "RISKPOOL_RESULT" in os.environ or not program:
        pytest.skip("RISKPOOL_RESULT names a file that may come from another program or other settings")
    again = tmp_path / "again.h5"
    scenario = SOURCE / "scenarios" / "ic" / "pool.yaml"
    subprocess.run([program, "run", str(scenario), "-o", str(again), "--trials", str(TRIALS)], check=True,
                   capture_output=True, timeout=300)
    assert again.read_bytes() == result.read_bytes()
