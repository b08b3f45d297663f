"""Known ruin probabilities, with reserve funds on paths of one's own as the surplus."""

from __future__ import annotations

import numpy as np
import pytest
import riskpool as rp
from answers import answer
from known_pool import near, within

# All premium goes in, every loss comes out.
SURPLUS = rp.ReserveFund(accrual=[rp.ShareOfPremium(rate=1)], trigger=rp.Trigger(loss_ratio=0))
# With a loan without limit and interest: a fund opened with u is ruined when this one, opened with nothing, owes more.
IN_DEBT = SURPLUS.replace(loan=rp.Loan(facility=np.inf, rate=0, repay_share=1))


def steps_without_ruin(q: float, p: float, top: int, weak: bool) -> tuple[np.ndarray, np.ndarray]:
    """Probabilities of going from each balance to each other without ruin, and of ending above `top`, which counts as
    safe: both made by the fund itself. A weak ruin is a balance of 0."""
    step, safe = np.zeros((top + 1, top + 1)), np.zeros(top + 1)
    for opening in range(top + 1):
        claims = np.arange(opening + 2)  # a larger one is ruin in any case
        chance = np.where(claims == 0, 1 - q, q * p * (1 - p) ** (claims - 1.0))
        path = SURPLUS.replace(opening=opening).path(1.0, claims[:, np.newaxis].astype(float))
        balance, short = path.balance.values[:, 0], path.shortfall.values[:, 0]
        alive = (short == 0) & ~(weak & (balance == 0))
        above = alive & (balance > top)
        safe[opening] = chance[above].sum()
        np.add.at(step[opening], balance[alive & ~above].astype(int), chance[alive & ~above])
    return step, safe


def test_a_fund_is_ruined_as_in_ru_01() -> None:
    given, expected = answer("O-RU-01")
    top = 80  # 0.625^80 is below 1e-16
    for weak, key in ((False, "ultimate_strict"), (True, "ultimate_weak")):
        step, safe = steps_without_ruin(given["q"], given["geom_p"], top, weak)
        ruin = 1 - np.linalg.solve(np.eye(top + 1) - step, safe)
        near([ruin[u] for u in given["u"]], [expected[key][str(u)] for u in given["u"]], 1e-10)
    step, safe = steps_without_ruin(given["q"], given["geom_p"], top, weak=False)
    alive = np.ones(top + 1)
    for _ in range(10):
        alive = step @ alive + safe
    near([1 - alive[u] for u in given["u"]], [expected["finite_T10_strict"][str(u)] for u in given["u"]], 1e-10)


def deepest_debt(premium: np.ndarray | float, losses: np.ndarray) -> np.ndarray:
    return IN_DEBT.path(premium, losses).loan.max("year").values


def test_a_fund_is_ruined_as_in_ru_02() -> None:
    """A year ends with a claim, the only time at which ruin happens; 500 of them leave out less than 1e-4."""
    given, expected = answer("O-RU-02")
    chance = np.random.default_rng(20260304)
    shape = (8_000, 500)
    premium = (1 + given["loading"]) * given["rate"] * given["claim_mean"]
    waiting = chance.exponential(1 / given["rate"], shape)
    deepest = deepest_debt(premium * waiting, chance.exponential(given["claim_mean"], shape))
    for u in given["u"]:
        within(deepest > u, expected["psi"][str(u)], u)


def test_a_fund_is_ruined_as_in_ru_03() -> None:
    given, expected = answer("O-RU-03")
    losses = np.random.default_rng(20260305).exponential(given["claim_mean"], (8_000, 600))
    deepest = deepest_debt(given["premium"], losses)
    for u in given["u"]:
        within(deepest > u, expected["ruin"][str(u)], u)


@pytest.mark.parametrize("cap", ["20.0", "40.0"])
def test_a_capped_fund_that_borrows_has_the_law_of_ru_03(cap: str) -> None:
    given, expected = answer("O-RU-03")
    losses = np.random.default_rng(20260306).exponential(given["claim_mean"], (8_000, 500))
    fund = IN_DEBT.replace(opening=float(cap), cap=float(cap), accrual_timing="after_release")
    path = fund.path(given["premium"], losses).isel(year=-1)
    within(path.loan.values > 0, expected["p_capped_fund_negative"][cap])
    within(float(cap) - path.balance.values + path.loan.values, expected["mean_gap_to_cap"])
