"""Events kept, and other designs on them: the same bits as runs of their own; sweeps, ledgers, files written later."""

from __future__ import annotations

from pathlib import Path

import h5py
import numpy as np
import pandas as pd
import pytest
import riskpool as rp

ROOT = Path(__file__).resolve().parents[2]
IC = ROOT / "scenarios" / "ic" / "pool.yaml"
LAYER = "pools[0].programme[0][0].cat_xl.limit"


def same(a: rp.Run, b: rp.Run) -> None:
    """Every figure of one run is that of the other, to the last bit."""
    assert a.metrics.equals(b.metrics) and a.transfers.equals(b.transfers) and a.treaties.equals(b.treaties)
    assert (a.table_hash, a.seed, a.trials) == (b.table_hash, b.seed, b.trials)
    assert list(a.tables) == list(b.tables)
    for name in a.tables:
        assert np.array_equal(a.tables[name].values, b.tables[name].values), name


def test_a_changed_programme_is_priced_on_kept_events_to_the_bit(small: rp.Scenario) -> None:
    events = rp.simulate(small, 3000, seed=5, progress=False)
    same(events.price(progress=False), rp.run(small, 3000, seed=5, progress=False))
    changed = small.with_({LAYER: 25e6, "pools[0].reserve_fund.cap": 1e8, "members[0].reserves": 1e7})
    priced = events.price(changed, threads=1, progress=False)
    same(priced, rp.run(changed, 3000, seed=5, progress=False))
    assert priced.scenario.trials == 3000 and priced.scenario.seed == 5
    programme = [[rp.QuotaShare(cession=0.3)], [rp.CatXl(limit=4e7, attachment=4e6, reinstatements=[1], premium=1e6)]]
    other = small.with_({"pools[0].programme": programme})
    same(events.price(programme, progress=False), rp.run(other, 3000, seed=5, progress=False))


def test_sources_of_every_shape_are_kept(tmp_path: Path) -> None:
    """Events with several rows, yearly sums, interruption, a programme that asks for times only once it is changed."""
    pool = rp.load(IC)
    events = rp.simulate(pool, 700, seed=3, progress=False)
    dated = pool["pools[0].programme[2][0]"].replace(reinstatement_basis="amount_and_time")
    changed = pool.with_({"pools[0].programme[2][0]": dated})
    same(events.price(changed, output=tmp_path / "x.h5", progress=False), rp.run(changed, 700, seed=3, progress=False))
    assert rp.open(tmp_path / "x.h5").trials == 700


def test_events_whose_cause_changed_are_not_priced(small: rp.Scenario) -> None:
    events = rp.simulate(small, 64, progress=False)
    for changes in (
        {"sources[0].collective_risk.frequency": rp.frequency.Poisson(mean=3)},
        {"insureds[0].deductible": 1e5},
        {"years": 2},
    ):
        with pytest.raises(ValueError, match="simulate anew"):
            events.price(small.with_(changes), progress=False)
    uncertain = small.with_({"sources[0].collective_risk.severity.pareto.shape": {"pert": {"low": 1.5, "mode": 1.8, "high": 3}}})
    with pytest.raises(ValueError, match="uncertain"):
        rp.simulate(uncertain, 64, progress=False)
    with pytest.raises(ValueError, match="trials must lie between 1 and"):
        rp.simulate(small, 0)


def test_events_are_a_table_and_columns_without_a_copy(small: rp.Scenario) -> None:
    events = rp.simulate(small, 1000, progress=False)
    table = events.table
    assert set(table.source) == {"collective_risk"} and set(table.insured) == {"Fab"}
    assert table.damage.min() >= 1e6 and table.time.between(0, 1, inclusive="left").all()
    gross = rp.run(small, 1000, progress=False).tables["pool.gross_loss"]
    by_year = table.groupby(["trial", "year"]).damage.sum()
    expected = gross.to_series()
    assert np.allclose(by_year.reindex(expected.index, fill_value=0), expected, rtol=1e-12)
    damage = events.columns(0)["damage"]
    assert damage.ctypes.data == events.columns(0)["damage"].ctypes.data and not damage.flags.writeable
    del events
    assert damage.sum() == pytest.approx(table.damage.sum())  # the array keeps what it looks at


def test_a_sweep_has_the_differences_of_its_pairs(small: rp.Scenario) -> None:
    swept = rp.sweep(small, {LAYER: [20e6, 25e6], "pools[0].reserve_fund.cap": ["50m", "60m"]}, 2000, seed=9, progress=False)
    assert set(zip(swept[LAYER], swept["pools[0].reserve_fund.cap"], strict=True)) == {
        (20e6, "50m"), (20e6, "60m"), (25e6, "50m"), (25e6, "60m")}  # fmt: skip
    as_it_is = swept[(swept[LAYER] == 20e6) & (swept["pools[0].reserve_fund.cap"] == "50m")]
    assert (as_it_is.difference == 0).all()
    one = swept[(swept[LAYER] == 25e6) & (swept["pools[0].reserve_fund.cap"] == "50m")].set_index(["party", "quantity", "basis"])
    compared = rp.compare({"a": small, "b": small.with_({LAYER: 25e6})}, 2000, seed=9, progress=False)
    compared = compared.set_index(["party", "quantity", "basis"])
    pd.testing.assert_series_equal(one.difference, compared.difference)
    pd.testing.assert_series_equal(one.standard_error, compared.standard_error)


def test_a_sweep_over_sources_simulates_each(small: rp.Scenario) -> None:
    path = "sources[0].collective_risk.frequency.poisson.mean"
    swept = rp.sweep(small, {path: [2, 4], "pools[0].expenses": [0.2, 0.1]}, 500, progress=False, together=True)
    gross = swept[(swept.quantity == "gross_loss") & (swept.basis == "annual")].set_index(path)
    assert gross.difference[2] == 0 and gross.difference[4] > 4 * gross.standard_error[4]
    with pytest.raises(rp.ScenarioError):
        rp.sweep(small, {path: [-1]}, 500)
    with pytest.raises(ValueError, match="as many"):
        rp.sweep(small, {path: [1], "years": [1, 2]}, 500, together=True)


def test_a_ledger_tells_one_trial_and_sums_up(run: rp.Run) -> None:
    ledger = run.ledger(17)
    assert list(ledger) == ["year", "payer", "payer_kind", "payee", "payee_kind", "reason", "treaty", "amount"]
    claims = ledger[ledger.reason == "claims"].set_index("year").amount
    gross = run.tables["pool.gross_loss"].sel(trial=17).to_series()
    assert claims.reindex(gross.index, fill_value=0).to_numpy() == pytest.approx(gross.to_numpy())
    # the pool passes everything on: what it gets it pays
    inside = ledger.groupby("payee").amount.sum()["Pool"] - ledger.groupby("payer").amount.sum()["Pool"]
    assert abs(inside) < 1e-6 * ledger.amount.sum()
    assert run.ledger().equals(run.transfers)
    assert run.explain(17) == run.scenario.explain(17, run.seed)


def test_a_run_is_saved_as_its_output_would_have_been(small: rp.Scenario, tmp_path: Path) -> None:
    for storage in ("float32", "float64"):
        scenario = small.with_({"output": {"storage": storage, "members": True}})
        written = rp.run(scenario, 500, output=tmp_path / "written.h5", progress=False)
        rp.run(scenario, 500, progress=False).save(tmp_path / "saved.h5")
        with h5py.File(tmp_path / "written.h5") as a, h5py.File(tmp_path / "saved.h5") as b:
            assert list(a) == list(b) and dict(a.attrs).keys() == dict(b.attrs).keys()
            for name, values in a.items():
                assert values.dtype == b[name].dtype and np.array_equal(
                    values[()], b[name][()], equal_nan=values.dtype.kind == "f"), name  # fmt: skip
        written.save(tmp_path / "copy.h5")
        assert rp.open(tmp_path / "copy.h5").metrics.equals(written.metrics)
    rp.run(small, 500, progress=False, tables=False).save(tmp_path / "figures.h5")
    assert not rp.open(tmp_path / "figures.h5").metrics.empty
    with pytest.raises(rp.ResultError):
        written.__class__(scenario, written._figures, [], None).save(tmp_path / "no" / "folder.h5")


def test_a_curve_has_the_figures_of_the_metrics(run: rp.Run) -> None:
    curve = run.ep_curve("pool.net_loss", [10, 100, 200, 250]).set_index(["basis", "return_period"])
    for metric, basis in (("aep", "annual"), ("oep", "occurrence")):
        rows = run.metrics.query(f"metric == '{metric}' and party == 'Pool' and quantity == 'net_loss'").set_index("parameter")
        for period in (10, 100, 200, 250):
            ours, theirs = curve.loc[(basis, period)], rows.loc[period]
            assert ours.loss == theirs.value
            assert ours.low <= ours.loss <= ours.high
            assert ours.standard_error == pytest.approx(theirs.standard_error, rel=0.6)
    assert run.ep_curve().series[0] == "pool.net_loss"
    with pytest.raises(KeyError, match="no series"):
        run.ep_curve("pool.gain")
    with pytest.raises(ValueError, match="more than one year"):
        run.ep_curve(return_periods=[1])


def test_ranks_enclose_the_quantile_as_binomial_quantiles_do() -> None:
    from riskpool.curve import rank_interval

    # Binomial(100, 0.9): P(N <= 83) = 0.0206, P(N <= 84) = 0.0399; P(N <= 95) = 0.9763, P(N <= 94) = 0.9424
    assert rank_interval(0.9, 100) == (84, 96)
    covered = 0
    samples = np.sort(np.random.default_rng(3).random((2000, 200)), axis=1)
    lower, upper = rank_interval(0.95, 200)
    covered = ((samples[:, lower - 1] <= 0.95) & (samples[:, min(upper, 200) - 1] >= 0.95)).mean()
    assert covered > 0.95 - 4 * np.sqrt(0.05 * 0.95 / 2000)


@pytest.mark.parametrize("error", ["groups", "bootstrap"])
def test_a_metric_of_ones_own_has_an_error(run: rp.Run, error: str) -> None:
    def mean_and_worst(tables: object) -> dict[str, float]:
        loss = tables["pool.net_loss"]  # type: ignore[index]
        return {"mean": float(loss.mean()), "decade": float((loss.sum("year") > 5e6).mean())}

    found = run.metric("mine", mean_and_worst, error=error, resamples=60).set_index("quantity")
    aal = run.metrics.query("metric == 'aal' and party == 'Pool' and quantity == 'net_loss' and basis == 'annual'").iloc[0]
    assert found.value["mean"] == pytest.approx(aal.value)
    assert found.standard_error["mean"] == pytest.approx(aal.standard_error, rel=0.35)
    p = found.value["decade"]
    assert found.standard_error["decade"] == pytest.approx(np.sqrt(p * (1 - p) / run.trials), rel=0.35)
    assert found.low["mean"] < aal.value < found.high["mean"]


def test_sources_are_told_apart_by_name_and_without_one_by_place(small: rp.Scenario) -> None:
    fire, other = small.sources[0], small.sources[0].replace(name=None)
    table = rp.simulate(small.with_({"sources": [fire.replace(name="Fire"), other, other]}), 64, progress=False).table
    assert list(table.source.unique()) == ["Fire", "collective_risk [1]", "collective_risk [2]"]
