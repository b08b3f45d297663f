// Random scenarios as values, so that ten thousand of them take seconds: pools with any treaties, funds and shares.
#pragma once

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <variant>
#include <vector>

#include "models/credit/cell_chance.hpp"
#include "models/register.hpp"
#include "sim/scenario/scenario.hpp"
#include "tests/laws/random_terms.hpp"
#include "tests/laws/random_waterfall.hpp"

namespace riskpool {

/// Draws one scenario after another.
class RandomPool {
public:
    explicit RandomPool(std::uint64_t seed) : chance_(seed), dice_(seed) {}

    Scenario make() {
        Scenario s;
        s.chance = cell_chance();
        s.years = whole(1, 4);
        const std::size_t members = whole(1, 6);
        for (std::size_t m = 0; m < members; ++m) {
            Member member;
            member.name = "m" + std::to_string(m);
            member.capital = between(10, 500);
            member.capacity = between(1, 60);
            s.members.push_back(member);
        }
        for (std::size_t r = 0; r < 3; ++r) s.reinsurers.emplace_back().name = "r" + std::to_string(r);
        const std::size_t insureds = whole(1, 5);
        for (std::size_t i = 0; i < insureds; ++i) {
            Insured insured;
            insured.name = std::string(1, static_cast<char>('a' + i));
            insured.type = i % 2 == 0 ? "even" : "odd";
            insured.cluster = flip() ? "x" : "y";
            insured.property = between(5, 100);
            insured.premium = flip(0.9) ? between(0.5, 5) : 0;
            insured.deductible = flip() ? between(0, 2) : 0;
            if (flip(0.3)) insured.limit = between(5, 50);
            s.insureds.list.push_back(insured);
        }
        CollectiveRisk losses;
        losses.frequency = Poisson{between(0.2, 6)};
        // A law of steps needs no table of cubics: compiling ten thousand pools stays cheap.
        Empirical sizes;
        for (int k = 0; k < 12; ++k) sizes.values.push_back(std::exp(between(-2, 4)));
        losses.severity = sizes;
        s.sources.emplace_back(losses);
        if (flip(0.4)) {
            Attritional attritional;
            attritional.loss_ratio = between(0.1, 0.6);
            attritional.cv = flip(0.02) ? between(0.2, 1) : 0;
            bool all_paid = true;
            for (auto const& insured : s.insureds.list) all_paid = all_paid && insured.premium > 0;
            if (all_paid) s.sources.emplace_back(attritional);
        }
        Pool pool = random_pool(s);
        if (flip()) RandomWaterfall(s, pool, dice_).add();
        s.pools.push_back(std::move(pool));
        if (flip(0.25)) s.retrocession.push_back({"r0", {tier(s, true)}});
        s.metrics = {Aal{}};
        if (flip(0.3)) s.metrics.push_back(EpCurve{});
        if (flip(0.3)) s.sources.front() = adjusted(s.sources.front());
        return s;
    }

private:
    double between(double low, double high) { return std::uniform_real_distribution<double>(low, high)(chance_); }
    std::uint32_t whole(std::uint32_t low, std::uint32_t high) {
        return std::uniform_int_distribution<std::uint32_t>(low, high)(chance_);
    }
    bool flip(double p = 0.5) { return between(0, 1) < p; }

    /// The source with a measure that costs something, and at times with losses that are reported over years.
    SourceModel adjusted(SourceModel const& source) {
        Adjusted around;
        around.source = source;
        around.exposure.emplace().growth = between(-0.2, 0.3);
        RiskMeasure measure;
        measure.name = "guards";
        measure.fewer_events = between(0, 0.5);
        measure.smaller_losses = between(0.1, 0.5);
        measure.cost = between(0.1, 2);
        measure.paid_by = flip() ? MeasurePayer::state : MeasurePayer::insureds;
        around.risk_reduction.push_back(measure);
        if (flip()) return SourceModel(around);
        Developing developing;
        developing.source = SourceModel(around);
        developing.reported = {between(0, 0.5), 0.8, 1};
        return SourceModel(developing);
    }

    Pool random_pool(Scenario const& s) {
        Pool pool;
        pool.name = "P";
        pool.expenses = flip() ? between(0, 0.3) : 0;
        if (flip()) {
            ByTable table;
            double left = flip(0.7) ? 1 : between(0.3, 1);
            for (std::size_t m = 0; m + 1 < s.members.size(); ++m) {
                const double share = left * between(0.1, 0.7);
                table.table.push_back({s.members[m].name, share});
                left -= share;
            }
            table.table.push_back({s.members.back().name, left});
            pool.shares = table;
        } else {
            pool.shares = ByCapacity{};
        }
        const std::size_t tiers = whole(0, 4);
        for (std::size_t t = 0; t < tiers; ++t) pool.programme.push_back(tier(s));
        if (flip(0.25)) {
            MemberReinsurance own;
            own.member = s.members[whole(0, static_cast<std::uint32_t>(s.members.size() - 1))].name;
            own.programme.push_back(tier(s));
            pool.member_reinsurance.push_back(own);
        }
        if (flip(0.6)) pool.reserve_fund = fund();
        return pool;
    }

    /// A tier of one treaty of any kind, and beside it the layer that it follows, if it does.
    Tier tier(Scenario const& s, bool of_reinsurer = false) {
        Tier tier;
        while (tier.empty()) {
            const std::size_t wanted = dice_.count(std::variant_size_v<TreatyKinds> - 1);
            std::size_t at = 0;
            [&]<class... K>(std::variant<K...> const*) {
                (..., (at++ == wanted ? add_treaty<K>(s, of_reinsurer, tier) : void()));
            }(static_cast<TreatyKinds const*>(nullptr));
        }
        return tier;
    }

    template <class Treaty>
    void add_treaty(Scenario const& s, bool of_reinsurer, Tier& tier) {
        if constexpr (requires(Treaty treaty) { treaty.basis = SurplusBasis::pml; }) {
            if (of_reinsurer) return;  // its losses have no size
        }
        auto treaty = random_treaty<Treaty>(dice_);
        // Names and types that the insureds of the scenario do not have would be refused.
        if constexpr (requires { treaty.risks; }) std::erase_if(treaty.risks, unknown(s));
        if constexpr (requires { treaty.estimates; }) std::erase_if(treaty.estimates, unknown(s));
        if (flip(0.4)) {
            treaty.lines = {{of_reinsurer ? "r2" : "r0", between(0.1, 0.5)}, {"r1", between(0.1, 0.5)}};
            if (flip(0.3) && Treaty::kind != "cat_bond") treaty.lines.front().dispute = dispute();
        } else if (flip(0.3)) {
            treaty.placed = between(0, 1);
        }
        if constexpr (std::derived_from<Treaty, PricedContract>) price(treaty);
        if constexpr (requires { treaty.follows(); }) {
            CatXl followed;
            randomise_followed(followed, dice_);
            tier.emplace_back(followed);
        } else if (flip(0.3)) {
            treaty.covers.cluster = s.insureds.list.front().cluster;
        }
        tier.emplace_back(treaty);
    }
    static auto unknown(Scenario const& s) {
        return [&s](auto const& each) {
            return std::none_of(s.insureds.list.begin(), s.insureds.list.end(),
                                [&](Insured const& insured) { return insured.name == each.insured; });
        };
    }
    Dispute dispute() {
        Dispute terms;
        terms.probability = between(0, 1);
        terms.part = between(0.1, 1);
        terms.above = flip() ? between(0, 5) : 0;
        terms.delay = whole(1, 3);
        if (flip()) terms.paid_part = between(0, 1);
        return terms;
    }
    void price(PricedContract& treaty) {
        if (flip(0.2)) treaty.swing_premium = SwingPremium{1.25, 0.02, 0.4, between(0, 1), flip()};
        if (flip(0.2)) treaty.no_claims_bonus = between(0, 0.3);
        if (flip(0.2)) treaty.profit_commission.emplace().rate = between(0, 0.5);
        if (flip(0.3)) treaty.brokerage = between(0, 0.1);
    }

    ReserveFund fund() {
        ReserveFund f;
        f.opening = between(0, 10);
        if (flip(0.7)) {
            f.interest = between(-0.02, 0.06);
        } else {
            f.returns = LognormalReturn{between(-0.05, 0.05), between(0, 0.3), flip() ? between(-0.5, 0) : 0};
        }
        if (flip(0.2)) f.release.haircut = between(0, 0.5);
        if (flip(0.2)) f.release.liquid_part = between(0, 1);
        if (flip()) f.accrual.emplace_back(ShareOfPremium{between(0, 0.3)});
        if (flip()) f.accrual.emplace_back(ShareOfProfit{between(0, 0.9)});
        if (flip()) f.cap = between(1, 30);
        if (flip(0.3)) f.above_cap = AboveCap::refund;
        f.trigger.loss_ratio = between(0, 2);
        if (flip(0.2)) f.trigger.event = between(0.5, 5);
        if (flip(0.3)) f.release.share_of_balance = between(0.1, 1);
        if (flip(0.4)) f.call.rate = between(0, 0.5);
        if (flip(0.4)) {
            f.loan.facility = between(1, 50);
            f.loan.rate = between(0, 0.08);
            f.loan.repay_share = between(0, 1);
        }
        return f;
    }

    std::mt19937_64 chance_;
    Dice dice_;
};

}  // namespace riskpool
