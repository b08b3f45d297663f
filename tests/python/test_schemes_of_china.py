"""Chinese schemes pay what their published layers say; computed anew from the terms, as in test_schemes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest
from played import BN, SCHEMES, M, Play, Played, events, layer, play, same, some
from riskpool.setting import to_settings

__all__ = ["play"]  # a fixture


def test_nuclear_reserve_pays_above_150_per_cent_once_an_event_is_above_300_m(play: Play) -> None:
    played = play("china_nuclear")
    years = [[], [500 * M], [700 * M], [1.2 * BN], [250 * M] * 3]
    balance, release, short, balances = 0.0, [], [], []
    for losses in years:
        balance *= 1.025
        need = layer(sum(losses), 1.5 * 400 * M) if max(losses, default=0) > 300 * M else 0.0
        release.append(min(need, balance))
        short.append(need - release[-1])
        balance += 0.75 * max(400 * M - sum(losses), 0) - release[-1]
        balances.append(balance)
    same(played.years("property_nuclear_catastrophe_reserve.release"), release)
    same(played.years("property_nuclear_catastrophe_reserve.shortfall"), short)
    same(played.years("property_nuclear_catastrophe_reserve.balance"), balances)
    assert release[1] == release[4] == 0 and release[2] == 100 * M and 0 < release[3] < 600 * M


def test_nuclear_operators_pay_300_m_and_the_state_800_m(play: Play) -> None:
    played = play("china_nuclear")
    same(played.years("liability_state_layer_1.granted"), np.array([0, 400, 800, 0, 0]) * M)
    same(played.years("liability_claim_scaling_2.claims_cut"), np.array([0, 0, 400, 0, 0]) * M)
    same(50 * M - played.years("liability.result"), np.array([200, 300, 300, 0, 0]) * M)


def agricultural_path(ratios: Iterable[float]) -> dict[str, list[float]]:
    """Shanghai's bands on 100 m of premium, of which 10 m buy the cover, and the two pots."""
    by_premium = by_profit = 0.0
    path: dict[str, list[float]] = {"cover": [], "by_premium": [], "by_profit": [], "budget": []}
    for ratio in ratios:
        loss = ratio * 100 * M
        cover = min(max(loss - 90 * M, 0), 60 * M)
        profit = 90 * M - 15 * M - (loss - cover)
        by_premium = max(min(by_premium + 0.04 * 90 * M, 90 * M), by_premium)
        by_profit = max(min(by_profit + 0.75 * max(profit - 0.05 * 90 * M, 0), 90 * M), by_profit)
        above = max(loss - 150 * M, 0)
        first = min(above, by_premium)
        second = min(above - first, by_profit)
        by_premium -= first
        by_profit -= second
        for name, amount in zip(path, (cover, first, second, above - first - second), strict=True):
            path[name].append(amount)
    return path


def check_agriculture(played: Played, path: dict[str, list[float]]) -> None:
    same(played.years("bought_cover.recovery"), path["cover"])
    same(played.years("agricultural_insurance_premium_pot.release"), path["by_premium"])
    same(played.years("agricultural_insurance_profit_pot.release"), path["by_profit"])
    same(played.years("agricultural_insurance_state_layer_1.granted"), path["budget"])


def test_agriculture_pays_in_shanghais_bands_of_90_and_150_per_cent(play: Play) -> None:
    played = play("china_agriculture")
    same(played.years("bought_cover.recovery"), np.array([0, 0, 30, 60, 60, 60]) * M)
    path = agricultural_path([0.6, 0.85, 1.2, 1.5, 1.8, 2.6])
    assert path["by_premium"][4] > 0 and path["budget"][5] > 0
    same(np.add(np.add(path["by_premium"], path["by_profit"]), path["budget"]), np.array([0, 0, 0, 0, 30, 110]) * M)
    check_agriculture(played, path)


def test_agriculture_pays_random_loss_ratios_out_of_bands_and_pots(play: Play) -> None:
    ratios = [round(x, 4) for x in some(19, 0.3, 3.0)]
    played = play("china_agriculture", events("Crops of the province (placeholder)", [x * 100 * M for x in ratios]))
    check_agriculture(played, agricultural_path(ratios))


def test_residential_pool_pays_insurers_reinsurers_reserve_state_and_cuts_the_rest(play: Play) -> None:
    played = play("china_residential")
    gross = np.array([300 * M + 100e3 + 40e3, 1.5 * BN, 2.3 * BN, 5 * BN])  # households get at most 100 k and 40 k
    same(played.years("residential_pool.gross_loss"), gross)
    same(played.years("residential_pool.retained_loss"), np.minimum(gross, 500 * M))
    same(played.years("reinsurers_layer.recovery"), [layer(x, 500 * M, 1.5 * BN) for x in gross])
    balance, release, state, cut = 20 * M, [], [], []
    for size in gross:
        balance += 0.15 * 250 * M
        need = layer(size, 2 * BN)
        release.append(min(need, balance))
        balance -= release[-1]
        state.append(min(need - release[-1], 1 * BN))
        cut.append(need - release[-1] - state[-1])
    same(played.years("residential_pool_earthquake_reserve.release"), release)
    same(played.years("residential_pool_state_layer_1.granted"), state)
    same(played.years("residential_pool_claim_scaling_2.claims_cut"), cut)
    assert cut[3] > 0
    same(played.passed("subsidy"), 4 * 0.6 * 260 * M)


FIRST_SET_CAPITAL = {"lead_placeholder": 12, "second_placeholder": 6, "third_placeholder": 6}


def test_first_set_pool_splits_premium_and_claims_by_capital_whoever_issued(play: Play) -> None:
    played = play("first_set_equipment")
    members = list(FIRST_SET_CAPITAL)
    own = np.array([played.columns[f"{m}.own_result"] for m in members])
    final = np.array([played.columns[f"{m}.result"] for m in members])
    assert (own < 0).any() and own.shape[1:] == (2000, 4)
    fee = 0.02 * 19.5 * M  # of the premium of all machines, 3 % of CNY 650 m
    key = np.array(list(FIRST_SET_CAPITAL.values())) / 24
    wanted = key[:, None, None] * (own.sum(axis=0) - fee)
    wanted[0] += fee
    same(final, wanted)
    same(sum(played.columns[f"{m}.transfer"] for m in members), np.zeros((2000, 4)))


def test_first_set_premium_is_3_per_cent_and_the_state_pays_80_per_cent_for_three_years(play: Play) -> None:
    played = play("first_set_equipment")
    same(played.passed("subsidy", payer="state"), 3 * 0.8 * 0.03 * 650 * M)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"members[1].solvency_history[1]": 1.49}, "149"),
        ({"members[2].solvency_history": [1.6]}, "2 of 3 years"),
        ({"members[0].capital": "7.9bn"}, "19900000000 in sum"),
    ],
)
def test_first_set_pool_refuses_whom_its_rule_refuses(
    riskpool_command: Callable[..., Any], change: dict[str, Any], reason: str
) -> None:
    settings = [word for setting in to_settings(change) for word in ("--set", setting)]
    done = riskpool_command("check", SCHEMES / "first_set_equipment.yaml", *settings)
    assert done.returncode != 0
    assert "may not take part" in done.stdout + done.stderr and reason in done.stdout + done.stderr


def test_belt_and_road_pool_has_23_members_74_projects_and_57_bn_of_assets(play: Play) -> None:
    played = play("belt_and_road")
    rows = [line.split(",") for line in (SCHEMES / "projects.csv").read_text().splitlines() if line[:1] != "#"][1:]
    assert len(rows) == 74 and {row[2] for row in rows} == {"engineering", "cargo", "political_violence", "terrorism"}
    assert sum(float(row[3].removesuffix("m")) for row in rows) * M == 57 * BN
    paid = [row for row in played.transfers if row["payee_kind"] == "member" and row["reason"] == "premium"]
    assert len(paid) == 23
    same([row["mean"] for row in paid], [0.01 * 0.002 * 57 * BN] * 23)  # 1 % each of 0.2 % of assets
