"""Schemes of law and practice pay what their published layers say.

Every figure here is computed anew from the published terms and the events of the test, and never read from a run. Where a
scheme is a ladder of certain events, its events are also replaced by random ones. Chinese schemes: test_schemes_of_china.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from played import BN, SCHEMES, TN, M, Play, Played, events, layer, play, same, some

__all__ = ["play"]  # a fixture
FILES = sorted(SCHEMES.glob("*.yaml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_passes_on_as_much_as_it_is_paid(play: Play, file: Path) -> None:
    played = play(file.stem)
    balance: dict[str, float] = {}
    for row in played.transfers:
        balance[row["payer"]] = balance.get(row["payer"], 0) - row["mean"]
        balance[row["payee"]] = balance.get(row["payee"], 0) + row["mean"]
    pools = {row["payee"] for row in played.transfers if row["payee_kind"] == "pool"}
    assert pools
    turnover = sum(abs(row["mean"]) for row in played.transfers)
    for pool in pools:
        assert balance[pool] == pytest.approx(0, abs=1e-9 * turnover), f"{pool} keeps money"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_says_what_is_published_and_what_is_a_placeholder(play: Play, file: Path) -> None:
    sources = play(file.stem).provenance
    assert set(sources.values()) <= set("PSTDRJ")
    assert {code for path, code in sources.items() if path.startswith("sources[")} == {"J"}, "events are placeholders"
    # Of the Belt-and-Road pool only counts and a sum are published: members and projects.
    assert set(sources.values()) - {"J"} or file.stem == "belt_and_road", "no published figure is in it"


# --- TRIA ---

TRIA_PREMIUM = np.array([10, 5, 20]) * BN


def tria(losses: Sequence[float]) -> tuple[np.ndarray, float, float]:
    """The state's part by insurer, what insureds bear above the cap, and the recoupment."""
    loss = np.array(losses, float)
    paid = loss if loss.sum() <= 100 * BN else loss * (100 * BN / loss.sum())
    state = np.array([0.8 * max(x - 0.2 * p, 0) for x, p in zip(paid, TRIA_PREMIUM, strict=True)])
    if loss.sum() <= 200 * M:
        state[:] = 0
    market_owes = min(40.9 * BN, paid.sum()) - (paid.sum() - state.sum())
    return state, loss.sum() - paid.sum(), 1.4 * min(state.sum(), max(market_owes, 0))


def test_tria_pays_known_answer_o_gb_01_and_stops_at_trigger_and_cap(play: Play) -> None:
    played = play("tria")
    wanted = [tria(losses) for losses in ([12 * BN, 3 * BN, 2 * BN], [100 * M, 50 * M, 0], [60 * BN, 30 * BN, 60 * BN])]
    # The reference against figures worked by hand: O-GB-01, nothing, and 38, 19 and 36 bn above deductibles.
    same(wanted[0][0], np.array([8, 1.6, 0]) * BN)
    same(wanted[2][0], np.array([30.4, 15.2, 28.8]) * BN)
    same([recouped for *_, recouped in wanted], [13.44 * BN, 0, 1.4 * (40.9 - 25.6) * BN])

    same(played.years("tria_federal_share_1.granted"), [state.sum() for state, *_ in wanted])
    same(played.years("tria_federal_share_1.claims_cut"), [0, 0, 50 * BN])
    same(played.passed("recoupment", payer="insureds", payee="state"), sum(recouped for *_, recouped in wanted))


def test_tria_leaves_each_insurer_its_deductible_and_a_fifth_of_the_rest(play: Play) -> None:
    played = play("tria")
    kept = {"a": [4, 0.1, 9.6], "b": [1.4, 0.05, 4.8], "c": [2, 0, 11.2]}
    for k, (insurer, bn) in enumerate(kept.items()):
        same(TRIA_PREMIUM[k] - played.years(f"insurer_{insurer}_placeholder.result"), np.array(bn) * BN)


def test_tria_follows_its_rules_for_random_losses(play: Play) -> None:
    chance = random.Random(3)
    years = [[round(b * 10 ** chance.uniform(-3, 1), 2) for b in (12 * BN, 6 * BN, 20 * BN)] for _ in range(40)]
    hits = [
        {
            "year": year,
            "hits": [
                {"insured": f"Book of {name} (placeholder)", "damage": damage}
                for name, damage in zip("ABC", damages, strict=True)
            ],
        }
        for year, damages in enumerate(years, 1)
    ]
    played = play("tria", {"years": len(years), "sources": [{"fixed_events": {"events": hits}}]})
    wanted = [tria(losses) for losses in years]
    assert any(cut > 0 for _, cut, _ in wanted) and any(state.sum() == 0 for state, *_ in wanted)
    same(played.years("tria_federal_share_1.granted"), [state.sum() for state, *_ in wanted])
    same(played.years("tria_federal_share_1.claims_cut"), [cut for _, cut, _ in wanted])
    same(played.passed("recoupment"), sum(recouped for *_, recouped in wanted))


# --- Pool Re ---


class PoolRe:
    """Pool Re's fund of GBP 6.5 bn, which gets 300 m a year, and the Treasury's loan, which that pays back first."""

    def __init__(self) -> None:
        self.balance, self.loan = 6.5 * BN, 0.0
        self.asked: list[float] = []
        self.balances: list[float] = []

    def year(self, losses: Sequence[float], retrocession: float) -> None:
        members = min(sum(min(x, 275 * M) for x in losses), 450 * M)
        asked = sum(losses) - members - retrocession
        repaid = min(self.loan, 300 * M)
        self.balance += 300 * M - repaid
        from_fund = min(asked, self.balance)
        self.balance -= from_fund
        self.loan += asked - from_fund - repaid
        self.asked.append(asked)
        self.balances.append(self.balance)


def pool_re_checks(played: Played, years: Sequence[Sequence[float]], retro: Callable[[Sequence[float]], float]) -> None:
    reference = PoolRe()
    for losses in years:
        reference.year(losses, retro(losses))
    loans = played.passed("loan") - played.passed("loan_repayment", payer="Pool Re")
    same(played.years("pool_re.recovery"), [retro(losses) for losses in years])
    same(played.years("pool_re.net_loss") - played.years("pool_re.retained_loss"), reference.asked)
    same(played.years("pool_re_of_pool_re.balance"), reference.balances)
    same(loans, reference.loan)


def retrocession_of_2024(losses: Sequence[float]) -> float:
    return layer(sum(layer(x, 275 * M) for x in losses), 400 * M, 2.4 * BN)


def retrocession_of_2025(losses: Sequence[float]) -> float:
    return layer(sum(losses), 1 * BN, 1 * BN) + layer(sum(losses), 2 * BN, 1.75 * BN)


def test_pool_re_pays_above_275_m_an_event_and_450_m_a_year_and_2_4_bn_are_retroceded(play: Play) -> None:
    played = play("pool_re_2024")
    years = [[200 * M], [575 * M], [400 * M, 300 * M], [2 * BN], [12 * BN], []]
    same(played.years("pool_re.retained_loss"), np.array([200, 275, 450, 275, 275, 0]) * M)
    same(played.years("pool_re.recovery"), [0, 0, 0, 1.325 * BN, 2.4 * BN, 0])
    # 12 000 - 275 - 2 400 = 9 325 m: the fund's 7 050 m, and 2 275 m from the Treasury, of which 300 m come back.
    same(played.years("pool_re_of_pool_re.release"), np.array([0, 300, 250, 400, 7050, 0]) * M)
    same(played.passed("loan"), 2275 * M)
    pool_re_checks(played, years, retrocession_of_2024)


def test_pool_re_follows_its_rules_for_random_events(play: Play) -> None:
    chance = random.Random(5)
    # Two events only as long as the retrocession is not reached: what the file says it cannot do.
    years = [
        [size] if chance.random() < 0.6 else [min(size, 420 * M), round(chance.uniform(1, 420) * M)]
        for size in some(5, 100 * M, 15 * BN, 30)
    ]
    home = "Commercial property of all members (placeholder)"
    pool_re_checks(play("pool_re_2024", events(home, years)), years, retrocession_of_2024)


def test_pool_re_retrocedes_1_bn_and_1_75_bn_in_two_layers_from_2025(play: Play) -> None:
    played = play("pool_re_2025")
    same(played.years("layer_1.recovery"), [0, 1 * BN, 1 * BN, 0.3 * BN, 1 * BN])
    same(played.years("layer_2.recovery"), [0, 0, 1.75 * BN, 0, 1.75 * BN])
    years = [[500 * M], [2 * BN], [4.5 * BN], [600 * M, 700 * M], [12 * BN]]
    reference = PoolRe()
    for losses in years:
        members_and_fund = sum(losses) - retrocession_of_2025(losses)
        # Members' retention stands before what the layers leave of the largest event.
        left = [losses[0]] if len(losses) > 1 else [members_and_fund]
        need = max(members_and_fund - 450 * M, max(left) - 275 * M, 0)
        reference.asked.append(need)
    same(played.years("pool_re.net_loss") - played.years("pool_re.retained_loss"), reference.asked)


def test_pool_re_layers_of_2025_follow_their_terms_for_random_events(play: Play) -> None:
    chance = random.Random(7)
    years = [[each, chance.uniform(0.1, 1) * each] for each in some(7, 200 * M, 6 * BN)]
    played = play("pool_re_2025", events("Commercial property of all members (placeholder)", years))
    same(played.years("layer_1.recovery"), [layer(sum(year), 1 * BN, 1 * BN) for year in years])
    same(played.years("layer_2.recovery"), [layer(sum(year), 2 * BN, 1.75 * BN) for year in years])


# --- Japan ---

JER_2011 = [(115 * BN, 0.0), (1925 * BN, 0.5), (5500 * BN, 0.95)]  # to here, the state's part


def state_of_2011(event: float) -> float:
    paid, below = 0.0, 0.0
    for top, share in JER_2011:
        paid += share * max(min(event, top) - below, 0)
        below = top
    return paid


def test_japan_of_2011_pays_in_bands_to_115_1925_and_5500_bn(play: Play) -> None:
    played = play("jer_2011")
    state = np.array([0, 0, 442.5, 905, 905 + 0.95 * 1075, 905 + 0.95 * 3575, 905 + 0.95 * 3575]) * BN
    private = np.array([100, 115, 557.5, 1020, 1020 + 53.75, 1020 + 178.75, 1020 + 178.75]) * BN
    same(played.years("earthquake_insurance_state_layer_1.granted"), state)
    same(played.years("earthquake_insurance_claim_scaling_2.claims_cut"), np.array([0, 0, 0, 0, 0, 0, 1500]) * BN)
    same(150 * BN - played.years("earthquake_insurance.result"), private)


def test_japan_of_2011_pays_random_events_by_its_bands(play: Play) -> None:
    sizes = some(11, 20 * BN, 9000 * BN)
    played = play("jer_2011", events("Homes of Japan (placeholder)", sizes))
    same(played.years("earthquake_insurance_state_layer_1.granted"), [state_of_2011(x) for x in sizes])
    paid = [min(x, 5500 * BN) for x in sizes]
    same(played.years("earthquake_insurance_claim_scaling_2.claims_cut"), np.array(sizes) - paid)
    same(150 * BN - played.years("earthquake_insurance.result"), [p - state_of_2011(p) for p in paid])


def test_japan_of_2025_pays_at_most_12_tn_and_scales_every_claim_above(play: Play) -> None:
    played = play("jer_current")
    same(played.years("earthquake_insurance_state_layer_1.granted"), [0, 0.6643 * TN, 11.6643 * TN, 11.6643 * TN])
    cut = played.years("earthquake_insurance_claim_scaling_2.claims_cut")
    same(cut, [0, 0, 0, 3 * TN])
    assert 1 - cut[3] / (15 * TN) == pytest.approx(12 / 15)  # the part of each claim that is paid
    same(300 * BN - played.years("earthquake_insurance.result"), [0.2 * TN] + [0.3357 * TN] * 3)


# --- Price-Anderson ---


def test_price_anderson_takes_500_m_of_the_site_and_158_m_of_each_of_95_reactors(play: Play) -> None:
    assert 500 * M + 95 * 158 * M == 15.51 * BN
    played = play("price_anderson")
    same(played.years("nuclear_liability.retained_loss"), np.array([300, 500, 500]) * M)
    same(played.years("nuclear_liability_retrospective_premium_1.surcharged"), [0, 2.5 * BN, 95 * 158 * M])
    same(played.years("nuclear_liability_claim_scaling_2.claims_cut"), [0, 0, 20 * BN - 15.51 * BN])
    same(95 * M - played.years("nuclear_liability.result"), np.array([300, 500, 500]) * M)


def test_price_anderson_pays_random_accidents_by_its_layers(play: Play) -> None:
    sizes = some(13, 100 * M, 40 * BN)
    played = play("price_anderson", events("Reactor 42 (placeholder)", sizes))
    premiums = played.years("nuclear_liability_retrospective_premium_1.surcharged")
    same(premiums, [layer(x, 500 * M, 95 * 158 * M) for x in sizes])
    same(played.years("nuclear_liability_claim_scaling_2.claims_cut"), [layer(x, 15.51 * BN) for x in sizes])


# --- New Zealand ---


def test_new_zealand_pays_2_bn_itself_and_caps_a_home_at_300_k(play: Play) -> None:
    played = play("eqc")
    same(played.years("eqc_scheme.gross_loss"), [300e3, 2.1 * BN, 8 * BN, 12 * BN])
    bond = [0, 0.1 * BN, 0.125 * BN, 0]  # 225 m in four years
    cover = [0, 0, 5.75 * BN, 7.975 * BN]
    same(played.years("bond.recovery"), bond)
    same(played.years("reinsurance.recovery"), cover)
    levies = 600 * M - 280 * M - 0.0875 * 225 * M
    balance, release, crown = 370 * M, [], []
    for loss, treaties in zip([300e3, 2.1 * BN, 8 * BN, 12 * BN], np.add(bond, cover), strict=True):
        balance += levies
        release.append(min(loss - treaties, balance))
        crown.append(loss - treaties - release[-1])
        balance -= release[-1]
    same(played.years("eqc_scheme_natural_disaster_fund.release"), release)
    same(played.years("eqc_scheme_state_layer_1.granted"), crown)
    assert crown[1] > 0


# --- Germany ---


def test_extremus_pays_2_52_bn_of_a_year_and_the_state_5_98_bn(play: Play) -> None:
    played = play("extremus")
    same(played.years("extremus.gross_loss"), np.array([3, 4, 10, 1.5]) * BN)  # at most 1.5 bn a customer
    same(played.years("industry.recovery"), np.array([2.52, 2.52, 2.52, 1.5]) * BN)
    same(played.years("extremus_state_layer_1.granted"), np.array([0.48, 1.48, 5.98, 0]) * BN)
    same(played.years("extremus_claim_scaling_2.claims_cut"), np.array([0, 0, 1.5, 0]) * BN)


def test_extremus_adds_up_random_events_of_a_year(play: Play) -> None:
    chance = random.Random(17)
    hits = [
        {
            "year": year,
            "time": k / 4,
            "hits": [
                {"insured": f"Customer {c:02} (placeholder)", "damage": round(chance.uniform(0, 1.5) * BN, 2)}
                for c in chance.sample(range(1, 11), 3)
            ],
        }
        for year in range(1, 31)
        for k in range(chance.randint(1, 4))
    ]
    played = play("extremus", {"years": 30, "sources": [{"fixed_events": {"events": hits}}]})
    year_loss = [sum(hit["damage"] for e in hits if e["year"] == year for hit in e["hits"]) for year in range(1, 31)]
    same(played.years("industry.recovery"), [min(x, 2.52 * BN) for x in year_loss])
    same(played.years("extremus_state_layer_1.granted"), [layer(x, 2.52 * BN, 5.98 * BN) for x in year_loss])
    same(played.years("extremus_claim_scaling_2.claims_cut"), [layer(x, 8.5 * BN) for x in year_loss])


# --- France ---


def test_gareat_members_pay_500_m_reinsurers_to_2_8_bn_and_the_state_the_rest(play: Play) -> None:
    played = play("gareat")
    years = [0.4 * BN, 2 * BN, 3 * BN, 8 * BN]
    same(played.years("with_the_bond.recovery"), [layer(x, 0.5 * BN, 0.2 * BN) for x in years])
    same(played.years("above.recovery"), [layer(x, 0.7 * BN, 2.1 * BN) for x in years])
    same(played.years("athena_i_re.assumed_loss"), [layer(x, 0.5 * BN, 0.2 * BN) / 2 for x in years])
    same(played.years("gareat_state_layer_1.granted"), [0, 0, 0.2 * BN, 5.2 * BN])
    # By ceded premium: 100, 60 and 40 of 200.
    for member, part in {"a": 0.5, "b": 0.3, "c": 0.2}.items():
        net_premium = part * (200 - 16 - 60) * M
        borne = net_premium - played.years(f"member_{member}_placeholder.result")
        same(borne, [part * min(x, 0.5 * BN) for x in years])


def test_gareat_members_are_jointly_liable(play: Play) -> None:
    failing = {
        "members[2].rating": "C",
        "defaults.by_rating.curve.ratings": [{"rating": "C", "probability": 1}],
        "defaults.by_rating.curve.loss_given_default": 1,
    }
    played = play("gareat", failing)
    years = [0.4 * BN, 2 * BN, 3 * BN, 8 * BN]
    for member, part in {"a": 5 / 8, "b": 3 / 8, "c": 0}.items():
        net_premium = {"a": 0.5, "b": 0.3, "c": 0.2}[member] * (200 - 16 - 60) * M
        borne = net_premium - played.years(f"member_{member}_placeholder.result")
        same(borne, [part * min(x, 0.5 * BN) for x in years])


# --- Taiwan ---


def test_taiwan_pays_5_bn_then_the_fund_then_16_8_bn_of_the_state(play: Play) -> None:
    played = play("taiwan")
    sizes = np.array([4, 12, 60, 110, 150]) * BN
    same(played.years("earthquake_insurance.retained_loss"), np.minimum(sizes, 5 * BN))
    same(played.years("tower.recovery"), [layer(x, 20 * BN, 30 * BN) for x in sizes])
    same(played.years("earthquake_insurance_state_layer_1.granted"), [layer(x, 103.2 * BN, 16.8 * BN) for x in sizes])
    balance, release = 70 * BN, []
    for size in sizes:
        balance += 10 * BN
        own = layer(size, 5 * BN, 98.2 * BN) - layer(size, 20 * BN, 30 * BN)
        release.append(min(own, balance))
        balance -= release[-1]
    same(played.years("earthquake_insurance_treif.release"), release)
    # Above 120 bn nobody pays; in year 5 the fund has no more than 19.8 of its 68.2 bn, and claims are cut by the rest.
    same(played.years("earthquake_insurance_claim_scaling_2.claims_cut"), np.array([0, 0, 0, 0, 30 + 68.2 - 19.8]) * BN)


# --- Norway ---


def test_norway_shares_each_year_by_that_years_market_and_a_member_reinsures_the_pool(play: Play) -> None:
    played = play("norway")
    gross = np.array([0.8, 3, 20]) * BN
    cover = np.array([layer(x, 1.5 * BN, 16 * BN) for x in gross])
    same(played.years("reinsurance.recovery"), cover)
    same(played.years("company_a_as_reinsurer_placeholder.assumed_loss"), 0.4 * cover)
    for company, shares in {"a": [0.5, 0.45, 0.4], "b": [0.3, 0.3, 0.35], "c": [0.2, 0.25, 0.25]}.items():
        same(played.years(f"company_{company}_placeholder.net_loss"), (gross - cover) * shares)
        # Last year's shares hold until those of the year are final: a year later members settle the difference.
        result = played.years("natural_perils_pool.result")
        final = np.array([*shares[1:], shares[-1]])
        settled = np.array([0, *((final - shares) * result)[:-1]])
        same(played.years(f"company_{company}_placeholder.result"), shares * result + settled)
    # The surplus of year 1, 1.3 - 0.8 bn, goes into the reserve, which pays what later years cost above 1.3 bn.
    same(played.years("natural_perils_pool_natural_perils_reserve.release"), np.array([0, 0.2, 2.7]) * BN)
    balance = 10 * BN + np.cumsum([0.5 * BN, -0.2 * BN, -2.7 * BN])
    same(played.years("natural_perils_pool_natural_perils_reserve.balance"), balance)
