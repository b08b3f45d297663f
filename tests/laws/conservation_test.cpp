// Conservation of money on 10,000 random pools: whatever treaties, funds and shares, the pool passes on exactly what
// it takes, and a fund keeps exactly what is left in it.
#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "models/register.hpp"
#include "tests/sim/run/run_text.hpp"

namespace riskpool {
namespace {

/// Random scenarios as values, so that ten thousand of them take seconds.
class RandomPool {
public:
    explicit RandomPool(std::uint64_t seed) : chance_(seed) {}

    Scenario make() {
        Scenario s;
        s.years = whole(1, 4);
        const std::size_t members = whole(1, 6);
        for (std::size_t m = 0; m < members; ++m) {
            Member member;
            member.name = "m" + std::to_string(m);
            member.capital = between(10, 500);
            member.capacity = between(1, 60);
            s.members.push_back(member);
        }
        for (std::size_t r = 0; r < 3; ++r) s.reinsurers.push_back({"r" + std::to_string(r), "", ""});
        const std::size_t insureds = whole(1, 5);
        for (std::size_t i = 0; i < insureds; ++i) {
            Insured insured;
            insured.name = "i" + std::to_string(i);
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
        s.pools.push_back(pool(s));
        s.metrics = {Aal{}};
        if (flip(0.3)) s.metrics.push_back(EpCurve{});
        return s;
    }

private:
    double between(double low, double high) { return std::uniform_real_distribution<double>(low, high)(chance_); }
    std::uint32_t whole(std::uint32_t low, std::uint32_t high) {
        return std::uniform_int_distribution<std::uint32_t>(low, high)(chance_);
    }
    bool flip(double p = 0.5) { return between(0, 1) < p; }

    Pool pool(Scenario const& s) {
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
        for (std::size_t t = 0; t < tiers; ++t) pool.programme.push_back({treaty(s)});
        if (flip(0.25)) {
            MemberReinsurance own;
            own.member = s.members[whole(0, static_cast<std::uint32_t>(s.members.size() - 1))].name;
            own.programme.push_back({treaty(s)});
            pool.member_reinsurance.push_back(own);
        }
        if (flip(0.6)) pool.reserve_fund = fund();
        return pool;
    }

    TreatyKinds treaty(Scenario const& s) {
        const auto common = [&](auto kind) {
            if (flip(0.4))
                kind.lines = {{"r0", between(0.1, 0.5)}, {"r1", between(0.1, 0.5)}};
            else if (flip(0.3))
                kind.placed = between(0, 1);
            if (flip(0.3)) kind.covers.cluster = s.insureds.list.front().cluster;
            return TreatyKinds(kind);
        };
        const auto reinstate = [&](auto& kind) {
            if (flip(0.3))
                kind.unlimited_reinstatements = true;
            else
                kind.reinstatements = std::vector<double>(whole(0, 3), between(0, 1.5));
        };
        switch (whole(0, 4)) {
            case 0: {
                QuotaShare q;
                q.cession = between(0, 1);
                if (flip()) q.event_limit = between(1, 20);
                q.commission = between(0, 0.4);
                return common(q);
            }
            case 1: {
                Surplus u;
                u.retained_line = between(1, 40);
                u.number_of_lines = between(1, 9);
                u.commission = between(0, 0.4);
                return common(u);
            }
            case 2: {
                PerRiskXl p;
                p.attachment = between(0, 8);
                p.limit = between(1, 20);
                p.premium = between(0, 2);
                reinstate(p);
                return common(p);
            }
            case 3: {
                CatXl c;
                c.attachment = between(0, 8);
                c.limit = flip(0.1) ? infinity : between(1, 20);
                c.premium = between(0, 2);
                if (c.limit < infinity)
                    reinstate(c);
                else
                    c.unlimited_reinstatements = true;
                c.annual_deductible = flip(0.3) ? between(0, 5) : 0;
                if (flip(0.3)) c.reinstatement_basis = ReinstatementBasis::amount_and_time;
                return common(c);
            }
            default: {
                StopLoss l;
                l.attachment = between(1, 20);
                l.limit = between(1, 30);
                l.premium = between(0, 1);
                return common(l);
            }
        }
    }

    ReserveFund fund() {
        ReserveFund f;
        f.opening = between(0, 10);
        f.interest = between(-0.02, 0.06);
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
};

PartyId party(Ledger const& ledger, PartyKind kind) {
    for (std::size_t i = 0; i < ledger.parties().size(); ++i) {
        if (ledger.parties()[i].kind == kind) return PartyId{i};
    }
    ADD_FAILURE() << "no such party";
    return PartyId{};
}

/// The columns of a party by quantity.
std::vector<double> const* find(Plan const& plan, std::vector<std::vector<double>> const& columns,
                                std::string_view party, std::string_view quantity) {
    for (std::size_t k = 0; k < columns.size(); ++k) {
        ColumnDescription const& column = plan.columns()[k];
        if (column.party == party && column.quantity == quantity && column.basis == Basis::annual) return &columns[k];
    }
    return nullptr;
}

TEST(Conservation, HoldsForEveryPartyInEveryYearOfTenThousandRandomPools) {
    RandomPool random(20261122);
    std::size_t with_fund = 0, with_recovery = 0, with_shortfall = 0;
    for (int round = 0; round < 10'000; ++round) {
        const Scenario scenario = random.make();
        const Plan plan(scenario, static_cast<std::uint64_t>(round));
        constexpr std::uint32_t trials = 4;
        const std::size_t cells = std::size_t{trials} * scenario.years;
        std::vector<std::vector<double>> columns;
        for (auto const& column : plan.columns()) columns.emplace_back(column.basis == Basis::path ? trials : cells);
        BlockScratch scratch = plan.make_scratch();
        plan.run_block({0, trials, scenario.years}, scratch, columns, 0);

        Ledger const& ledger = plan.ledger();
        const PartyId pool = party(ledger, PartyKind::pool);
        auto const* gross = find(plan, columns, "P", "gross_loss");
        auto const* net = find(plan, columns, "P", "net_loss");
        auto const* balance = find(plan, columns, "P fund", "balance");
        auto const* shortfall = find(plan, columns, "P fund", "shortfall");
        for (std::size_t cell = 0; cell < cells; ++cell) {
            double size = 1;
            for (auto const& line : ledger.lines()) size += std::abs(line.amount(columns, cell));
            const double tolerance = 1e-11 * size;
            ASSERT_NEAR(ledger.balance(pool, columns, cell), 0, tolerance) << "the pool keeps money, round " << round;
            ASSERT_GE((*net)[cell], -tolerance) << "more recovered than lost, round " << round;
            ASSERT_LE((*net)[cell], (*gross)[cell] + tolerance) << round;
            with_recovery += (*gross)[cell] > (*net)[cell] ? 1U : 0U;
            if (balance != nullptr) {
                ++with_fund;
                with_shortfall += (*shortfall)[cell] > 0 ? 1U : 0U;
                const double before =
                    cell % scenario.years == 0 ? scenario.pools[0].reserve_fund->opening : (*balance)[cell - 1];
                const double kept = ledger.balance(party(ledger, PartyKind::fund), columns, cell);
                ASSERT_NEAR((*balance)[cell] - before, kept, tolerance) << "the fund loses money, round " << round;
                ASSERT_GE((*balance)[cell], 0);
            }
            // Results by member are what the ledger says that they received less what they paid.
            for (std::size_t k = 0; k < columns.size(); ++k) {
                ColumnDescription const& column = plan.columns()[k];
                if (column.quantity != "result" || column.party == "P") continue;
                for (std::size_t p = 0; p < ledger.parties().size(); ++p) {
                    if (ledger.parties()[p].kind != PartyKind::member || ledger.parties()[p].name != column.party)
                        continue;
                    bool own = false;
                    for (auto const& each : scenario.pools[0].member_reinsurance)
                        own = own || each.member == column.party;
                    if (own && !column.measured) continue;
                    ASSERT_NEAR(columns[k][cell], ledger.balance(PartyId{p}, columns, cell), tolerance)
                        << column.party << " round " << round;
                }
            }
        }
    }
    EXPECT_GT(with_fund, 10'000U);
    EXPECT_GT(with_recovery, 10'000U);
    EXPECT_GT(with_shortfall, 300U);
}

TEST(Conservation, AFaultInOneLineOfTheLedgerWouldShow) {
    RandomPool random(5);
    const Scenario scenario = random.make();
    const Plan plan(scenario, 1);
    std::vector<std::vector<double>> columns;
    for (auto const& column : plan.columns())
        columns.emplace_back(column.basis == Basis::path ? 64 : 64 * scenario.years);
    BlockScratch scratch = plan.make_scratch();
    plan.run_block({0, 64, scenario.years}, scratch, columns, 0);
    Ledger spoilt = plan.ledger();
    spoilt.enter(party(spoilt, PartyKind::pool), party(spoilt, PartyKind::insureds), Reason::claims, constant_column,
                 0.001);
    EXPECT_GT(std::abs(spoilt.balance(party(spoilt, PartyKind::pool), columns, 0)), 1e-4);
}

}  // namespace
}  // namespace riskpool
