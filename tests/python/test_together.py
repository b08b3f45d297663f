"""Counts of columns that are bad in the same years, against laws that are known."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from riskpool.export import write
from riskpool.report import page
from riskpool.together import co_exceedance, co_exceedance_of_pairs, linear_correlation, rank_correlation
from scipy import stats
from scipy.integrate import quad

SMALL = Path(__file__).with_name("small.yaml")
SCENARIOS = Path(__file__).parents[2] / "scenarios"
N, D = 40_000, 6


@pytest.fixture(scope="module")
def independent():
    return np.random.default_rng(3).standard_normal((N, D))


def test_independent_columns_exceed_together_as_a_binomial_number(independent):
    table = co_exceedance(independent, 0.9)
    known = stats.binom.sf(table["count"] - 1, D, 0.1)
    assert table["independent"].to_numpy() == pytest.approx(known, rel=1e-9)
    error = np.sqrt(known * (1 - known) / N)
    assert (abs(table["probability"] - known) <= 4 * error).all()


def test_columns_in_one_order_exceed_all_at_once():
    x = np.exp(np.random.default_rng(5).standard_normal(N))
    table = co_exceedance(np.column_stack([x, x**3, 7 + x]), 0.995)
    assert table["probability"].tolist() == pytest.approx([0.005] * 3, abs=1e-12)
    assert table["ratio"].iloc[2] == pytest.approx(0.005 / 0.005**3, rel=1e-6)


def test_what_is_equal_to_the_var_is_not_above_it():
    x = np.zeros((1000, 2))
    x[:4] = 1  # fewer than one in two hundred are above 0
    assert co_exceedance(x, 0.995)["probability"].tolist() == [0.004, 0.004]


def test_correlations_of_normal_columns_are_theirs():
    r = 0.6
    rng = np.random.default_rng(7)
    a = rng.standard_normal(4000)
    x = np.column_stack([a, r * a + np.sqrt(1 - r**2) * rng.standard_normal(4000)])
    linear = linear_correlation(x).iloc[0]
    assert linear["correlation"] == pytest.approx(r, abs=4 * linear["standard_error"])
    assert linear["standard_error"] == pytest.approx((1 - r**2) / np.sqrt(4000), rel=0.1)
    ranks = rank_correlation(np.exp(x)).iloc[0]  # ranks do not see the margins
    assert ranks["kendall"] == pytest.approx(2 / np.pi * np.arcsin(r), abs=4 * 0.012)
    assert ranks["spearman"] == pytest.approx(6 / np.pi * np.arcsin(r / 2), abs=4 * 0.012)


@pytest.mark.parametrize("bad", [[1.0, 2.0], [[1.0, np.nan], [2.0, 3.0]], [[1.0, 2.0]]])
def test_what_is_no_table_of_years_is_refused(bad):
    with pytest.raises(ValueError, match="one row a year"):
        co_exceedance(bad)
    with pytest.raises(ValueError, match="level"):
        co_exceedance([[1.0, 2.0], [2.0, 1.0]], 1.5)


def test_pairs_that_exceed_together_are_counted_by_pair():
    x = np.random.default_rng(11).standard_normal((N, 3))
    x[:, 2] = x[:, 0]
    table = co_exceedance_of_pairs(x, 0.99).set_index(["first", "second"])
    assert table.loc[(0, 2), "probability"] == pytest.approx(0.01, abs=1e-12)
    assert table.loc[(0, 2), "ratio"] == pytest.approx(100, rel=1e-9)
    apart = table.loc[(0, 1)]
    assert apart["probability"] == pytest.approx(1e-4, abs=4 * apart["standard_error"])


def two_pools(**output):
    return rp.Scenario(
        name="Two pools",
        currency="CNY",
        seed=3,
        members=[rp.Member(name="M"), rp.Member(name="N")],
        insureds=[rp.Insured(name=n, sector=n, property=100e6, pml=60e6, premium=1e6) for n in ("A", "B", "C")],
        sources=[
            rp.Clash(
                name="outage",
                assets=[{"name": "cloud", "rate": 0.3}],
                reliance=[{"insured": "A", "asset": "cloud"}, {"insured": "B", "asset": "cloud", "share": 0.5}],
                loss={"part": {"beta": {"a": 1, "b": 4}}},
                copula={"survival_clayton": {"theta": 2}},
            ),
            rp.CollectiveRisk(name="fires", frequency=rp.frequency.Poisson(mean=2), severity=rp.severity.Exponential(mean=3e6)),
        ],
        pools=[
            rp.Pool(name="P", covers={"sector": "A"}, shares="equal"),
            rp.Pool(name="Q", covers={"insureds": ["B", "C"]}, shares="equal"),
        ],
        output=output,
    )  # fmt: skip


@pytest.fixture(scope="module")
def told():
    scenario = two_pools(sources=True, members=True, storage="float64", together={"level": 0.95})
    return rp.run(scenario, 20_000, progress=False)


def test_a_run_tells_what_its_own_trials_tell(told):
    columns = {
        "pool": {name: told.tables[f"{name.lower()}.gross_loss"].values.ravel() for name in "PQ"},
        "source": {name: told.tables[f"{name}.insured_loss"].values.ravel() for name in ("outage", "fires")},
        "member": {name: told.tables[f"{name.lower()}.net_loss"].values.ravel() for name in "MN"},
    }
    for kind, by_name in columns.items():
        x = np.column_stack(list(by_name.values()))
        rows = told.together[told.together["kind"] == kind].set_index("measure")
        assert list(by_name) == [rows["first"].iloc[0], rows["second"].iloc[0]]
        linear = linear_correlation(x).iloc[0]
        error = rows.loc["pearson", "standard_error"]  # means are those of leaves of 64 trials, so 1/64 of the sample is lost
        assert rows.loc["pearson", "value"] == pytest.approx(linear["correlation"], abs=0.6 * error + 1e-9)
        both = co_exceedance_of_pairs(x, 0.95).iloc[0]
        for mine, theirs in (("value", "probability"), ("standard_error", "standard_error"), ("independent", "independent"), ("ratio", "ratio")):
            assert rows.loc["co_exceedance", mine] == pytest.approx(both[theirs], rel=1e-3), (kind, mine)
        ranks = rank_correlation(x).iloc[0]  # of all pairs of years, where the run takes pairs within leaves
        error = max(rows.loc["kendall", "standard_error"], 1e-12)
        assert rows.loc["kendall", "value"] == pytest.approx(ranks["kendall"], abs=2 * error)


def test_correlations_come_as_a_square(told):
    square = told.correlation("source", "kendall")
    assert list(square.index) == list(square.columns) == ["outage", "fires"]
    assert square.loc["outage", "outage"] == 1 and square.loc["fires", "outage"] == square.loc["outage", "fires"]
    with pytest.raises(ValueError, match="together"):
        rp.run(two_pools(), 64, progress=False).correlation()


def test_what_hangs_on_an_asset_is_told(told):
    rows = told.accumulation.set_index("pool")
    assert rows["asset"].tolist() == ["cloud", "cloud"]
    assert rows.loc["Q", ["insureds", "sum_insured", "share_of_pool", "relied_on", "pml"]].tolist() == [1, 100e6, 0.5, 50e6, 60e6]
    assert np.isinf(rows.loc["P", "policy_limits"]) and rows.loc["P", "share_of_pool"] == 1
    assert "What insureds share" in told.summary and "Together: pools, gross loss" in told.summary


def test_a_scenario_tells_it_without_a_run(told):
    scenario = told.scenario
    assert scenario.accumulation().equals(told.accumulation)
    assert scenario.accumulation(threshold=0.5)["pool"].tolist() == ["P"]  # B relies by half, which is not above it
    with pytest.raises(ValueError, match="share of reliance"):
        scenario.accumulation(1.0)


def test_a_file_and_kept_events_tell_the_same(tmp_path, told):
    scenario = told.scenario
    stored = rp.run(scenario, 20_000, output=tmp_path / "two.h5", progress=False)
    with rp.open(stored.path) as opened:
        for name in ("together", "accumulation"):
            assert getattr(opened, name).equals(getattr(told, name)), name
        assert opened.summary == told.summary
    priced = rp.simulate(scenario, 20_000, progress=False).price(progress=False)
    for name in ("together", "accumulation"):
        assert getattr(priced, name).equals(getattr(told, name)), name


def test_the_command_line_tells_it_as_json(tmp_path, told):
    path = tmp_path / "two.yaml"
    path.write_text(told.scenario.text, encoding="utf-8")
    answer = subprocess.run(["riskpool", "run", str(path), "--trials", "20000", "--json"], capture_output=True, text=True, check=True)
    found = json.loads(answer.stdout)
    assert [row["value"] for row in found["pairs"]] == told.together["value"].tolist()
    assert [row["sum_insured"] for row in found["accumulation"]] == told.accumulation["sum_insured"].tolist()
    assert found["accumulation"][0]["policy_limits"] is None


@pytest.mark.parametrize(("lang", "words"), [("en", ("Sources, insured losses", "policy limits")), ("zh", ("损失来源（承保损失）", "保单限额"))])
def test_a_report_shows_it(told, lang, words):
    text = page(told, lang)
    section = text[text.index('id="shared"') :]
    section = section[: section.index("</section>")]
    assert all(each in section for each in (*words, "cloud", "outage", "Kendall" if lang == "en" else "肯德尔"))
    quiet = page(rp.run(rp.load(SMALL), 640, progress=False), lang)
    assert 'id="shared"' not in quiet


def test_an_export_has_it(told, tmp_path):
    out = write(told, tmp_path / "x", "csv")
    assert pd.read_csv(out / "together.csv")["value"].tolist() == pytest.approx(told.together["value"].tolist(), rel=1e-12)
    assert pd.read_csv(out / "accumulation.csv")["asset"].tolist() == ["cloud", "cloud"]


def test_a_cover_of_losses_that_are_one_is_known():
    study = rp.load(SCENARIOS / "studies" / "within_event.yaml")
    one = study.with_({"sources[0].clash.copula": {"gaussian": {"correlation": 1}}})
    run = rp.run(one, 20_000, progress=False, tables=False)
    row = run.metrics.query("metric == 'aal' and party == 'Clash cover' and quantity == 'recovery'").iloc[0]
    loss = stats.lognorm(s=np.sqrt(np.log(10)), scale=1 / np.sqrt(10))  # mean 1, coefficient of variation 3
    layer = quad(loss.sf, 2, 5)[0]  # E min(X, 5) - E min(X, 2)
    assert row["value"] == pytest.approx(-np.log(0.75) * 20e6 * layer, abs=4 * row["standard_error"])
