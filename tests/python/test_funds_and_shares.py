"""Reserve funds on premiums and losses of one's own, and share rules on tables of one's own."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import riskpool as rp
from answers import answer


def near(values: object, expected: object, tolerance: float = 1e-9) -> None:
    np.testing.assert_allclose(np.asarray(values, float), np.asarray(expected, float), rtol=tolerance, atol=tolerance)


def test_an_equalisation_reserve_above_its_cap_stays_as_in_rf_01() -> None:
    given, expected = answer("O-RF-01")
    fund = rp.ReserveFund(
        opening=given["opening"], accrual=[rp.EuMethod1()], trigger=rp.Trigger(loss_ratio=1, with_expenses=True)
    )
    premium = np.array(given["premium"])
    path = fund.path(premium, premium - given["technical_result"])
    near(path.balance, expected["closing"])
    near(path.accrual - path.release, expected["transfer"])


def test_a_fund_follows_the_path_of_rf_02() -> None:
    given, expected = answer("O-RF-02")
    fund = rp.ReserveFund(
        opening=given["opening"],
        interest=given["interest"],
        accrual=[
            rp.ShareOfPremium(rate=given["accrual_premium"]),
            rp.ShareOfUnderwritingProfit(rate=given["accrual_profit"]),
        ],
        cap=given["cap"],
        trigger=rp.Trigger(loss_ratio=given["trigger_lr"]),
        release=rp.Release(share_of_balance=given["max_draw_share"]),
        call=rp.Call(rate=given["assessment_rate"]),
        loan=rp.Loan(facility=given["loan_facility"], rate=given["loan_rate"], repay_share=given["repay_share"]),
    )
    premium = np.array(given["premium"], float)
    path = fund.path(premium, given["loss"], expenses=given["expense_ratio"] * premium)
    assert path.balance.dims == ("year",)
    for ours, theirs in (("interest", "interest"), ("accrual", "accrual"), ("release", "drawdown"),
                         ("loan_drawn", "loan_drawn"), ("loan_repaid", "loan_repaid"), ("call", "assessment"),
                         ("shortfall", "unfunded"), ("balance", "closing"), ("loan", "loan_balance")):  # fmt: skip
        near(path[ours], expected[theirs])


def chain(fund: rp.Kind, premium: float, cap: int, needs: dict[float, float]) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of going from each balance 0 ... cap to each other in a year, and shortfalls by balance and need, both
    made by the fund itself."""
    step = np.zeros((cap + 1, cap + 1))
    shortfall = np.zeros((cap + 1, len(needs)))
    for opening in range(cap + 1):
        path = fund.replace(opening=opening).path(premium, np.array([[need] for need in needs]))
        shortfall[opening] = path.shortfall.values[:, 0]
        for closing, p in zip(path.balance.values[:, 0], needs.values(), strict=True):
            step[opening, int(closing)] += p
    return step, shortfall


def stationary(step: np.ndarray) -> np.ndarray:
    n = len(step)
    equations = np.vstack([step.T - np.eye(n), np.ones(n)])
    return np.linalg.lstsq(equations, np.append(np.zeros(n), 1), rcond=None)[0]


def test_a_fund_is_the_chain_of_rf_03() -> None:
    given, expected = answer("O-RF-03")
    needs = {float(k): p for k, p in given["need_pmf"].items()}
    p = np.array(list(needs.values()))
    fund = rp.ReserveFund(
        accrual=[rp.ShareOfPremium(rate=1)],
        cap=given["cap"],
        trigger=rp.Trigger(loss_ratio=0),
        release=rp.Release(amount=given["draw_cap"]),
    )
    step, shortfall = chain(fund, given["annual_inflow"], given["cap"], needs)
    near(stationary(step), expected["stationary_distribution"])
    near(stationary(step) @ (shortfall @ p), expected["stationary_annual_shortfall"])
    law = np.eye(given["cap"] + 1)[given["start"]]
    cumulative = 0.0
    for _ in range(given["horizon"]):
        cumulative += law @ (shortfall @ p)
        law = law @ step
    near(law, expected["dist_T"])
    near(cumulative, expected["expected_cumulative_shortfall_T"])


def test_many_paths_of_a_fund_agree_with_rf_03() -> None:
    given, expected = answer("O-RF-03")
    horizon, trials = given["horizon"], 20_000
    needs, p = [float(k) for k in given["need_pmf"]], list(given["need_pmf"].values())
    losses = np.random.default_rng(20260301).choice(needs, p=p, size=(trials, horizon))

    def distance(draw_cap: float) -> float:
        fund = rp.ReserveFund(opening=given["start"], accrual=[rp.ShareOfPremium(rate=1)], cap=given["cap"],
                              trigger=rp.Trigger(loss_ratio=0), release=rp.Release(amount=draw_cap))  # fmt: skip
        path = fund.path(given["annual_inflow"], losses)
        assert path.balance.dims == ("trial", "year") and path.balance.shape == (trials, horizon)
        last, short = path.balance.values[:, -1], path.shortfall.values
        figures = [(last, "mean_fund_T"), (short.sum(axis=1), "expected_cumulative_shortfall_T"),
                   ((short > 0).any(axis=1), "p_any_shortfall_by_T")]  # fmt: skip
        return max(abs(x.mean() - expected[key]) / x.std(ddof=1) * np.sqrt(trials) for x, key in figures)

    assert distance(given["draw_cap"]) < 4 < distance(given["draw_cap"] + 1)


def test_a_fund_is_the_gamblers_chain_of_rf_05() -> None:
    """Premium 1: without a loss the whole profit of 1 is paid in; a loss of 1 leaves none, and is needed in full."""
    given, expected = answer("O-RF-05")
    fund = rp.ReserveFund(
        accrual=[rp.ShareOfUnderwritingProfit(rate=1)], cap=given["K"], trigger=rp.Trigger(loss_ratio=0)
    )
    step, _ = chain(fund, 1.0, given["K"], {0.0: given["p_up"], 1.0: 1 - given["p_up"]})
    law = stationary(step)
    near(law, expected["stationary"], 1e-9)
    near(law @ np.arange(given["K"] + 1), expected["mean"])
    inside = step[1 : given["K"], 1 : given["K"]]
    ruin = np.linalg.solve(np.eye(len(inside)) - inside, step[1 : given["K"], 0])
    for start, probability in expected["hit_zero_before_K"].items():
        near(ruin[int(start) - 1], probability)


def linear_fund() -> tuple[rp.ReserveFund, dict[str, float], dict[str, float]]:
    """With unlimited borrowing at its own interest a fund is linear in the losses; expenses take the whole premium, so
    that a loss below 0 comes in as profit."""
    given, expected = answer("O-RF-04")
    return (
        rp.ReserveFund(
            opening=given["F0"],
            interest=given["interest"],
            accrual=[rp.ShareOfPremium(rate=1), rp.ShareOfUnderwritingProfit(rate=1)],
            accrual_timing="start_of_year",
            trigger=rp.Trigger(loss_ratio=0),
            loan=rp.Loan(facility=np.inf, rate=given["interest"], repay_share=1),
        ),
        given,
        expected,
    )


def test_a_linear_fund_has_the_moments_of_rf_04() -> None:
    fund, given, expected = linear_fund()
    years = int(given["T"])
    shocks = np.full((years + 1, years), given["loss_mean"])
    shocks[np.arange(1, years + 1), np.arange(years)] += 1000  # deep into debt: the loan carries the rest of the path
    path = fund.path(given["contribution"], shocks, expenses=given["contribution"])
    last = (path.balance - path.loan).values[:, -1]
    near(last[0], expected["mean_T"])
    slopes = (last[1:] - last[0]) / 1000
    near(np.sqrt((slopes**2).sum()) * given["loss_sd"], expected["sd_T"])


def test_several_funds_are_used_in_order() -> None:
    funds = [
        rp.ReserveFund(name=name, opening=10, trigger=rp.Trigger(loss_ratio=0)) for name in ("First", "Second")
    ]
    path = rp.fund_paths(funds, [100.0, 100.0], [4.0, 9.0])
    assert list(path.fund.values) == ["all", "First", "Second"]
    near(path.release.sel(fund="First"), [4, 6])
    near(path.release.sel(fund="Second"), [0, 3])
    near(path.balance.sel(fund="all"), [16, 7])
    with pytest.raises(rp.ScenarioError, match="name"):
        rp.fund_paths([funds[0].replace(name=None)] * 2, [1.0], [1.0])
    with pytest.raises(ValueError, match="finite"):
        funds[0].path([np.nan], [1.0])


def test_lines_are_weights_and_capital_the_cap_as_in_co_01() -> None:
    given, expected = answer("O-CO-01")
    members = pd.DataFrame({"name": given["members"], "capital": given["capital"], "capacity": given["written_line"]})
    insureds = pd.DataFrame({"name": ["small", "middle", "large"], "property": given["sums_insured"]})
    rule = rp.ByCapacity(line="weight", part_of_capital=given["capital_cap"])
    shares = rule.allocate(insureds, members)
    for row, result in zip(shares.to_numpy(), expected["results"], strict=True):
        near(row, result["share"])
    near((1 - shares.sum(axis=1)) * given["sums_insured"], [r["unplaced"] for r in expected["results"]])


def test_shares_of_an_underwriting_year_are_those_of_co_04() -> None:
    given, expected = answer("O-CO-04")
    names = ["A", "B", "C"]
    rule = rp.ByYear(
        periods=[
            rp.SharePeriod(
                from_year=int(year), shares=rp.ByTable(table=[{"member": m, "share": s} for m, s in table.items()])
            )
            for year, table in given["shares_by_uwy"].items()
        ]
    )
    paid: dict[int, np.ndarray] = {}
    for payment in given["payments"]:
        share = rule.allocate([{"name": "all"}], [{"name": m} for m in names], int(payment["uwy"])).to_numpy()[0]
        paid[payment["cal"]] = paid.get(payment["cal"], 0) + payment["amount"] * share
    for year, figures in expected["payments_by_calendar_year"].items():
        near(paid[int(year)], [figures.get(m, 0) for m in names])
