"""Known answers of shares, liability and loss sharing, by scenarios built of kinds and run from Python."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import riskpool as rp
from answers import answer
from known_pool import known_pool, near, one_trial, shares, within, yearly


def members(n: int, **more: Any) -> list[rp.Member]:
    return [rp.Member(name=f"M{k}", **more) for k in range(1, n + 1)]


def test_a_slip_is_signed_down_layer_by_layer_as_in_co_02() -> None:
    given, expected = answer("O-CO-02")
    count = len(given["layers"][0]["lines"])
    slip = rp.LineSlip(
        layers=[
            rp.SlipLayer(limit=layer["limit"], attachment=layer["attach"], premium_part=1 / len(given["layers"]),
                         lines=[rp.SlipLine(member=f"M{k}", line=line) for k, line in enumerate(layer["lines"], 1)])
            for layer in given["layers"]
        ]
    )  # fmt: skip
    columns = one_trial(
        known_pool(yearly(given["losses"]), {"shares": slip}, members=members(count), years=len(given["losses"]))
    )
    wanted = expected["results"]
    for k in range(count):
        near(columns[f"m{k + 1}.net_loss"], [each["member"][k] for each in wanted])
    near(columns["p.gross_loss"], np.array(given["losses"]) - [each["uninsured"] for each in wanted])


@pytest.mark.parametrize(
    ("form", "key"), [("several", "several"), ("solidarity", "solidarity"), ("capped_solidarity", "capped")]
)
def test_members_answer_for_each_other_as_in_co_03(form: str, key: str) -> None:
    given, expected = answer("O-CO-03")
    capped = {"part_of_own_share": given["realloc_cap_of_own_share"]} if key == "capped" else {}
    who = range(1, len(given["shares"]) + 1)
    columns = one_trial(
        known_pool(
            yearly([given["loss"]]),
            {"shares": shares(given["shares"]), "liability": rp.Liability(form=form, **capped)},
            members=[rp.Member(name=f"M{k}", default_probability=float(k in given["defaulted"])) for k in who],
            defaults=rp.ByRating(curve=rp.CreditCurve(loss_given_default=1 - given["recovery_rate"])),
        )
    )
    near([columns[f"m{k}.result"][0] for k in who], -np.array(expected[key]["paid"]))
    near(columns["p.unpaid_claims"], [expected[key].get("insured_shortfall", 0.0)])


def test_a_front_answers_for_a_member_in_default_as_in_fr_01() -> None:
    """The front F has a share of 0: what it earns is fixed by its fee, what it loses is what a member leaves unpaid."""
    given, expected = answer("O-FR-01")
    ceded = given["gross_premium"] * (1 - given["fronting_fee"] - given["brokerage"])
    near(ceded, expected["ceded_premium"])
    retro = rp.CatXl(name="Retro", limit=given["retro"]["limit"], attachment=given["retro"]["retention"],
                     premium=given["retro"]["premium"], reinstatements=[])  # fmt: skip
    near(retro.cede([given["loss"]]).recovery, [expected["retro_recovery"]])
    who = range(1, len(given["pool_shares"]) + 1)

    def results(defaults: bool) -> dict[str, np.ndarray]:
        fails = [float(defaults and k == given["default_member"]) for k in who]
        return one_trial(
            known_pool(
                yearly([given["loss"]]),
                {
                    "shares": shares(given["pool_shares"]),
                    "programme": [[retro]],
                    "liability": rp.Liability(form="several", bearer="lead", lead="F"),
                },
                members=[rp.Member(name="F", default_probability=0.0)]
                + [rp.Member(name=f"M{k}", default_probability=p) for k, p in zip(who, fails, strict=True)],
                insureds=[rp.Insured(name="I", premium=ceded)],
                defaults=rp.ByRating(curve=rp.CreditCurve(loss_given_default=1 - given["recovery_rate"])),
            )
        )

    sound, failed = results(False), results(True)
    near(sound["p.net_loss"], [expected["pool_net_loss"]])
    near([sound[f"m{k}.result"][0] for k in who], expected["member_result_no_default"])
    near(sound["f.result"], [0.0])
    fee = given["gross_premium"] * given["fronting_fee"]
    near(fee, expected["front_result_no_default"])
    near(fee + failed["f.result"], [expected["front_result_default"]])
    near(failed["p.unpaid_claims"], [0.0])


def test_four_parties_share_losses_up_to_caps_as_in_ls_01() -> None:
    """A year for each beginning of the list of losses: what a loss adds is the difference of two years."""
    given, expected = answer("O-LS-01")
    names = ["P" if party == "insurer" else party for party in given["parties"]]
    parties = [
        rp.LossParty(name=name, share=share, annual_cap=cap)
        for name, share, cap in zip(names, given["share"], given["annual_cap"], strict=True)
    ]
    beginnings = [given["losses"][: k + 1] for k in range(len(given["losses"]))]
    columns = one_trial(
        known_pool(
            yearly(beginnings),
            {"loss_sharing": rp.ProportionalWithCaps(parties=parties, residual=given["residual"])},
            years=len(beginnings),
        )
    )
    for k, name in enumerate(names):
        borne = columns["p.retained_loss" if name == "P" else f"{name}.shared_loss"]
        near(np.diff(borne, prepend=0.0), [each[k] for each in expected["by_loss"]])
        near(borne[-1], expected["total"][k])


def test_tranches_bear_losses_in_order_as_in_ls_02() -> None:
    given, expected = answer("O-LS-02")

    def name_of(party: str) -> str:
        return "P" if party == "insurance pool" else party

    tranches = [
        rp.LossTranche(party=name_of(each["party"]), limit=each["limit"])
        if "share" not in each
        else rp.LossTranche(party=name_of(each["party"]), limit=each["limit"], share=each["share"],
                            co_party=name_of(each["coshare_party"]))
        for each in given["tranches"]
    ]  # fmt: skip
    columns = one_trial(
        known_pool(
            yearly(given["aggregate_losses"]),
            {"loss_sharing": rp.Tranches(tranches=tranches)},
            years=len(given["aggregate_losses"]),
        )
    )
    results = expected["results"]
    for party in {each["party"] for each in given["tranches"]} - {"insurance pool"}:
        near(columns[f"{party.lower().replace(' ', '_')}.shared_loss"], [each[party] for each in results])
    near(columns["p.retained_loss"], [each["insurance pool"] + each["unfunded"] for each in results])


def test_defaults_come_with_the_worst_losses_as_in_cd_01() -> None:
    """A year of stress is one whose loss is above a level: the state sets the loss, and the loss the defaults."""
    given, expected = answer("O-CD-01")
    who = range(len(given["shares"]))

    def curve(probabilities: list[float]) -> list[rp.RatingProbability]:
        return [rp.RatingProbability(rating=f"grade {k}", probability=p) for k, p in enumerate(probabilities)]

    normal, stressed, p = given["mean_loss_normal"], given["mean_loss_stress"], given["stress_prob"]
    scenario = known_pool(
        [
            yearly([normal]),
            rp.CollectiveRisk(frequency=rp.frequency.Bernoulli(probability=p),
                              severity=rp.severity.Point(value=stressed - normal)),
        ],
        {"shares": shares(given["shares"]), "liability": rp.Liability(form="several")},
        members=[rp.Member(name=f"M{k + 1}", rating=f"grade {k}") for k in who],
        defaults=rp.ByRating(
            curve=rp.CreditCurve(ratings=curve(given["pd_normal"]), loss_given_default=given["lgd"]),
            stress=rp.CreditStress(ratings=curve(given["pd_stress"])),
        ),
        stress_loss=(normal + stressed) / 2,
    )  # fmt: skip
    tables = rp.run(scenario, trials=300_000, seed=5, progress=False).tables
    unpaid, loss = tables["p.unpaid_claims"].values, tables["p.gross_loss"].values
    assert set(np.unique(loss)) == {normal, stressed}
    within(unpaid, expected["expected_uncollectible"])
    mean_loss = normal + p * (stressed - normal)
    within(unpaid / loss * mean_loss, expected["if_independent"])
    within(unpaid > 0, expected["p_any_default"])
    near(expected["expected_uncollectible"] / expected["if_independent"], expected["wrong_way_ratio"])


def test_members_settle_as_in_po_01() -> None:
    """Expenses differ by member, so they come in as losses: results before settlement are the same."""
    given, expected = answer("O-PO-01")
    who = range(1, len(given["premium"]) + 1)

    def key(parts: list[float]) -> rp.Kind:
        shares_ = [rp.MemberShare(member=f"M{k}", share=part) for k, part in zip(who, parts, strict=True)]
        return rp.settlement_key.TableKey(table=shares_)

    years = given["loss_scenarios"]
    events = [
        rp.FixedEvent(year=year, insured=f"I{k}", damage=loss + expense)
        for year, losses in enumerate(years, 1)
        for k, loss, expense in zip(who, losses, given["expense"], strict=True)
    ]
    fund = rp.ReserveFund(accrual=[rp.ShareOfUnderwritingProfit(rate=given["fund_rate_on_profit"])],
                          trigger=rp.Trigger(loss_ratio=1000))  # fmt: skip
    columns = one_trial(
        known_pool(
            rp.FixedEvents(events=events),
            {
                "shares": rp.ByPremium(),
                "settlement": rp.Settlement(pool_share=given["pool_share"], profit_key=key(given["profit_key"]),
                                            loss_key=key(given["loss_key"]), lead=f"M{given['lead']}",
                                            lead_fee=given["lead_fee_rate"]),
                "reserve_fund": fund,
            },
            members=members(len(who)),
            insureds=[rp.Insured(name=f"I{k}", property=1000, premium=given["premium"][k - 1], originator=f"M{k}")
                      for k in who],
            years=len(years),
        )
    )  # fmt: skip
    for ours, theirs in (("own_result", "own_result"), ("transfer", "transfer"), ("result", "final_result")):
        for k in who:
            near(columns[f"m{k}.{ours}"], [each[theirs][k - 1] for each in expected["scenarios"]])
    balance = next(values for name, values in columns.items() if name.endswith(".balance"))
    near(balance, np.cumsum([each["fund_contribution"] for each in expected["scenarios"]]))


def test_the_state_shares_and_recoups_as_in_gb_01() -> None:
    given, expected = answer("O-GB-01")
    who = range(1, len(given["insurers"]) + 1)
    sections = [
        rp.ShareSection(
            covers={"insureds": [f"I{k}"]}, shares=rp.ByTable(table=[rp.MemberShare(member=f"M{k}", share=1)])
        )
        for k in who
    ]
    backstop = rp.FederalShare(
        deductible=given["deductible_rate"],
        share=given["federal_share"],
        trigger=given["trigger"],
        cap=given["cap"],
        recoupment=given["recoup_rate"],
        market_retention=given["imara"],
    )
    scenario = known_pool(
        rp.FixedEvents(
            events=[rp.FixedEvent(year=1, insured=f"I{k}", damage=given["insurers"][k - 1]["loss"]) for k in who]
        ),
        {"shares": rp.BySection(sections=sections), "backstops": [backstop]},
        members=members(len(who)),
        insureds=[rp.Insured(name=f"I{k}", property=1000, premium=given["insurers"][k - 1]["dep"]) for k in who],
    )
    run = rp.run(scenario, trials=1, progress=False)
    passed = run.transfers
    for k in who:
        mine = passed[passed.reason == "retained_loss"]
        borne = mine["mean"][mine.payer == f"M{k}"].sum() - mine["mean"][mine.payee == f"M{k}"].sum()
        near(borne, expected["insurer_net"][k - 1])
    granted, recouped = sum(expected["federal"]), expected["mandatory_recoupment"]
    near(run.tables["p_federal_share_1.granted"].values, [[granted]])
    near(passed["mean"][passed.reason == "recoupment"].sum(), recouped)
    near(run.tables["state.fiscal_cost"].values, [[granted - recouped]])
