#include "models/sources/mass_tort.hpp"

#include <algorithm>

#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds makers{{.name = "A"}, {.name = "B"}};

MassTort drug() {
    MassTort tort;
    tort.rate = 0.2;
    tort.claims = Frequency{NegativeBinomial{10, 2}};
    tort.claim = Exponential{3};
    tort.latency_years = Severity{Exponential{2}};
    return tort;
}

/// Per year of the trial: the sums over all trials' cells of that year.
std::vector<std::vector<double>> by_year(std::vector<double> const& cells, std::size_t years) {
    std::vector<std::vector<double>> columns(years);
    for (std::size_t c = 0; c < cells.size(); ++c) columns[c % years].push_back(cells[c]);
    return columns;
}

TEST(MassTort, PutsAllClaimsOfACauseIntoOneEventUnderABatchClause) {
    const EventColumns events = sampled(drug(), makers, 0, 20000);
    expect_well_formed(events, 20000, 2);
    const double p_none = std::pow(2.0 / 12, 2);
    expect_mean(cell_counts(events), 2 * 0.2 * (1 - p_none), "a cause without claims is no event");
    expect_mean(cell_damages(events), 2 * 0.2 * 10 * 3);
    ASSERT_EQ(events.delay.size(), events.events());
    EXPECT_GT(*std::min_element(events.delay.begin(), events.delay.end()), 0);
}

TEST(MassTort, MakesEachClaimAnEventWithoutABatchClause) {
    MassTort tort = drug();
    tort.batch = false;
    const EventColumns events = sampled(tort, makers, 0, 10000);
    expect_mean(cell_counts(events), 2 * 0.2 * 10);
    std::vector<double> delays(events.delay.begin(), events.delay.end());
    // Claims share causes but not latencies, so that those are independent.
    expect_mean(delays, 2);
}

TEST(MassTort, SpreadsClaimsMadeOverTheYearsOfTheirLatency) {
    // Causes at a constant rate since E years before: in year y the expected claims are rate x number x the integral
    // of F(t + E) over the year, F = 1 - exp(-t / 2).
    MassTort tort = drug();
    tort.batch = false;
    tort.basis = ClaimBasis::claims_made;
    for (const std::uint32_t earlier : {0U, 3U}) {
        tort.earlier_years = earlier;
        const EventColumns events = sampled(tort, makers, 0, 20000, 3);
        EXPECT_TRUE(events.delay.empty());
        const auto years = by_year(cell_damages(events), 3);
        for (std::size_t y = 0; y < 3; ++y) {
            const double from = static_cast<double>(y) + earlier;
            const double reported = 1 - 2 * (std::exp(-from / 2) - std::exp(-(from + 1) / 2));
            expect_mean(years[y], 2 * 0.2 * 10 * 3 * reported, std::to_string(y));
        }
    }
}

TEST(MassTort, AssignsABatchToItsFirstClaim) {
    // Three claims of one cause: the first is made after an exponential time of mean 2/3.
    MassTort tort = drug();
    tort.claims = Frequency{Binomial{3, 1}};
    tort.basis = ClaimBasis::claims_made;
    const auto years = by_year(cell_counts(sampled(tort, makers, 0, 20000, 2)), 2);
    for (std::size_t y = 0; y < 2; ++y) {
        const double from = static_cast<double>(y), mean = 2.0 / 3;
        expect_mean(years[y], 2 * 0.2 * (1 - mean * (std::exp(-from / mean) - std::exp(-(from + 1) / mean))),
                    std::to_string(y));
    }
}

TEST(MassTort, CountsClaimantsAmongPersonsExposed) {
    MassTort tort = drug();
    tort.claims.reset();
    tort.affected = Severity{Beta{1, 9, 1}};
    tort.exposed = {{.insured = "A", .count = 1000}, {.insured = "B", .count = 400}};
    tort.claim = Point{1};
    expect_mean(cell_damages(sampled(tort, makers, 0, 20000)), 0.2 * 0.1 * 1400);
}

TEST(MassTort, IsTheSameInAnyBlocks) {
    MassTort tort = drug();
    expect_same_in_any_blocks(tort, makers);
    tort.basis = ClaimBasis::claims_made;
    tort.batch = false;
    tort.earlier_years = 4;
    expect_same_in_any_blocks(tort, makers);
}

TEST(MassTort, RefusesWhatMakesNoDifference) {
    using Names = std::vector<std::string>;
    const auto changed = [](auto const& change) {
        MassTort tort = drug();
        change(tort);
        return faulty_fields(tort);
    };
    EXPECT_EQ(changed([](MassTort&) {}), Names{});
    EXPECT_EQ(changed([](MassTort& t) { t.claims.reset(); }), Names{""});
    EXPECT_EQ(changed([](MassTort& t) { t.affected = Severity{Point{0.1}}; }), (Names{"affected", "exposed"}));
    EXPECT_EQ(changed([](MassTort& t) { t.exposed = {{.insured = "A", .count = 1}}; }), Names{"exposed"});
    EXPECT_EQ(changed([](MassTort& t) { t.claims = Frequency{Poisson{2e6}}; }), Names{"claims"});
    EXPECT_EQ(changed([](MassTort& t) { t.earlier_years = 5; }), Names{"earlier_years"});
    EXPECT_EQ(changed([](MassTort& t) {
                  t.latency_years.reset();
                  t.basis = ClaimBasis::claims_made;
              }),
              Names{"basis"});
    MassTort exposed = drug();
    exposed.claims.reset();
    exposed.affected = Severity{Point{0.1}};
    EXPECT_EQ(faulty_fields(exposed), Names{"exposed"});
    exposed.exposed = {{.insured = "A", .count = 5}};
    expect_fault(exposed, makers, "exposed", "nothing of \"B\"");
    exposed.exposed[0].count = 2000000;
    EXPECT_EQ(faulty_fields(exposed), Names{"exposed"});
}

}  // namespace
}  // namespace riskpool
