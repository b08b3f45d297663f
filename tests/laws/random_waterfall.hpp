// What may stand behind a random pool's treaties: shares of every kind, funds, backstops, settlement, default.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/credit/by_rating.hpp"
#include "sim/scenario/scenario.hpp"
#include "tests/laws/random_years.hpp"

namespace riskpool {

/// Draws one feature after another.
class RandomWaterfall {
public:
    RandomWaterfall(Scenario& scenario, Pool& pool, Dice& dice) : s_(scenario), pool_(pool), dice_(dice) {}

    void add() {
        if (dice_.chance(0.5)) share();
        if (dice_.chance(0.2)) pool_.loss_sharing = loss_sharing();
        if (dice_.chance(0.25)) {
            pool_.reserve_fund.reset();
            const std::size_t funds = 1 + dice_.count(2);
            for (std::size_t k = 0; k < funds; ++k) pool_.reserve_funds.push_back(fund("fund " + std::to_string(k)));
        }
        const std::size_t backstops = dice_.chance(0.4) ? 1 + dice_.count(2) : 0;
        for (std::size_t k = 0; k < backstops; ++k) pool_.backstops.push_back(backstop());
        if (dice_.chance(0.2)) pool_.premium_subsidies.push_back(subsidy());
        if (dice_.chance(0.3)) {
            s_.defaults = DefaultModel(often());
            if (dice_.chance(0.5)) s_.stress_loss = dice_.number(1, 50);
        }
        if (dice_.chance(0.2)) {
            settle();
        } else if (s_.defaults && dice_.chance(0.7)) {
            pool_.liability = liability();
        }
        if (!pool_.programme.empty() && dice_.chance(0.4)) pool_.liquidity = liquidity();
        if (pool_.settlement) return;
        if (dice_.chance(0.3)) {
            LeadPays& terms = pool_.lead_pays.emplace();
            terms.lead = member();
            terms.part = dice_.number(0.1, 1);
            terms.lag = 1 + static_cast<std::uint32_t>(dice_.count(1));
            terms.rate = dice_.number(0, 0.1);
        }
        if (std::holds_alternative<LineSlip>(pool_.shares)) return;
        if (dice_.chance(0.25)) {
            bring();
            const bool by_premium = std::holds_alternative<ByPremium>(pool_.shares);  // which needs originators
            if (!by_premium && dice_.chance(0.5)) s_.insureds.list.front().originator.clear();  // inward business
            pool_.inward = InwardCession{dice_.number(0.2, 1), dice_.number(0, 0.3)};
        } else if (dice_.chance(0.2)) {
            pool_.assigned_risks = true;
        }
    }

private:
    std::string member() { return s_.members[dice_.count(s_.members.size() - 1)].name; }

    /// Parts that add up to `whole`, one for each member.
    std::vector<MemberShare> table(double whole) {
        std::vector<MemberShare> shares;
        double left = whole;
        for (std::size_t m = 0; m + 1 < s_.members.size(); ++m) {
            shares.push_back({s_.members[m].name, left * dice_.number(0.1, 0.7)});
            left -= shares.back().share;
        }
        shares.push_back({s_.members.back().name, left});
        return shares;
    }

    Liquidity liquidity() {
        Liquidity terms;
        terms.late_part = dice_.number(0, 1);
        terms.delay = 1 + static_cast<std::uint32_t>(dice_.count(2));
        if (dice_.chance(0.6)) terms.fund_part = dice_.number(0, 1);
        if (dice_.chance(0.5)) {
            terms.facility = dice_.number(0, 20);
            terms.rate = dice_.number(0, 0.1);
        }
        if (dice_.chance(0.3)) terms.commutation = Commutation{1 + static_cast<std::uint32_t>(dice_.count(2)), 0.9};
        return terms;
    }

    void share() {
        switch (dice_.count(7)) {
            case 6: {
                pool_.member_reinsurance.clear();
                ByMarketShare rule;
                rule.final_after = static_cast<std::uint32_t>(dice_.count(2));
                for (auto const& each : s_.members) {
                    rule.market.push_back({each.name, {dice_.number(1, 5), dice_.number(1, 5), dice_.number(1, 5)}});
                }
                pool_.shares = rule;
                break;
            }
            case 7: {
                SoloOrPool rule;
                rule.solo = {{s_.insureds.list.front().name, member()}};
                rule.shares = Equal{};
                pool_.shares = rule;
                break;
            }
            case 0: pool_.shares = Equal{}; break;
            case 1: pool_.shares = ByCapital{}; break;
            case 2: {
                BySection sections;
                for (char const* cluster : {"x", "y"}) {
                    ShareSection section;
                    section.covers.cluster = cluster;
                    section.shares = ByTable{table(dice_.number(0.4, 1))};
                    sections.sections.push_back(section);
                }
                pool_.shares = sections;
                break;
            }
            case 3: {
                pool_.member_reinsurance.clear();
                ByYear by_year;
                const double whole = dice_.number(0.5, 1);
                by_year.periods = {{1, ByTable{table(whole)}}, {2, ByTable{table(whole)}}};
                pool_.shares = by_year;
                break;
            }
            case 4: {
                pool_.member_reinsurance.clear();
                LineSlip slip;
                double from = 0, part = 1;
                for (int k = 0; k < 3; ++k) {
                    SlipLayer layer;
                    layer.attachment = from;
                    layer.limit = k == 2 && dice_.chance(0.5) ? infinity : dice_.number(1, 20);
                    layer.premium_part = k == 2 ? part : part * dice_.number(0.2, 0.8);
                    layer.lines = {{s_.members.front().name, dice_.number(0.1, 1)}};
                    if (s_.members.size() > 1) layer.lines.push_back({s_.members.back().name, dice_.number(0.1, 1)});
                    from += layer.limit;
                    part -= layer.premium_part;
                    slip.layers.push_back(layer);
                }
                pool_.shares = slip;
                break;
            }
            default: {
                bring();
                // Without premium nobody would have a share, which is refused.
                for (auto& insured : s_.insureds.list) insured.premium = std::max(insured.premium, 0.1);
                pool_.shares = ByPremium{};
            }
        }
    }

    /// Each risk is brought by a member.
    void bring() {
        for (auto& insured : s_.insureds.list) insured.originator = member();
    }

    LossSharingKinds loss_sharing() {
        if (dice_.chance(0.5)) {
            ProportionalWithCaps terms;
            const double own = dice_.number(0.2, 0.8);
            terms.parties = {{"P", own, infinity},
                             {"government", (1 - own) / 2, dice_.number(1, 10)},
                             {"bank", (1 - own) / 2, infinity}};
            terms.residual = dice_.chance(0.5) ? "P" : "bank";
            if (dice_.chance(0.3)) terms.term_years = 2;
            return terms;
        }
        LossTranches terms;
        terms.tranches = {{"investor", dice_.number(0.5, 5)}, {"P", dice_.number(1, 10)}};
        terms.tranches.push_back({"state", dice_.number(1, 30), dice_.number(0, 1), "P"});
        return terms;
    }

    ReserveFund fund(std::string name) {
        ReserveFund f;
        f.name = std::move(name);
        f.opening = dice_.number(0, 10);
        if (dice_.chance(0.7)) {
            f.interest = dice_.number(-0.02, 0.06);
        } else {
            f.returns = BootstrapReturn{{0.05, -0.1, 0.02}, 2, {-0.3}};
        }
        if (dice_.chance(0.3)) f.release.haircut = dice_.number(0, 0.5);
        if (dice_.chance(0.3)) {
            Levy levy;
            levy.levied = dice_.number(0.1, 2);
            levy.below = 5;
            levy.payer = LevyPayer::insureds;
            f.accrual.emplace_back(levy);
        }
        if (dice_.chance(0.5)) f.accrual.emplace_back(ShareOfPremium{dice_.number(0, 0.3)});
        if (dice_.chance(0.3)) f.accrual.emplace_back(ShareOfProfit{dice_.number(0, 0.5)});
        if (dice_.chance(0.3)) f.accrual.emplace_back(SurchargeOnSumInsured{dice_.number(0, 0.01)});
        if (dice_.chance(0.3)) f.grants = {dice_.number(0, 5), dice_.number(0, 5)};
        if (dice_.chance(0.5)) f.cap = dice_.number(1, 15);
        if (dice_.chance(0.5)) f.above_cap = dice_.chance(0.5) ? AboveCap::next : AboveCap::refund;
        f.trigger.loss_ratio = dice_.number(0, 2);
        if (dice_.chance(0.3)) f.call.rate = dice_.number(0, 0.5);
        if (dice_.chance(0.3)) f.loan = {dice_.number(1, 50), dice_.number(0, 0.08), dice_.number(0, 1)};
        return f;
    }

    BackstopKinds backstop() {
        switch (dice_.count(5)) {
            case 0: {
                StateLayer layer;
                layer.basis = static_cast<LayerBasis>(dice_.count(4));
                layer.bands = {{dice_.number(0, 5), dice_.number(1, 10), dice_.number(0, 1), dice_.number(0, 1)}};
                layer.form = dice_.chance(0.5) ? LayerForm::loan : LayerForm::grant;
                layer.repay_share = dice_.number(0, 1);
                layer.guarantee_premium = dice_.chance(0.5) ? dice_.number(0, 1) : 0;
                return layer;
            }
            case 1: {
                MemberCall call;
                call.key = dice_.chance(0.5) ? CallKey::equal : CallKey::by_share;
                if (dice_.chance(0.5)) call.cap = dice_.number(0, 5);
                call.solidarity = dice_.chance(0.5);
                return call;
            }
            case 2:
                if (dice_.chance(0.5)) return PolicyholderSurcharge{dice_.number(0, 1)};
                return PolicyholderSurcharge{dice_.number(0, 1), 3, dice_.number(0, 0.1)};
            case 3: return RetrospectivePremium{dice_.number(0, 5)};
            case 4: {
                FederalShare share;
                share.deductible = dice_.number(0, 1);
                share.cap = dice_.chance(0.5) ? infinity : dice_.number(5, 50);
                share.market_retention = dice_.number(0, 20);
                if (dice_.chance(0.5)) share.surcharge = dice_.number(0.01, 0.5);
                return share;
            }
            default: {
                ClaimScaling scaling;
                if (dice_.chance(0.5)) scaling.limit = dice_.number(5, 50);
                scaling.per_event = scaling.limit < infinity && dice_.chance(0.5);
                scaling.least = dice_.number(0, 1);
                return scaling;
            }
        }
    }

    PremiumSubsidy subsidy() {
        PremiumSubsidy subsidy;
        subsidy.share = dice_.number(0, 0.5);
        subsidy.programme_cap = dice_.number(0, 3);
        subsidy.years = 1 + static_cast<std::uint32_t>(dice_.count(2));
        return subsidy;
    }

    /// Everybody fails often.
    ByRating often() {
        for (auto& each : s_.members) each.default_probability = dice_.number(0, 0.5);
        for (auto& each : s_.reinsurers) each.default_probability = dice_.number(0, 0.5);
        if (dice_.chance(0.3)) s_.members.front().recovery_rate = dice_.number(0, 1);
        if (dice_.chance(0.3)) s_.reinsurers.front().recovery_rate = dice_.number(0, 1);
        ByRating model;
        model.stays = dice_.chance(0.5);
        return model;
    }

    Liability liability() {
        Liability terms;
        terms.form = static_cast<LiabilityForm>(dice_.count(3));
        if (terms.form == LiabilityForm::capped_solidarity) terms.part_of_own_share = dice_.number(0, 1);
        if (dice_.chance(0.4)) terms.assets = MemberAssets::with_results;
        if (dice_.chance(0.3)) {
            terms.bearer = ShortfallBearer::lead;
            terms.lead = member();
        }
        return terms;
    }

    void settle() {
        bring();
        pool_.member_reinsurance.clear();
        if (std::holds_alternative<LineSlip>(pool_.shares)) pool_.shares = Equal{};
        Settlement terms;
        terms.pool_share = dice_.number(0.2, 1);
        terms.profit_key = dice_.chance(0.5) ? SettlementKeys(CapacityKey{}) : SettlementKeys(PremiumKey{});
        terms.loss_key = dice_.chance(0.5) ? SettlementKeys(CapitalKey{}) : SettlementKeys(ContributionKey{});
        if (dice_.chance(0.5)) {
            terms.lead = member();
            terms.lead_fee = dice_.number(0, 0.1);
        }
        if (dice_.chance(0.3)) terms.hurdle = dice_.number(0, 0.2);
        if (dice_.chance(0.3)) terms.clawback_years = 2;
        pool_.settlement = terms;
    }

    Scenario& s_;
    Pool& pool_;
    Dice& dice_;
};

}  // namespace riskpool
