"""Exports, read back with other libraries: the same tables, and the figures of the run computed anew from them."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest
import riskpool as rp
from riskpool.exact_csv import _EXACT
from riskpool.export import write
from riskpool.export import tables as written_tables
from riskpool.export.ord import Series, splt
from riskpool.export.program import main

BOARD = Path(__file__).with_name("board.yaml")


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("export") / "board.h5"
    rp.run(rp.load(BOARD), trials=2000, output=path, tables=False, progress=False)
    return path


@pytest.fixture(scope="module")
def result(stored: Path) -> rp.Result:
    return rp.open(stored)


@pytest.fixture(scope="module")
def folder(result: rp.Result, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(result, tmp_path_factory.mktemp("ord") / "tables", "ord")


@pytest.mark.parametrize("to", ["parquet", "csv"])
def test_every_table_comes_back_as_it_was(
    result: rp.Result, tmp_path: Path, to: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(written_tables, "_CELLS_AT_ONCE", 100_000)  # several parts, of which the last is shorter
    out = write(result, tmp_path / "x", to)  # type: ignore[arg-type]
    csv = {"keep_default_na": False, "na_values": ["nan"], **_EXACT}
    read = pd.read_parquet if to == "parquet" else lambda path: pd.read_csv(path, **csv)
    metrics = read(out / f"metrics.{to}")
    assert list(metrics["metric"]) == list(result.metrics["metric"])
    assert np.array_equal(metrics["value"], result.metrics["value"])
    for name in ("transfers", "treaties", "provenance"):
        assert len(read(out / f"{name}.{to}")) == len(getattr(result, name)) > 0
    trials = read(out / f"trials.{to}")
    assert len(trials) == result.trials * result.years
    assert list(zip(trials["trial"][:5], trials["year"][:5], strict=True)) == [(0, 1), (0, 2), (0, 3), (0, 4), (1, 1)]
    for column in ("chip_pool.gross_loss", "delta.result"):
        assert np.array_equal(trials[column].to_numpy(np.float32), result.tables[column].values.ravel()), column
    paths = read(out / f"paths.{to}")
    assert np.array_equal(paths["chip_pool_fund.ruined"], result.tables["chip_pool_fund.ruined"].values)
    about = json.loads((out / "about.json").read_text(encoding="utf-8"))
    assert about["seed"] == 5 and about["scenario_text"] == BOARD.read_text(encoding="utf-8")


def test_parquet_columns_say_what_they_are(result: rp.Result, tmp_path: Path) -> None:
    schema = pq.read_schema(write(result, tmp_path / "x", "parquet") / "trials.parquet")
    field = schema.field("chip_pool.gross_loss")
    assert field.type == "float" and field.metadata[b"units"] == b"CNY"
    assert field.metadata[b"long_name"] == b"The pool's part of insured losses, before reinsurance."


def test_ord_tables_have_the_columns_and_types_of_the_standard(folder: Path) -> None:
    types = {
        "splt": "Period:i PeriodWeight:f EventId:i Year:i Month:n Day:n Hour:n Minute:n SummaryId:i SampleId:i Loss:f "
                "ImpactedExposure:n",
        "ept": "SummaryId:i EPMethod:s EPType:s ReturnPeriod:f Loss:f",
        "psept": "SummaryId:i SampleId:i EPType:s ReturnPeriod:f Loss:f",
        "palt": "SummaryId:i LossMethod:s SampleType:i MeanLoss:f SDLoss:f",
    }  # fmt: skip
    for table, columns in types.items():
        frame = pd.read_csv(folder / f"il_S1_{table}.csv")
        assert list(frame) == [each.split(":")[0] for each in columns.split()]
        for each in columns.split():
            name, kind = each.split(":")
            if kind == "i":
                assert frame[name].dtype.kind == "i" and frame[name].between(-(2**31), 2**31 - 1).all(), name
            elif kind == "f":
                assert frame[name].dtype.kind in "fi" and frame[name].notna().all(), name
            elif kind == "n":
                assert frame[name].isna().all(), name
    ept = pd.read_csv(folder / "il_S1_ept.csv")
    assert set(ept["EPMethod"]) == {"S_FULL"} and set(ept["EPType"]) == {"OEP", "AEP", "TVAR_OEP", "TVAR_AEP"}
    assert (pd.read_csv(folder / "il_S1_splt.csv")["Loss"] > 0).all()


@pytest.mark.parametrize(("perspective", "quantity"), [("il", "gross_loss"), ("ri", "net_loss"), ("rl", "recovery")])
def test_ord_curves_are_the_figures_of_the_run(
    folder: Path, result: rp.Result, perspective: str, quantity: str
) -> None:
    ept = pd.read_csv(folder / f"{perspective}_S1_ept.csv").set_index(["EPType", "ReturnPeriod"])["Loss"]
    told = result.metrics[(result.metrics["party"] == "Chip pool") & (result.metrics["quantity"] == quantity)]
    told = told.set_index(["metric", "parameter"])["value"]
    compared = 0
    for kind, metric in (("AEP", "aep"), ("OEP", "oep")):
        for period in (10, 50, 100, 200, 500):
            if (metric, period) in told.index:
                assert math.isclose(ept[kind, period], told[metric, period], rel_tol=1e-6, abs_tol=1e-6)
                compared += 1
    assert compared >= 5
    assert math.isclose(ept["TVAR_AEP", 200], told["tvar", 0.995], rel_tol=1e-6)
    palt = pd.read_csv(folder / f"{perspective}_S1_palt.csv").iloc[0]
    assert math.isclose(palt["MeanLoss"], told["aal"].item(), rel_tol=1e-6)
    assert math.isclose(palt["SDLoss"], told["sd"].item(), rel_tol=1e-4)


def test_curves_can_be_computed_anew_from_the_period_losses(folder: Path, result: rp.Result) -> None:
    splt_ = pd.read_csv(folder / "il_S1_splt.csv")
    ept = pd.read_csv(folder / "il_S1_ept.csv").set_index(["EPType", "ReturnPeriod"])["Loss"]
    count = result.trials * result.years
    cells = splt_.groupby(["Period", "SampleId"])["Loss"]
    for kind, values in (("AEP", cells.sum()), ("OEP", cells.max())):
        sorted_ = np.zeros(count)
        sorted_[: len(values)] = np.sort(values.to_numpy())[::-1]
        for period in (10, 100, 200, 1000):
            assert math.isclose(sorted_[count // period], ept[kind, period], rel_tol=1e-6), (kind, period)


def test_curves_by_sample_are_those_of_the_policy_years(folder: Path, result: rp.Result) -> None:
    psept = pd.read_csv(folder / "il_S1_psept.csv").set_index(["EPType", "SampleId", "ReturnPeriod"])["Loss"]
    for year in (1, 4):
        values = np.sort(result.tables["chip_pool.gross_loss"].sel(year=year).values)[::-1]
        assert math.isclose(psept["AEP", year, 100], values[20], rel_tol=1e-6)
        assert math.isclose(psept["TVAR_AEP", year, 100], values[:20].mean(dtype=float), rel_tol=1e-6)


def test_period_losses_keep_sum_and_maximum_by_hand() -> None:
    series = Series(7, "P", np.array([[10.0, 0.0], [9.0, 5.0]]), np.array([[4.0, 0.0], [9.0, 0.0]]))
    rows = splt(series)
    assert rows["Loss"].tolist() == [4, 3, 3, 9, 5]  # 10 = 4 + 2 parts of the other 6; 5 with no event by itself
    assert rows["Period"].tolist() == [1, 1, 1, 2, 2] and rows["SampleId"].tolist() == [1, 1, 1, 1, 2]
    assert rows["EventId"].is_unique and set(rows["SummaryId"]) == {7} and set(rows["PeriodWeight"]) == {0.5}


def test_the_metadata_name_what_is_there(folder: Path) -> None:
    about = json.loads((folder / "metadata.json").read_text(encoding="utf-8"))
    assert about["model_supplier_id"] and about["model_name_id"] and about["output_sets"]
    for output in about["output_sets"]:
        for summary in output["summaries"]:
            place = {"pool": 1, "member": 2}[summary["grouping_fields"][0]]
            ids = set(pd.read_csv(folder / f"{output['perspective_code']}_S{place}_palt.csv")["SummaryId"])
            assert summary["id"] in ids
    members = [s["description"] for o in about["output_sets"] for s in o["summaries"] if s["grouping_fields"] == ["member"]]
    assert members == ["member: Alpha", "member: Beta", "member: 丙保险", "member: Delta"]


def test_the_program_says_what_went_wrong_and_leaves_nothing_half_done(
    stored: Path, small: rp.Scenario, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(stored), "--to", "csv", "-o", str(tmp_path / "x")]) == 0
    assert main([str(stored), "--to", "csv", "-o", str(tmp_path / "x")]) == 3
    assert "is there already" in capsys.readouterr().err
    bare = tmp_path / "bare.h5"
    rp.run(small.with_({"output": {"trials": False}}), trials=64, output=bare, tables=False, progress=False)
    assert main([str(bare), "--to", "ord"]) == 3
    assert "output: {trials: true}" in capsys.readouterr().err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bare.h5", "x"]
    assert main([str(bare), "--to", "parquet", "-o", str(tmp_path / "y")]) == 0
    assert not (tmp_path / "y" / "trials.parquet").exists()
