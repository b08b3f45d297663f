"""The studies on runs of the engine: bounds, allocation and capacity of its columns, stresses of its scenarios, its
draws."""

from __future__ import annotations

from inspect import signature
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from riskpool import allocation, bounds, capacity, draw_study, interval, scenario_model, sensitivity, stress_run
from riskpool.inputs import Inputs
from riskpool.stress_run import Stress, figure
from riskpool.tail import tail_value_at_risk, value_at_risk
from scipy import stats

SEVERITY = "sources[0].collective_risk.severity.pareto"


def test_columns_of_a_run_have_bounds(run: rp.Run) -> None:
    columns = run.tables[["pool.net_loss", "pool.recovery"]]
    found = bounds.column_bounds(columns, 0.99, points=2000)
    assert found.reference_var == pytest.approx(value_at_risk(run.tables["pool.gross_loss"].values, 0.99), rel=1e-12)
    assert found.bounds.best_var.lower <= found.reference_var <= found.bounds.worst_var.upper
    assert found.bounds.worst_tvar == pytest.approx(
        sum(tail_value_at_risk(each.values, 0.99) for each in columns.values())
    )


def test_members_get_capital_by_their_shares(run: rp.Run) -> None:
    loss = run.tables["pool.net_loss"].values.ravel()
    parts = {"Lead": 0.6 * loss, "Partner": 0.4 * loss}
    table = allocation.allocate(parts, 0.99)
    for column in ("euler_tvar", "euler_var", "covariance", "shapley"):
        assert table.loc["Lead", column] == pytest.approx(1.5 * table.loc["Partner", column], rel=1e-9), column


def test_a_line_is_found_through_the_whole_waterfall(small: rp.Scenario) -> None:
    """Losses scale with the threshold of the severity; the bisection finds where the mean gross loss meets its
    budget."""
    of = figure("aal", "Pool", "gross_loss")
    base = of(rp.run(small, trials=500, seed=3, progress=False))

    def slack(w: float) -> dict[str, float]:
        return {
            "aal": 1.5 * base
            - of(rp.run(small.with_({f"{SEVERITY}.threshold": 1e6 * (1 + w)}), 500, 3, progress=False))
        }

    line, binding, _ = capacity.bisect(slack, most=2.0, tolerance=1e-3)
    assert line == pytest.approx(0.5, abs=2e-3) and binding == "aal"


def test_numbers_of_a_scenario_are_ranked_by_what_they_move(small: rp.Scenario) -> None:
    """The mean gross loss is proportional to the threshold on one seed, and expenses do not touch it."""
    model = scenario_model.model_of(
        small, [f"{SEVERITY}.threshold", "pools[0].expenses"], figure("aal", "Pool", "gross_loss"), trials=64, seed=1
    )
    inputs = Inputs({"threshold": stats.uniform(1e6, 1e6), "expenses": stats.uniform(0.1, 0.2)})
    found = sensitivity.sobol(model, inputs, points=16, resamples=20)
    assert found["total"].to_numpy() == pytest.approx([1.0, 0.0], abs=0.15) and found["total"]["expenses"] == 0
    box = interval.at_corners(
        lambda threshold: float(model(np.array([[threshold, 0.2]]))[0]), {"threshold": (1e6, 2e6)}
    )
    assert box.high == pytest.approx(2 * box.low, rel=1e-9)


def test_a_stress_runs_on_the_same_events(small: rp.Scenario) -> None:
    doubled = Stress("inflation", "losses x 2", {f"{SEVERITY}.threshold": 2e6}, comment="all years")
    without = Stress("no cover", "losses x 2", {f"{SEVERITY}.threshold": 2e6}, {"pools[0].programme": []})
    of = figure("aal", "Pool", "gross_loss")
    table = stress_run.run_stresses(small, [doubled], of, trials=500, seed=1)
    assert table["post fixed"][0] == pytest.approx(2 * table.pre[0], rel=1e-9) and table.comment[0] == "all years"
    net = figure("aal", "Pool", "net_loss")
    table = stress_run.run_stresses(small, [without], net, trials=500, seed=1)
    gross = of(rp.run(small.with_({f"{SEVERITY}.threshold": 2e6}), 500, 1, progress=False))
    assert table["post constrained"][0] == pytest.approx(gross, rel=1e-9)
    assert table["post fixed"][0] < gross
    with pytest.raises(ValueError, match="0 figures"):
        figure("aal", "Nobody", "net_loss")(rp.run(small, 100, 1, progress=False))


def test_a_disaster_is_replayed_through_the_treaties(small: rp.Scenario) -> None:
    """22m against 80 % of 20m xs 5m at one reinstatement for 2m: 13.6m come back for 1.36m."""
    events = {
        "fire": [{"year": 1, "insured": "Fab", "damage": 22e6}],
        "spark": [{"year": 1, "insured": "Fab", "damage": 1e6}],
    }
    table = stress_run.run_disasters(small, events).set_index("scenario")
    row = table.loc["fire"]
    assert (row.gross, row.reinsurance, row["reinstatement premium"]) == pytest.approx((22e6, 13.6e6, 1.36e6))
    assert row.net == pytest.approx(22e6 - 13.6e6 + 1.36e6) and table.loc["spark", "net"] == 1e6
    assert stress_run.run_disasters(small, events, pools=["Other"]).empty


@pytest.fixture
def drawn() -> SimpleNamespace:
    """A result as a run with two loops leaves it: TVaR = 3 rate + shape + noise of variance 1, AAL = rate."""
    rng = np.random.default_rng(5)
    m = 4000
    rate, shape = rng.normal(10, 1, m), rng.normal(5, 2, m)
    noise = rng.normal(0, 1, m)
    draws = pd.concat(
        [
            pd.DataFrame({"draw": range(m), "path": path, "value": values})
            for path, values in (("a.rate", rate), ("b.rate", rate), ("a.shape", shape))
        ]
    )
    exact = 3 * rate + shape
    figures = pd.concat(
        [
            pd.DataFrame({"draw": range(m), "metric": name, "party": "Pool", "quantity": "net_loss", "basis": "annual"})
            .assign(parameter=parameter, value=values)
            for name, parameter, values in (("tvar", 0.99, exact + noise), ("tvar", 0.995, exact), ("aal", np.nan, rate))
        ]
    )  # fmt: skip
    low, high = np.quantile(exact + noise, [0.05, 0.95])
    half = (high - low) / 2 * np.sqrt(13 / 14)
    middle = (low + high) / 2
    row = {"party": "Pool", "quantity": "net_loss", "basis": "annual", "metric": "tvar"}
    metrics = pd.DataFrame(
        [
            row | {"parameter": 0.99, "credible_low": low, "credible_high": high, "corrected_low": middle - half, "corrected_high": middle + half},
            row | {"parameter": 0.995, "credible_low": np.nan, "credible_high": np.nan, "corrected_low": np.nan, "corrected_high": np.nan},
        ]
    )  # fmt: skip
    return SimpleNamespace(draws=draws, figures_by_draw=figures, metrics=metrics)


def test_draws_become_a_table_and_shared_beliefs_one_column(drawn: SimpleNamespace) -> None:
    table = draw_study.table_of_draws(drawn)
    assert list(table.columns) == ["a.rate = b.rate", "a.shape"] and len(table) == 4000
    with pytest.raises(ValueError, match="several parameters, 0.99, 0.995"):
        draw_study.figure_by_draw(drawn, "tvar", "Pool", "net_loss")
    with pytest.raises(ValueError, match="no draws"):
        draw_study.table_of_draws(SimpleNamespace(draws=drawn.draws.iloc[:0]))


def test_effects_of_a_run_are_free_of_its_noise(drawn: SimpleNamespace) -> None:
    """Var = 9 + 4, and 1 of noise."""
    assert draw_study.noise_variance(drawn, "tvar", "Pool", "net_loss", parameter=0.99) == pytest.approx(1, rel=0.1)
    for parameter in (0.99, 0.995):
        found = draw_study.effects(drawn, "tvar", "Pool", "net_loss", parameter=parameter)
        assert list(found.index) == ["a.rate = b.rate", "a.shape"] and found.attrs["left_out"] == []
        assert found["shapley"].to_numpy() == pytest.approx([9 / 13, 4 / 13], abs=0.04)
        assert found["first"].to_numpy() == pytest.approx([9 / 13, 4 / 13], abs=0.05)


def test_the_number_to_learn_first_is_found_from_two_designs(drawn: SimpleNamespace) -> None:
    """Buying costs 35 flat, keeping costs the TVaR: what decides is 3 rate + shape against 35."""
    kept = -draw_study.figure_by_draw(drawn, "tvar", "Pool", "net_loss", parameter=0.995).to_numpy()
    found = draw_study.worth_of_knowing([drawn, drawn], [kept, np.full(kept.size, -35.0)]).set_index("parameter")
    # E max(-Y, -35) + 35 with Y ~ N(35, 9) given the rate alone: 3 phi(0).
    assert found.evppi["a.rate = b.rate"] == pytest.approx(3 / np.sqrt(2 * np.pi), rel=0.1)
    assert found.evppi["a.shape"] == pytest.approx(2 / np.sqrt(2 * np.pi), rel=0.1)
    other = SimpleNamespace(draws=drawn.draws.assign(value=1.0))
    with pytest.raises(ValueError, match="same draws"):
        draw_study.worth_of_knowing([drawn, other], [kept, kept])


@pytest.mark.skipif("draws" not in signature(rp.run).parameters, reason="this engine has no loop over draws")
def test_a_run_with_draws_ranks_its_own_numbers(small: rp.Scenario) -> None:
    """The mean loss is c rate threshold, both uniform with one coefficient of variation: halves by Shapley, and with v
    = 1 / 12 first-order effects of v / (2 v + v^2)."""
    uncertain = small.with_(
        {
            f"{SEVERITY}.threshold": {"uniform": {"low": 1e6, "high": 3e6}},
            "sources[0].collective_risk.frequency.poisson.mean": {"uniform": {"low": 1.0, "high": 3.0}},
            f"{SEVERITY}.shape": 4.0,
        }
    )
    done = rp.run(uncertain, trials=320, seed=2, draws=200, progress=False)
    table = draw_study.table_of_draws(done)
    table = table[sorted(table.columns)]
    assert table.shape == (200, 2) and (table.min() > [1.0, 1e6]).all() and (table.max() < [3.0, 3e6]).all()
    found = draw_study.effects(done, "aal", "Pool", "gross_loss")
    assert found["shapley"].to_numpy() == pytest.approx([0.5, 0.5], abs=0.12)
    v = 1 / 12
    assert found["first"].to_numpy() == pytest.approx([v / (2 * v + v * v)] * 2, abs=0.15)
    by_draw = draw_study.figure_by_draw(done, "aal", "Pool", "gross_loss")
    rate, threshold = (table[column].to_numpy() for column in table.columns)
    assert np.corrcoef(by_draw.to_numpy(), rate * threshold)[0, 1] > 0.97
    assert draw_study.noise_variance(done, "aal", "Pool", "gross_loss") < 0.1 * by_draw.var()
    keep, sell = -by_draw.to_numpy(), np.full(200, -by_draw.mean())
    worth = draw_study.worth_of_knowing([done, done], [keep, sell])
    assert (worth.evppi > 0).all() and len(worth) == 2
