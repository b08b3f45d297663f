"""Result files in Python: ours, xarray's and h5py's view of them, and two HDF5 libraries in one process."""

from __future__ import annotations

import subprocess
from pathlib import Path

import h5py
import numpy as np
import pytest
import riskpool as rp
import xarray as xr
from riskpool import _ext


@pytest.fixture(scope="module")
def written(small: rp.Scenario, tmp_path_factory: pytest.TempPathFactory) -> rp.Run:
    """A run in memory and in a file, in double precision."""
    exact = small.with_({"output": {"storage": "float64"}})
    return rp.run(exact, output=tmp_path_factory.mktemp("result") / "small.h5", progress=False)


def test_a_result_comes_back_as_it_was(written: rp.Run) -> None:
    assert written.path is not None
    with rp.open(written.path) as result:
        for name in ("metrics", "transfers", "treaties", "provenance"):
            assert getattr(result, name).equals(getattr(written, name)), name
        assert result.summary == written.summary
        for name in ("title", "currency", "years", "trials", "trials_asked", "first_trial", "seed", "scenario_text",
                     "settings", "program_version", "table_hash"):  # fmt: skip
            assert getattr(result, name) == getattr(written, name), name
        assert list(result.tables.data_vars) == list(written.tables.data_vars)
        for name, variable in result.tables.data_vars.items():
            mine = written.tables[name]
            assert variable.dims == mine.dims and np.array_equal(variable.values, mine.values), name
            assert variable.attrs["units"] == mine.attrs["units"]
            assert variable.attrs["long_name"] == mine.attrs["long_name"]
            assert variable.coords.identical(mine.coords) or variable.coords.equals(mine.coords)


def test_the_table_of_a_file_is_read_when_used(written: rp.Run) -> None:
    assert written.path is not None
    result = rp.open(written.path)
    loss = result.tables["pool.net_loss"]
    assert not loss.variable._in_memory
    some = loss.isel(trial=slice(10, 13)).values
    assert np.array_equal(some, written.tables["pool.net_loss"].values[10:13])
    assert not loss.variable._in_memory
    result.close()
    assert np.array_equal(result.tables["pool.net_loss"][10:13], some)  # opened again
    result.close()


def test_xarray_opens_a_result_with_no_help_from_us(written: rp.Run) -> None:
    with xr.open_dataset(written.path, engine="h5netcdf") as plain:
        assert plain["pool.net_loss"].dims == ("trial", "year")
        assert plain["pool.net_loss"].attrs["units"] == "CNY"
        assert np.array_equal(plain["pool.net_loss"].values, written.tables["pool.net_loss"].values)
        assert list(plain["metric"].values) == list(written.metrics["metric"])
        assert plain.attrs["seed"] == 11 and plain.attrs["scenario_text"] == written.scenario_text


def test_float32_is_what_a_file_keeps_by_default(small: rp.Scenario, tmp_path: Path) -> None:
    run = rp.run(small, trials=700, output=tmp_path / "r.h5", progress=False)
    stored = rp.open(tmp_path / "r.h5").tables["pool.net_loss"]
    assert stored.dtype == np.float32
    assert np.array_equal(stored.values, run.tables["pool.net_loss"].values.astype(np.float32))


def test_a_run_without_tables_in_memory_reads_its_output(small: rp.Scenario, written: rp.Run, tmp_path: Path) -> None:
    run = rp.run(written.scenario, output=tmp_path / "r.h5", tables=False, progress=False)
    assert np.array_equal(run.tables["pool.net_loss"].values, written.tables["pool.net_loss"].values)
    run.close()


def test_a_file_without_tables_says_so(small: rp.Scenario, tmp_path: Path) -> None:
    rp.run(small.with_({"output": {"trials": False}}), trials=100, output=tmp_path / "r.h5", progress=False)
    result = rp.open(tmp_path / "r.h5")
    assert result.trials == 100 and len(result.metrics)
    with pytest.raises(ValueError, match="no table of trials"):
        _ = result.tables


def test_what_is_no_result_is_refused(small: rp.Scenario, tmp_path: Path) -> None:
    (tmp_path / "text.h5").write_text("nothing of the kind")
    with h5py.File(tmp_path / "other.h5", "w") as other:
        other["x"] = [1, 2]
    for name in ("absent.h5", "text.h5", "other.h5"):
        with pytest.raises(rp.ResultError, match=name) as caught:
            rp.open(tmp_path / name)
        assert isinstance(caught.value, OSError)
    with pytest.raises(rp.ResultError):
        rp.run(small, trials=100, output=tmp_path / "no such folder" / "r.h5", progress=False)


SIDE_BY_SIDE = """
{imports}
import numpy as np
from pathlib import Path
folder, scenario = Path({folder!r}), rp.load({scenario!r})
with h5py.File(folder / "other.h5", "w") as other:          # theirs
    other["x"] = np.arange(5)
run = rp.run(scenario, trials=300, output=folder / "ours.h5")  # ours
with h5py.File(folder / "ours.h5") as ours, h5py.File(folder / "other.h5") as other:
    result = rp.open(folder / "ours.h5")                       # ours, while theirs has it open
    assert ours["pool.net_loss"].shape == (300, 3) and list(other["x"]) == [0, 1, 2, 3, 4]
    assert np.array_equal(ours["pool.net_loss"][:], run.tables["pool.net_loss"].values.astype("f4"))
    assert result.metrics.equals(run.metrics)
for again in range(3):
    try:
        rp.open(folder / "absent.h5")
    except rp.ResultError:
        pass
    try:
        h5py.File(folder / "absent.h5")
    except OSError:
        pass
maps = Path("/proc/self/maps").read_text().splitlines()
print(len({{line.split()[-1] for line in maps if "/libhdf5" in line and "_hl" not in line}}))
print(h5py.version.hdf5_version == ".".join(map(str, h5py.h5.get_libversion())))
"""


@pytest.mark.parametrize(
    "imports",
    [
        "import h5py\nimport riskpool as rp",
        "import riskpool as rp\nimport h5py",
        "import riskpool._ext\nimport h5py\nimport riskpool as rp",
    ],
    ids=["h5py first", "riskpool first", "module first"],
)
def test_h5py_and_riskpool_live_in_one_process(imports: str, small_path: Path, tmp_path: Path, python) -> None:
    told = python(SIDE_BY_SIDE.format(imports=imports, folder=str(tmp_path), scenario=str(small_path)))
    assert told.splitlines() == ["2", "True"]  # two libraries, and h5py calls the one it was built with


def test_the_module_shows_nothing_but_its_init_function() -> None:
    listed = subprocess.run(["nm", "-D", "--defined-only", _ext.__file__], capture_output=True, text=True, check=True)
    assert [line.split()[-1] for line in listed.stdout.splitlines()] == ["PyInit__ext"]
