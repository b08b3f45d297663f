// Treaty years of losses occurring, risks attaching and claims made.
#include "sim/treaty/attachment_basis.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>
#include <variant>
#include <vector>

#include "tests/laws/random_terms.hpp"
#include "tests/sim/treaty/cat_layers.hpp"
#include "tests/sim/treaty/programme_columns.hpp"

namespace riskpool {
namespace {

/// Insureds of which the pool takes all.
struct Policies {
    PlainSetting plain;

    explicit Policies(Numbers const& inceptions) : plain(inceptions.size()) {
        for (std::size_t i = 0; i < inceptions.size(); ++i) {
            plain.insureds[i].inception = inceptions[i];
            plain.insureds[i].name = std::string(1, static_cast<char>('a' + i));
        }
    }
    [[nodiscard]] CededProgramme cede(std::vector<Tier> const& tiers, LossBlock const& block, bool rows = true) const {
        CededProgramme answer;
        answer.cede(Programme(tiers, plain.setting), block, rows);
        return answer;
    }
};

template <class Treaty>
Treaty on_basis(Treaty treaty, AttachmentBasis basis) {
    treaty.attachment_basis = basis;
    return treaty;
}

LossBlock trials_of(LossBlock block, std::uint32_t years) {
    block.cells = {0, block.cells.trials / years, years};
    return block;
}

Numbers column(std::span<double> values) {
    return {values.begin(), values.end()};
}

// docs/treaties/terms_of_contracts.md: the policy of a begins on New Year, that of b at midyear.
TEST(AttachmentBasis, OfRisksAttachingCountsByPolicyYearAsInTheExample) {
    const Policies policies({0, 0.5});
    BlockBuilder builder;
    builder.year().event({{0, 30}, {1, 30}}, 0.25).event({{1, 30}}, 0.75);
    builder.year().event({{1, 30}}, 0.25).event({{0, 30}, {1, 30}}, 0.6);
    const LossBlock block = trials_of(builder.build(), 2);
    const CatXl treaty = on_basis(layer(20, 10, {1.0}, 8), AttachmentBasis::risks_attaching);
    const CededProgramme answer = policies.cede({{treaty}}, block);
    // the treaty year before: 20 of b; the first: 20 of a, 20 of b and then no more; the second: 20 of a and b together
    EXPECT_EQ(answer.outcome.net_rows, (Numbers{10, 10, 10, 30, 20, 20}));
    auto const& columns = answer.outcome.treaties[0];
    EXPECT_EQ(column(columns.recovery), (Numbers{60, 20}));
    // 8 for each limit reinstated: one of the treaty year before and one of the first, then one of the second
    EXPECT_EQ(column(columns.reinstatement_premium), (Numbers{16, 8}));
    EXPECT_EQ(column(columns.claims), (Numbers{3, 2}));
    EXPECT_EQ(column(columns.exhausted), (Numbers{1, 0}));
    // the same losses by their own years: 20, 20 and 20, 20 of 40 a year
    EXPECT_EQ(column(policies.cede({{layer(20, 10, {1.0}, 8)}}, block).outcome.treaties[0].recovery),
              (Numbers{40, 40}));
}

// docs/treaties/terms_of_contracts.md: one limit a year for what is reported in it.
TEST(AttachmentBasis, OfClaimsMadeCountsByYearOfReportAsInTheExample) {
    BlockBuilder builder;
    builder.year().event(30, 0.2).event(30, 0.5).event(30, 0.9);
    builder.year().event(30, 0.3).event(30, 0.6);
    LossBlock block = trials_of(builder.build(), 2);
    block.delay = {0.5F, 1.0F, 2.0F, 0, 0.5F};  // reported at 0.7, 1.5, 2.9, 1.3 and 2.1
    const CatXl treaty = on_basis(layer(20, 10, {}), AttachmentBasis::claims_made);
    const CededProgramme answer = Policies({0}).cede({{treaty}}, block);
    EXPECT_EQ(answer.outcome.net_rows, (Numbers{10, 30, 30, 10, 30}));
    EXPECT_EQ(column(answer.outcome.treaties[0].recovery), (Numbers{20, 20}));
    EXPECT_EQ(column(answer.outcome.treaties[0].claims), (Numbers{1, 2}));
    EXPECT_EQ(column(answer.outcome.treaties[0].exhausted), (Numbers{1, 1}));
}

TEST(AttachmentBasis, OfClaimsMadeBooksTheRecoveryBesideTheLossAndThePremiumInTheYearOfReport) {
    LossBlock block = trials_of(BlockBuilder().year().event(30, 0.5).year().build(), 2);
    block.delay = {1.0F};
    const CatXl treaty = on_basis(layer(20, 10, {1.0}, 8), AttachmentBasis::claims_made);
    const CededProgramme answer = Policies({0}).cede({{treaty}}, block);
    EXPECT_EQ(column(answer.outcome.treaties[0].recovery), (Numbers{20, 0}));
    EXPECT_EQ(column(answer.outcome.treaties[0].reinstatement_premium), (Numbers{0, 8}));
}

/// One kind without anything that another basis would change: no inceptions, no delays.
template <class Treaty>
void expect_the_same(int seed, AttachmentBasis basis) {
    Dice dice(static_cast<std::uint64_t>(seed));
    Policies policies(Numbers(random_insureds, 0.0));
    randomise(policies.plain, dice);
    RandomYears years = random_years(dice);
    for (auto& year : years) {
        for (auto& event : year) event.delay = 0;
    }
    const LossBlock block = trials_of(block_of(years), static_cast<std::uint32_t>(years.size()));
    Treaty treaty;
    randomise(treaty, dice);
    CatXl followed;
    randomise_followed(followed, dice);
    if (!faulty_fields(on_basis(treaty, basis)).empty() || !faulty_fields(on_basis(followed, basis)).empty()) return;
    const auto cede = [&](AttachmentBasis on) {
        Tier tier{on_basis(treaty, on)};
        if constexpr (requires { treaty.follows(); }) tier.insert(tier.begin(), on_basis(followed, on));
        return policies.cede({tier}, block);
    };
    const CededProgramme expected = cede(AttachmentBasis::losses_occurring);
    const CededProgramme answer = cede(basis);
    ASSERT_EQ(answer.outcome.net_rows, expected.outcome.net_rows) << Treaty::kind << ", try " << seed;
    auto const& a = answer.outcome.treaties.back();
    auto const& b = expected.outcome.treaties.back();
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
        ASSERT_NEAR(a.recovery[c], b.recovery[c], 1e-9) << Treaty::kind;
        ASSERT_EQ(a.reinstatement_premium[c], b.reinstatement_premium[c]) << Treaty::kind;
        ASSERT_EQ(a.claims[c], b.claims[c]) << Treaty::kind;
        ASSERT_EQ(a.exhausted[c], b.exhausted[c]) << Treaty::kind << ", try " << seed;
    }
}

template <class... K>
void expect_the_same_for_all(std::variant<K...> const*) {
    for (int seed = 0; seed < 60; ++seed) {
        (expect_the_same<K>(seed, AttachmentBasis::risks_attaching), ...);
        (expect_the_same<K>(seed, AttachmentBasis::claims_made), ...);
    }
}

TEST(AttachmentBasis, MakesNoDifferenceWherePoliciesBeginOnNewYearAndLossesAreReportedAtOnce) {
    expect_the_same_for_all(static_cast<TreatyKinds const*>(nullptr));
}

/// A part of an event, as the plain recomputation sees it.
struct Part {
    double when;  // by which it stands in its treaty year
    std::size_t year;
    std::vector<std::size_t> rows;
    double loss = 0;
};

struct Expected {
    Numbers row, recovery, premium, claims;
};

/// Every part costs min((x - D)+, L), and each treaty year pays its running total in order of date. Premium is due in
/// the year of the loss, or with `by_report` in the treaty year.
Expected pay(CatXl const& treaty, std::map<std::pair<std::size_t, int>, std::vector<Part>>& treaty_years,
             LossBlock const& block, bool by_report) {
    const std::size_t years = block.cells.years;
    Expected expected{Numbers(block.rows()), Numbers(block.cells.size()), Numbers(block.cells.size()),
                      Numbers(block.cells.size())};
    const double price = treaty.reinstatements->empty() ? 0 : treaty.reinstatements->front();
    for (auto& [key, parts] : treaty_years) {
        std::stable_sort(parts.begin(), parts.end(), [](Part const& a, Part const& b) { return a.when < b.when; });
        double cost = 0, paid = 0;
        for (auto const& part : parts) {
            const double of_part = std::clamp(part.loss - treaty.attachment, 0.0, treaty.limit);
            cost += of_part;
            const double now = std::clamp(cost - treaty.annual_deductible, 0.0, treaty.annual_capacity());
            const std::size_t cell = key.first * years + part.year;
            const std::size_t booked = by_report ? key.first * years + static_cast<std::size_t>(key.second) : cell;
            const auto charged = [&](double r) { return std::min(r, treaty.annual_capacity() - treaty.limit); };
            expected.recovery[cell] += now - paid;
            expected.premium[booked] += price * treaty.premium * (charged(now) - charged(paid)) / treaty.limit;
            expected.claims[booked] += of_part > 0 ? 1 : 0;
            for (const std::size_t r : part.rows) {
                if (part.loss > 0) expected.row[r] = (now - paid) * block.loss[r] / part.loss;
            }
            paid = now;
        }
    }
    return expected;
}

void expect_agreement(CededProgramme const& answer, Expected const& expected, LossBlock const& block, int k) {
    for (std::size_t r = 0; r < block.rows(); ++r) {
        ASSERT_NEAR(block.loss[r] - answer.outcome.net_rows[r], expected.row[r], 1e-9) << "try " << k;
    }
    auto const& columns = answer.outcome.treaties[0];
    for (std::size_t c = 0; c < block.cells.size(); ++c) {
        ASSERT_NEAR(columns.recovery[c], expected.recovery[c], 1e-9) << "try " << k;
        ASSERT_NEAR(columns.reinstatement_premium[c], expected.premium[c], 1e-9) << "try " << k;
        ASSERT_EQ(columns.claims[c], expected.claims[c]) << "try " << k;
    }
}

struct RandomCase {
    Dice dice;
    Numbers inceptions = Numbers(random_insureds);
    LossBlock block;
    CatXl treaty;

    explicit RandomCase(int seed) : dice(static_cast<std::uint64_t>(seed)) {
        for (double& inception : inceptions) inception = dice.chance(0.2) ? 0 : dice.number(0, 1);
        RandomYears years = random_years(dice);
        for (auto& year : years) {
            std::erase_if(year, [](auto const& event) { return event.yearly_sum; });
        }
        years.resize(years.size() / 2 * 2 + 2);  // trials of two years
        block = trials_of(block_of(years), 2);
        treaty = layer(dice.number(1, 60), dice.number(0, 30), Numbers(dice.count(1), 1.2), 10);
        treaty.annual_deductible = dice.chance(0.5) ? 0 : dice.number(0, 30);
    }
};

TEST(AttachmentBasis, OfRisksAttachingAgreesWithTheYearsOfPoliciesWrittenOut) {
    for (int k = 0; k < 300; ++k) {
        RandomCase random(k);
        LossBlock const& block = random.block;
        std::map<std::pair<std::size_t, int>, std::vector<Part>> treaty_years;
        for (std::size_t cell = 0; cell < block.cells.size(); ++cell) {
            const std::size_t year = cell % 2;
            for (std::size_t e = block.event_begin[cell]; e < block.event_begin[cell + 1]; ++e) {
                std::map<int, Part> parts;
                for (std::size_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) {
                    const double inception = random.inceptions[block.insured[r].index()];
                    const int back = block.time[e] >= static_cast<float>(inception) ? 0 : 1;
                    Part& part = parts[static_cast<int>(year) - back];
                    part.when = static_cast<double>(year) + static_cast<double>(block.time[e]);
                    part.year = year;
                    part.rows.push_back(r);
                    part.loss += block.loss[r];
                }
                for (auto const& [treaty_year, part] : parts) treaty_years[{cell / 2, treaty_year}].push_back(part);
            }
        }
        const CatXl treaty = on_basis(random.treaty, AttachmentBasis::risks_attaching);
        const Expected expected = pay(treaty, treaty_years, block, false);
        expect_agreement(Policies(random.inceptions).cede({{treaty}}, block), expected, block, k);
    }
}

TEST(AttachmentBasis, OfClaimsMadeAgreesWithTheYearsOfReportsWrittenOut) {
    for (int k = 0; k < 300; ++k) {
        RandomCase random(k);
        LossBlock const& block = random.block;
        std::map<std::pair<std::size_t, int>, std::vector<Part>> treaty_years;
        for (std::size_t cell = 0; cell < block.cells.size(); ++cell) {
            for (std::size_t e = block.event_begin[cell]; e < block.event_begin[cell + 1]; ++e) {
                Part part{static_cast<double>(cell % 2) + static_cast<double>(block.time[e]) +
                              static_cast<double>(block.delay[e]),
                          cell % 2,
                          {}};
                for (std::size_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) {
                    part.rows.push_back(r);
                    part.loss += block.loss[r];
                }
                const int reported = static_cast<int>(std::floor(part.when));
                if (reported < 2) treaty_years[{cell / 2, reported}].push_back(part);
            }
        }
        const CatXl treaty = on_basis(random.treaty, AttachmentBasis::claims_made);
        const Expected expected = pay(treaty, treaty_years, block, true);
        expect_agreement(Policies(random.inceptions).cede({{treaty}}, block), expected, block, k);
    }
}

// Half of each year's sum of 100 belongs to policies begun in the year before: treaty years of 50, 100 and 50.
TEST(AttachmentBasis, OfRisksAttachingDividesAYearlySumByTheInceptionOfItsPolicies) {
    BlockBuilder builder;
    builder.year().yearly_sum({{0, 100}}).year().yearly_sum({{0, 100}});
    const LossBlock block = trials_of(builder.build(), 2);
    StopLoss treaty;
    treaty.attachment = 40;
    treaty.limit = 100;
    treaty.attachment_basis = AttachmentBasis::risks_attaching;
    const CededProgramme answer = Policies({0.5}).cede({{treaty}}, block);
    // 10 of 50; 60 of 100, half of it in each year; 10 of 50
    EXPECT_EQ(column(answer.outcome.treaties[0].recovery), (Numbers{40, 40}));
    EXPECT_EQ(answer.outcome.net_rows, (Numbers{60, 60}));
}

TEST(AttachmentBasis, SeesWhatEarlierTiersLeave) {
    BlockBuilder builder;
    builder.year().event({{0, 60}}, 0.25);
    QuotaShare half;
    half.cession = 0.5;
    StopLoss treaty;
    treaty.attachment = 10;
    treaty.limit = 100;
    treaty.attachment_basis = AttachmentBasis::risks_attaching;
    for (const bool rows : {true, false}) {
        const CededProgramme answer = Policies({0.5}).cede({{half}, {treaty}}, builder.build(), rows);
        EXPECT_EQ(column(answer.outcome.treaties[1].recovery), Numbers{20});
        EXPECT_EQ(column(answer.outcome.net), Numbers{10});
    }
}

// Treaty year 0 has the rate of the first year. At 0.25 of year 1 the policy of year 0 loses 8 xs 5 at the rate of 4.
TEST(AttachmentBasis, StandsBesideACurrency) {
    BlockBuilder builder;
    builder.year().event(26, 0.25).event(26, 0.75).year().event(52, 0.25).event(52, 0.75);
    CatXl treaty = on_basis(layer(10, 5, {}, 1), AttachmentBasis::risks_attaching);
    treaty.currency = ContractCurrency{{2, 4}, ExchangeDate::inception};
    const LossBlock block = trials_of(builder.build(), 2);
    // treaty years: 13; 13 and 26 at the rate of 2; 13 at the rate of 4
    EXPECT_EQ(column(Policies({0.5}).cede({{treaty}}, block).outcome.treaties[0].recovery), (Numbers{32, 4 + 32}));
    treaty.currency->at = ExchangeDate::loss_date;
    // rates 2.5, 3.5, 4, 4; losses 10.4; 7.43 and 13; 13 and layers 5.4; 2.43, 7.57; 8
    const Numbers by_date = column(Policies({0.5}).cede({{treaty}}, block).outcome.treaties[0].recovery);
    EXPECT_NEAR(by_date[0], 26 - 12.5 + 26 - 17.5, 1e-12);
    EXPECT_NEAR(by_date[1], (10 - (26 / 3.5 - 5)) * 4 + 32, 1e-12);
}

TEST(AttachmentBasis, AsksOfABlockWhatItsDatesNeed) {
    const auto demand_of = [](AttachmentBasis basis) {
        BlockDemand demand{.by_time = false, .insureds = false, .sources = false};
        const Policies policies({0});
        Programme({{on_basis(unlimited_layer(10, 5), basis)}}, policies.plain.setting).ask(false, demand);
        return demand;
    };
    EXPECT_FALSE(demand_of(AttachmentBasis::losses_occurring).by_time);
    EXPECT_FALSE(demand_of(AttachmentBasis::losses_occurring).insureds);
    EXPECT_TRUE(demand_of(AttachmentBasis::risks_attaching).by_time);
    EXPECT_TRUE(demand_of(AttachmentBasis::risks_attaching).insureds);
    EXPECT_FALSE(demand_of(AttachmentBasis::risks_attaching).delay);
    EXPECT_TRUE(demand_of(AttachmentBasis::claims_made).by_time);
    EXPECT_TRUE(demand_of(AttachmentBasis::claims_made).delay);
}

TEST(AttachmentBasis, RefusesWhatIsSettledOnACalendarYear) {
    using Fields = std::vector<std::string>;
    for (const AttachmentBasis basis : {AttachmentBasis::risks_attaching, AttachmentBasis::claims_made}) {
        CatXl cat = on_basis(unlimited_layer(10, 5), basis);
        EXPECT_EQ(faulty_fields(cat), Fields{});
        cat.swing_premium.emplace();
        cat.no_claims_bonus = 0.1;
        cat.profit_commission.emplace();
        cat.sunset = 1;
        cat.hours = 72;
        EXPECT_EQ(faulty_fields(cat),
                  (Fields{"swing_premium", "no_claims_bonus", "profit_commission", "sunset", "hours"}));
        QuotaShare quota = on_basis(QuotaShare{}, basis);
        quota.sliding_commission.emplace();
        quota.profit_commission.emplace();
        EXPECT_EQ(faulty_fields(quota), (Fields{"sliding_commission", "profit_commission"}));
        MultiYearXl years = on_basis(MultiYearXl{}, basis);
        EXPECT_EQ(faulty_fields(years), Fields{"term"});
        EXPECT_EQ(faulty_fields(on_basis(CatBond{}, basis)), Fields{"attachment_basis"});
        EXPECT_EQ(faulty_fields(on_basis(IndustryLossWarranty{}, basis)), Fields{"attachment_basis"});
    }
    CatXl cat = on_basis(layer(10, 5, {1.0}), AttachmentBasis::risks_attaching);
    cat.reinstatement_basis = ReinstatementBasis::amount_and_time;
    EXPECT_EQ(faulty_fields(cat), Fields{"reinstatement_basis"});
    EXPECT_EQ(faulty_fields(on_basis(cat, AttachmentBasis::claims_made)), Fields{});
}

}  // namespace
}  // namespace riskpool
