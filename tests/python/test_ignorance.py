"""Runs with uncertain numbers: what Python sees of draws, bands and predictive figures."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import riskpool as rp

RATE = "sources[0].collective_risk.frequency.poisson.mean"
EXPENSES = "pools[0].expenses"
LIMIT = "pools[0].programme[0][0].cat_xl.limit"
DRAWS, TRIALS = 20, 256


@pytest.fixture(scope="module")
def uncertain(small: rp.Scenario) -> rp.Scenario:
    return small.with_(
        {
            RATE: {"uniform": {"low": 1, "high": 3}},
            EXPENSES: {"pert": {"low": "15%", "mode": "20%", "high": "30%"}},
            "uncertainty": {"draws": DRAWS, "band": "80%"},
        }
    )


@pytest.fixture(scope="module")
def drawn(uncertain: rp.Scenario) -> rp.Run:
    return rp.run(uncertain, trials=TRIALS, seed=3, progress=False)


def figure(run: rp.Result, metric: str, party: str, quantity: str) -> pd.Series:
    m = run.metrics
    rows = m[(m.metric == metric) & (m.party == party) & (m.quantity == quantity) & (m.basis == "annual")]
    assert len(rows) == 1
    return rows.iloc[0]


def test_each_trial_belongs_to_a_draw(drawn: rp.Run) -> None:
    assert (drawn.number_of_draws, drawn.trials_per_draw, drawn.trials) == (DRAWS, TRIALS, DRAWS * TRIALS)
    draw = drawn.tables.draw.values
    assert np.array_equal(draw, np.arange(DRAWS * TRIALS) // TRIALS)


def test_figures_by_draw_are_those_of_the_trials_of_the_draw(drawn: rp.Run) -> None:
    of_trials = drawn.tables["pool.gross_loss"].mean("year").groupby("draw").mean().values
    f = drawn.figures_by_draw
    f = f[(f.metric == "aal") & (f.party == "Pool") & (f.quantity == "gross_loss") & (f.basis == "annual")]
    assert list(f.draw) == list(range(DRAWS))
    assert f.value.values == pytest.approx(of_trials, rel=1e-12)


def test_bands_are_quantiles_over_draws_and_the_value_that_of_all_trials(drawn: rp.Run) -> None:
    row = figure(drawn, "aal", "Pool", "gross_loss")
    of_trials = drawn.tables["pool.gross_loss"].mean("year").groupby("draw").mean().values
    expected = np.quantile(of_trials, [0.1, 0.5, 0.9], method="hazen")
    assert [row.credible_low, row.credible_median, row.credible_high] == pytest.approx(list(expected), rel=1e-12)
    assert row.value == pytest.approx(float(drawn.tables["pool.gross_loss"].mean()), rel=1e-12)
    assert row.draws == DRAWS and drawn.band == 0.8


def test_the_band_without_noise_follows_from_halves(drawn: rp.Run) -> None:
    row = figure(drawn, "aal", "Pool", "gross_loss")
    losses = drawn.tables["pool.gross_loss"].mean("year").values.reshape(DRAWS, 2, TRIALS // 2).mean(axis=2)
    whole = losses.mean(axis=1)
    kept = np.sqrt(min(1, np.cov(losses[:, 0], losses[:, 1])[0, 1] / whole.var(ddof=1)))
    centre = whole.mean()
    assert row.corrected_low == pytest.approx(centre + kept * (row.credible_low - centre), rel=1e-9)
    assert row.corrected_high == pytest.approx(centre + kept * (row.credible_high - centre), rel=1e-9)


def test_the_error_of_a_predictive_figure_is_as_documented(drawn: rp.Run) -> None:
    row = figure(drawn, "aal", "Pool", "gross_loss")
    by_trial = drawn.tables["pool.gross_loss"].mean("year").values
    naive = by_trial.std(ddof=1) / np.sqrt(by_trial.size)
    of_draws = by_trial.reshape(DRAWS, TRIALS).mean(axis=1)
    groups = np.array([of_draws[np.arange(DRAWS) * 16 // DRAWS == g].mean() for g in range(16)])
    expected = np.sqrt(groups.var(ddof=1) / 16 + DRAWS * naive**2)
    assert row.standard_error == pytest.approx(expected, rel=1e-9)


def test_draws_move_what_depends_on_them_and_nothing_else(drawn: rp.Run) -> None:
    wide = drawn.draws.pivot(index="draw", columns="path", values="value")
    assert set(wide.columns) == {RATE, EXPENSES}
    assert wide[RATE].between(1, 3).all() and wide[EXPENSES].between(0.15, 0.3).all()
    f = drawn.figures_by_draw
    f = f[(f.metric == "aal") & (f.party == "Pool") & (f.quantity == "gross_loss") & (f.basis == "annual")]
    assert np.corrcoef(f.value, wide[RATE])[0, 1] > 0.95
    assert abs(np.corrcoef(f.value, wide[EXPENSES])[0, 1]) < 4 / np.sqrt(DRAWS)
    assert set(drawn.uncertain.path) == {RATE, EXPENSES}


def test_a_result_file_keeps_all_of_it(drawn: rp.Run, uncertain: rp.Scenario, tmp_path: Path) -> None:
    rp.run(uncertain, trials=TRIALS, seed=3, output=tmp_path / "x.h5", progress=False)
    with rp.open(tmp_path / "x.h5") as result:
        pd.testing.assert_frame_equal(result.metrics, drawn.metrics)
        pd.testing.assert_frame_equal(result.draws, drawn.draws)
        pd.testing.assert_frame_equal(result.figures_by_draw, drawn.figures_by_draw)
        pd.testing.assert_frame_equal(result.uncertain, drawn.uncertain)
        assert np.array_equal(result.tables.draw.values, drawn.tables.draw.values)
        assert result.summary == drawn.summary


def test_no_draws_run_the_means(uncertain: rp.Scenario, small: rp.Scenario) -> None:
    means = rp.run(uncertain, trials=TRIALS, seed=3, draws=0, progress=False)
    point = rp.run(small.with_({RATE: 2, EXPENSES: (0.15 + 4 * 0.2 + 0.3) / 6}), trials=TRIALS, seed=3, progress=False)
    assert means.number_of_draws == 0 and "credible_low" not in means.metrics
    pd.testing.assert_frame_equal(means.metrics, point.metrics, rtol=1e-12)
    assert "this run holds their means" in means.summary


def test_the_summary_tells_predictive_median_and_band(drawn: rp.Run) -> None:
    row = figure(drawn, "aal", "Pool", "gross_loss")
    lines = [line.split() for line in drawn.summary.splitlines()]
    (told,) = [line for line in lines if line[:4] == ["Pool:", "gross", "loss", "mean"]]
    numbers = [float(x.replace(",", "")) for x in told[4:] if x != "to"]
    scale = row.value / numbers[0]
    assert numbers[:4] == pytest.approx(
        [row.value / scale, row.credible_median / scale, row.credible_low / scale, row.credible_high / scale], rel=1e-2
    )
    assert "20 draws of 2 uncertain numbers x 256 trials" in drawn.summary


def test_compared_designs_share_draws_and_trials(uncertain: rp.Scenario) -> None:
    compared = rp.compare({"now": uncertain, "more": uncertain.with_({LIMIT: 4e7})}, TRIALS, seed=3, progress=False)
    row = compared[(compared.quantity == "recovery") & (compared.party == "Cat") & (compared.basis == "annual")].iloc[0]
    runs = [rp.run(uncertain.with_({LIMIT: limit}), TRIALS, 3, progress=False) for limit in (2e7, 4e7)]
    a, b = (r.tables["cat.recovery"].mean("year").values.reshape(DRAWS, TRIALS) for r in runs)
    d = b - a
    error = np.sqrt(d.mean(axis=1).var(ddof=1) / DRAWS + d.mean(axis=0).var(ddof=1) / TRIALS)
    assert row.difference == pytest.approx(d.mean(), rel=1e-9)
    assert row.standard_error == pytest.approx(error, rel=1e-9)
    with pytest.raises(ValueError, match="draws of uncertain numbers"):
        rp.compare({"now": uncertain, "few": uncertain.with_({"uncertainty.draws": 5})}, TRIALS, progress=False)


def test_one_draw_is_refused(uncertain: rp.Scenario) -> None:
    with pytest.raises(ValueError, match="one draw shows no spread"):
        rp.run(uncertain, trials=64, draws=1, progress=False)


def test_check_tells_where_numbers_come_from(program: Path) -> None:
    ranges = Path(__file__).resolve().parents[2] / "scenarios" / "ic" / "pool_ranges.yaml"
    told = subprocess.run([program, "check", "--provenance", ranges], capture_output=True, text=True, check=True).stdout
    assert "{pert: {low: 0.1%, mode: 0.3%, high: 1%}}" in told
    scenario = rp.load(ranges)
    codes = scenario.provenance.source.value_counts()
    assert f"{codes['J']} judgement (J)" in told and f"{codes['P']} primary (P)" in told


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["--draws", "1"], "shows no spread"),
        (["--draws", "4", "--first-trial", "64"], "has no parts"),
        (["--draws", "x"], "is no whole number"),
    ],
)
def test_the_command_line_refuses_what_draws_cannot_do(program: Path, words: list[str], reason: str) -> None:
    ranges = Path(__file__).resolve().parents[2] / "scenarios" / "ic" / "pool_ranges.yaml"
    said = subprocess.run([program, "run", ranges, *words], capture_output=True, text=True)
    assert said.returncode == 2 and reason in said.stderr


def test_draws_of_a_scenario_of_points_are_refused(program: Path, small_path: Path) -> None:
    said = subprocess.run([program, "run", small_path, "--draws", "4"], capture_output=True, text=True)
    assert said.returncode == 2 and "no number of" in said.stderr


def test_a_trial_of_a_draw_is_explained(program: Path, uncertain: rp.Scenario, drawn: rp.Run, tmp_path: Path) -> None:
    path = tmp_path / "uncertain.yaml"
    path.write_text(uncertain.text)
    settings = [word for each in uncertain.settings for word in ("--set", each)]
    losses = drawn.tables["pool.gross_loss"].values[7 * TRIALS : 8 * TRIALS, 0]
    trial = int(losses.argmax())
    words = ["explain", path, "--draw", "7", "--trial", str(trial), "--seed", "3", *settings]
    told = subprocess.run([program, *words], capture_output=True, text=True, check=True).stdout
    value = drawn.draws.query("draw == 7 and path == @RATE").value.item()
    assert f"{RATE} = {value:.6g}" in told
    first_year = told.split("Year 2")[0]
    line = next(line for line in first_year.splitlines() if line.split()[:2] == ["Pool", "gross_loss"])
    assert float(line.split()[-1].replace(",", "")) == pytest.approx(losses[trial] / 1e6, rel=1e-2)
    few = subprocess.run([program, *words[:3], str(DRAWS), *words[4:]], capture_output=True, text=True)
    assert few.returncode == 2 and f"the run has {DRAWS}" in few.stderr


def test_a_trial_of_a_run_is_told_with_the_numbers_of_its_draw(drawn: rp.Run) -> None:
    losses = drawn.tables["pool.gross_loss"].values
    trial = int(losses.sum(axis=1).argmax())
    claims = drawn.ledger(trial).query("reason == 'claims'").amount.sum()
    assert claims == pytest.approx(losses[trial].sum())
    told = drawn.explain(trial).split("Year 2")[0]
    line = next(line for line in told.splitlines() if line.split()[:2] == ["Pool", "gross_loss"])
    assert float(line.split()[-1].replace(",", "")) == pytest.approx(losses[trial, 0] / 1e6, rel=1e-2)
    with pytest.raises(IndexError):
        drawn.scenario.explain(0, 3, DRAWS, DRAWS)


SHARE = "pools[0].shares.by_table.table[0].share"


def test_a_draw_that_a_kind_refuses_is_a_placed_fault_of_its_belief(small: rp.Scenario) -> None:
    """The partner has 40 %. What is believed of the lead's share has a mean of 35 %, and reaches beyond 60 %."""
    uncertain = small.with_(
        {
            SHARE: {"triangular": {"low": "5%", "mode": "5%", "high": "95%"}},
            RATE: {"uniform": {"low": 1, "high": 3}},
        }
    )
    with pytest.raises(rp.ScenarioError) as refused:
        rp.run(uncertain, trials=64, seed=3, draws=20, progress=False)
    (fault,) = refused.value.diagnostics
    assert f"({SHARE} = 0." in fault.problem and "in draw " in fault.problem and RATE not in fault.problem
    assert f"keep the belief of {SHARE} `within` bounds" in fault.hint
    assert rp.run(uncertain, trials=64, draws=0, progress=False).trials == 64


def test_the_command_line_places_a_refused_draw_and_ends_as_for_a_faulty_file(
    riskpool_command: Callable[..., subprocess.CompletedProcess[str]], small_path: Path, tmp_path: Path
) -> None:
    """Cash within a fund that loses nothing by selling makes no sense: at the low corner the fund refuses it."""
    fund = (
        "pools[0].reserve_fund={accrual: [{share_of_premium: {rate: 10%}}], trigger: {loss_ratio: 100%},"
        " release: {liquid_part: 10%, haircut: {interval: {low: 0%, high: 10%}}}}"
    )
    done = riskpool_command("run", small_path, "--set", fund, "--trials", 64, "-o", tmp_path / "x.h5")
    assert done.returncode == 1 and not (tmp_path / "x.h5").exists()
    assert "error: pools[0].reserve_fund.release.liquid_part: spares no loss: the haircut is 0" in done.stderr
    assert "(pools[0].reserve_fund.release.haircut = 0)" in done.stderr
    assert "keep the belief of pools[0].reserve_fund.release.haircut `within` bounds" in done.stderr
