"""Known answers of sampling: laws, sources and what couples them, by runs and by events kept in Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from answers import answer, sds
from known_pool import known_pool, near, within
from scipy import stats
from test_aggregate import frequency_of, severity_of


def gross(scenario: rp.Scenario, trials: int, seed: int = 7) -> np.ndarray:
    return rp.run(scenario, trials=trials, seed=seed, progress=False).tables["p.gross_loss"].values.ravel()


def events_of(scenario: rp.Scenario, trials: int, seed: int = 7) -> pd.DataFrame:
    return rp.simulate(scenario, trials, seed=seed, progress=False).table


@pytest.mark.parametrize("case", ["O-AG-01", "O-AG-02", "O-AG-03", "O-AG-04", "O-AG-05"])
def test_simulated_years_have_the_aggregates_of_ag_01_to_05(case: str) -> None:
    given, expected = answer(case)
    n, sd = 200_000, sds(case)
    source = rp.CollectiveRisk(frequency=frequency_of(given), severity=severity_of(given))
    levels = (0.9, 0.95, 0.99, 0.995, 0.999)
    tails = [kind(level=p) for kind in (rp.metric.Var, rp.metric.Tvar) for p in levels]
    scenario = known_pool(source, metrics=[rp.metric.Aal(), *tails])
    run = rp.run(scenario, trials=n, seed=7, progress=False)
    years = run.tables["p.gross_loss"].values.ravel()
    within(years == 0, expected["p_zero"], mc_sd=sd["p_zero"])
    (point,) = given["stop_loss_at"]
    within(np.maximum(years - point, 0), expected[f"SL_{point:g}"], mc_sd=sd[f"SL_{point:g}"])
    figures = run.metrics[(run.metrics.party == "P") & (run.metrics.quantity == "gross_loss")]

    def figure(metric: str, parameter: float | None = None) -> float:
        rows = figures[(figures.metric == metric) & (figures.basis == "annual")]
        (value,) = rows.value if parameter is None else rows.value[np.isclose(rows.parameter, parameter)]
        return float(value)

    found = {"mean": figure("aal")}
    found |= {f"{name}_{p:g}": figure(name.lower(), p) for name in ("VaR", "TVaR") for p in levels}
    for key, value in found.items():
        assert abs(value - expected[key]) < 4 * sd[key] / np.sqrt(n), (key, value, expected[key])
    within((years - expected["mean"]) ** 2, expected["sd"] ** 2)


def by_source(table: pd.DataFrame, sources: list[str], trials: int) -> tuple[np.ndarray, np.ndarray]:
    """Numbers of events and their damages by source and trial of one year."""
    rows = [table[table.source == name] for name in sources]
    assert sum(map(len, rows)) == len(table)
    counts = [np.bincount(each.trial, minlength=trials) for each in rows]
    return np.array(counts), np.array([np.bincount(each.trial, each.damage, minlength=trials) for each in rows])


def test_a_common_shock_couples_counts_and_losses_as_in_dp_01() -> None:
    given, expected = answer("O-DP-01")
    n, lines = 100_000, range(len(given["idio_rate"]))
    scenario = known_pool(
        [
            rp.CollectiveRisk(name=f"line {k}", frequency=rp.frequency.Poisson(mean=given["idio_rate"][k]),
                              severity=rp.severity.Exponential(mean=given["severity_mean"][k]))
            for k in lines
        ],
        dependence=[
            rp.CommonShock(
                rate=given["shock_rate"],
                hits=[rp.ShockHit(source=f"line {k}", probability=given["hit_prob"][k]) for k in lines],
            )
        ],
    )  # fmt: skip
    counts, losses = by_source(events_of(scenario, n), [f"line {k}" for k in lines], n)
    mean = np.array(expected["mean_counts"])
    mean_loss = mean * given["severity_mean"]
    sd_loss = np.sqrt(2 * mean) * given["severity_mean"]
    for i in lines:
        within(counts[i], mean[i], i)
        for j in range(i + 1):
            within((counts[i] - mean[i]) * (counts[j] - mean[j]), expected["cov_counts"][i][j], (i, j))
            wanted = expected["corr_losses"][i][j] * sd_loss[i] * sd_loss[j]
            within((losses[i] - mean_loss[i]) * (losses[j] - mean_loss[j]), wanted, (i, j))
    within(losses.sum(axis=0), expected["mean_total"], mc_sd=sds("O-DP-01")["mean_total"])
    within((losses.sum(axis=0) - expected["mean_total"]) ** 2, expected["sd_total"] ** 2)
    within(counts.sum(axis=0) == 0, expected["p_all_counts_zero"], mc_sd=sds("O-DP-01")["p_all_counts_zero"])


def test_events_excite_each_other_as_in_dp_03() -> None:
    given, expected = answer("O-DP-03")
    n, sd = 200_000, sds("O-DP-03")
    assert given["horizon"] == 1
    near(given["alpha"] / given["beta"], expected["branching_ratio"])
    amount = rp.severity.Lognormal(mu=given["severity"]["mu"], sigma=given["severity"]["sigma"])
    source = rp.Hawkes(rate=given["mu"], excitation=given["alpha"], decay=given["beta"], loss=rp.Effect(amount=amount))
    counts, losses = (each[0] for each in by_source(events_of(known_pool(source), n), ["hawkes"], n))
    within(counts, expected["mean_count"], mc_sd=sd["mean_count"])
    within((counts - expected["mean_count"]) ** 2, expected["var_count"], mc_sd=sd["var_count"])
    within(counts == 0, expected["p_no_event"], mc_sd=sd["p_no_event"])
    within(losses, expected["mean_loss"], mc_sd=sd["mean_loss"])
    within((losses - expected["mean_loss"]) ** 2, expected["sd_loss"] ** 2)


@pytest.mark.parametrize(("fixed", "key"), [(False, "annual_layer"), (True, "binomial_annual_layer")])
def test_a_shared_asset_hits_insureds_as_in_dp_04(fixed: bool, key: str) -> None:
    given, expected = answer("O-DP-04")
    n, many, law = 200_000, given["insureds"], given["hit_prob"]
    hit: Any = rp.BetaHit(a=law["a"], b=law["b"])
    if fixed:
        hit = {"fixed_hit": {"probability": law["a"] / (law["a"] + law["b"])}}
    layer = given["clash_layer"]
    scenario = known_pool(
        rp.Clash(assets=[rp.SharedAsset(name="model", rate=given["event_rate"])], hit=hit,
                 loss=rp.Effect(amount=rp.severity.Point(value=given["loss_per_hit"]))),
        {"programme": [[rp.CatXl(name="Clash", limit=layer["limit"], attachment=layer["retention"],
                                 unlimited_reinstatements=True)]]},
        insureds=[rp.Insured(name=f"I{k}") for k in range(many)],
    )  # fmt: skip
    tables = rp.run(scenario, trials=n, seed=7, progress=False).tables
    recovery = tables["clash.recovery"].values.ravel()
    if fixed:
        within(recovery, expected[key])
        return
    sd = sds("O-DP-04")
    within(recovery, expected[key], mc_sd=sd[key])
    within((recovery - expected[key]) ** 2, expected["sd_annual_layer"] ** 2)
    within(recovery > 0, expected["annual_attach_prob"], mc_sd=sd["annual_attach_prob"])
    within(tables["p.gross_loss"].values, expected["annual_gross"])
    # failures that hit nobody are no events: so many hits an event, of the failures that are expected
    hits = events_of(scenario, n).groupby(["trial", "event"]).size().to_numpy()
    failures = n * given["event_rate"]
    for k, p in expected["p_at_least"].items():
        assert abs((hits >= int(k)).sum() / failures - p) < 4 * np.sqrt(p / failures), k
    second = expected["var_hits"] + expected["mean_hits"] ** 2
    assert abs(hits.sum() / failures - expected["mean_hits"]) < 4 * np.sqrt(second / failures)


def test_a_cascade_has_the_size_of_dp_05() -> None:
    """A fast decay keeps the descendants of an event within its year; years with two first events are rare."""
    given, expected = answer("O-DP-05")
    decay = 1e7
    source = rp.Hawkes(rate=0.005, excitation=given["branching_mean"] * decay, decay=decay,
                       loss=rp.Effect(amount=rp.severity.Point(value=1)))  # fmt: skip
    n = 1_000_000
    size = gross(known_pool(source), n)
    size = size[size > 0]
    # two first events, in a quarter of a percent of these years, move no figure by more than that part of a size
    slack = 0.005 / 2 * expected["borel_mean"]
    assert abs(size.mean() - expected["borel_mean"]) < 4 * np.sqrt(expected["borel_var"] / size.size) + slack
    capped = np.minimum(size, given["cap"])
    assert abs(capped.mean() - expected["mean_capped"]) < 4 * capped.std() / np.sqrt(size.size) + slack
    for k, p in expected["p_size"].items():
        assert abs((size == int(k)).mean() - p) < 4 * np.sqrt(p * (1 - p) / size.size) + 0.005 / 2, k
    for k, p in expected["p_at_least"].items():
        assert abs((size >= int(k)).mean() - p) < 4 * np.sqrt(p * (1 - p) / size.size) + 0.005 / 2, k


def test_failures_travel_through_the_network_of_dp_05() -> None:
    given, expected = answer("O-DP-05")
    nodes = sorted(expected["network_hit_prob"])
    loss = rp.Effect(amount=rp.severity.Point(value=1))
    source = rp.Cascade(
        starts=[rp.SharedAsset(name=given["source"], rate=0.2)],
        edges=[rp.SupplyEdge(from_=a, to=b, probability=p) for a, b, p in given["edges"]],
        first=loss,
        loss=loss,
    )
    table = events_of(known_pool(source, insureds=[rp.Insured(name=node) for node in nodes]), 400_000)
    events = table.groupby(["trial", "event"])
    n = events.ngroups
    hits = table.insured.astype(str).value_counts() / n
    for node, p in expected["network_hit_prob"].items():
        assert abs(hits[node] - p) <= 4 * np.sqrt(p * (1 - p) / n) + 1e-12, node
    sizes = events.size().value_counts() / n
    for size, p in expected["network_size_pmf"].items():
        assert abs(sizes[int(size)] - p) < 4 * np.sqrt(p * (1 - p) / n), size


def test_equal_names_fail_together_as_in_dp_07() -> None:
    """As sources of one yes or no each, coupled by a Gaussian copula of their counts."""
    given, expected = answer("O-DP-07")
    n, names, pd_, rho = 100_000, given["n"], given["pd"], given["rho"]
    scenario = known_pool(
        [
            rp.CollectiveRisk(name=f"n{k}", frequency=rp.frequency.Bernoulli(probability=pd_),
                              severity=rp.severity.Point(value=given["loss_each"]))
            for k in range(names)
        ],
        dependence=[rp.Copula(of="counts", sources=[f"n{k}" for k in range(names)],
                              family=rp.copula_family.Gaussian(correlation=rho))],
    )  # fmt: skip
    check_names_that_fail(gross(scenario, n) / given["loss_each"])
    large = stats.norm.cdf((stats.norm.ppf(pd_) + np.sqrt(rho) * stats.norm.ppf(given["level"])) / np.sqrt(1 - rho))
    near(large, expected["large_pool_VaR_fraction"])


def test_a_credit_portfolio_defaults_as_in_dp_07() -> None:
    given, _ = answer("O-DP-07")
    source = rp.CreditPortfolio(default_probability=given["pd"], correlation=given["rho"], names=given["n"],
                                exposure=given["loss_each"], loss_given_default=rp.severity.Point(value=1))  # fmt: skip
    check_names_that_fail(gross(known_pool(source), 100_000) / given["loss_each"])


def check_names_that_fail(hits: np.ndarray) -> None:
    given, expected = answer("O-DP-07")
    names, pd_, mean, level = given["n"], given["pd"], expected["mean_defaults"], given["level"]
    within(hits, mean, mc_sd=sds("O-DP-07")["mean_defaults"])
    within((hits - mean) ** 2, expected["var_defaults"])
    pairs = hits * (hits - 1) / (names * (names - 1))
    within(pairs, pd_**2 + expected["default_correlation"] * pd_ * (1 - pd_))
    for k, p in expected["p_at_least"].items():
        within(hits >= int(k), p, k)
    assert np.quantile(hits, level, method="inverted_cdf") == expected["VaR_count"]
    var = expected["VaR_count"] * given["loss_each"]
    within(var + np.maximum(hits * given["loss_each"] - var, 0) / (1 - level), expected["TVaR_loss"])


def test_an_event_tree_has_the_outcomes_of_cl_02() -> None:
    given, expected = answer("O-CL-02")
    values, days = given["values"], given["downtime_days"]

    def node(name: str, fails: float, to: str, else_: str) -> rp.TreeNode:
        return rp.TreeNode(name=name, branches=[rp.TreeBranch(probability=fails, to=to), rp.TreeBranch(to=else_)])

    tree = rp.EventTree(
        rate=given["ignition_per_tool_year"],
        per="tool",
        nodes=[
            node("detection", given["p_detection_fails"], "compartment", "suppression"),
            node("suppression", given["p_suppression_fails_given_detected"], "compartment", "tool"),
            node("compartment", given["p_compartment_fails"], "cleanroom", "bay"),
        ],
        outcomes=[
            rp.TreeOutcome(
                name=state,
                loss=rp.Effect(
                    amount=rp.severity.Point(value=values[state]), restart_days=rp.severity.Point(value=days[state])
                ),
            )
            for state in values
        ],
    )
    fab = rp.Insured(name="Fab", interruption=365 * given["bi_per_day"], waiting_days=given["waiting_days"],
                     indemnity_days=365, tools=given["tools"])  # fmt: skip
    n = 400_000
    scenario = known_pool(tree, insureds=[fab])
    table = events_of(scenario, n)
    assert abs(len(table) / n - expected["ignition_rate"]) < 4 * np.sqrt(expected["ignition_rate"] / n)
    for state, rate in expected["rate"].items():
        assert abs((table.damage == values[state]).sum() / n - rate) < 4 * np.sqrt(rate / n), state
    losses = gross(scenario, n)
    within(losses, expected["expected_annual"], mc_sd=sds("O-CL-02")["expected_annual"])
    within((losses - expected["expected_annual"]) ** 2, expected["sd_annual"] ** 2)
    assert set(expected["loss"].values()) <= set(np.unique(losses))


def test_projects_fail_by_stage_as_in_cl_03() -> None:
    given, expected = answer("O-CL-03")
    n = 50_000
    source = rp.StagedSuccess(
        projects=given["projects"],
        stages=[
            rp.Stage(name=f"phase {k}", success=phase["success"], cost=phase["cost"], covered=given["covered_share"],
                     years=rp.severity.Point(value=0.25))
            for k, phase in enumerate(given["phases"], 1)
        ],
    )  # fmt: skip
    sponsor = rp.Insured(name="Sponsor", deductible=given["deductible"], limit=given["limit"])
    scenario = known_pool(source, insureds=[sponsor])
    years = gross(scenario, n)
    mean = expected["portfolio_mean"]
    within(years, mean, mc_sd=sds("O-CL-03")["portfolio_mean"])
    within((years - mean) ** 2, expected["portfolio_sd"] ** 2)
    within(np.maximum(years - 1.25 * mean, 0), expected["portfolio_stop_loss_above_125pct"])
    # sums have atoms: no more than 1 % of years are above the quantile, and no less are at it or above
    at = expected["portfolio_VaR99"]
    error = 4 * np.sqrt(0.01 * 0.99 / n)
    assert (years > at).mean() < 0.01 + error and (years >= at).mean() > 0.01 - error
    claims = np.minimum(np.maximum(events_of(scenario, n).damage - given["deductible"], 0), given["limit"])
    projects = n * given["projects"]
    for amount, p in expected["claim_pmf"]:
        share = np.isclose(claims, amount).sum() / projects
        assert abs(share - p) < 4 * np.sqrt(p * (1 - p) / projects), amount
    near(1 - sum(p for _, p in expected["claim_pmf"]), expected["p_success"])
