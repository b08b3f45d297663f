// Contracts whose terms are in another currency than the scenario.
#include "sim/treaty/contract_currency.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <type_traits>
#include <variant>
#include <vector>

#include "tests/laws/random_terms.hpp"
#include "tests/sim/treaty/cat_layers.hpp"
#include "tests/sim/treaty/programme_columns.hpp"

namespace riskpool {
namespace {

ContractCurrency rates(Numbers of_years, ExchangeDate at = ExchangeDate::inception) {
    return {std::move(of_years), at};
}

/// One trial; each year has one event of each loss, at the middle of the year.
LossBlock one_trial(std::vector<Numbers> const& years) {
    BlockBuilder builder;
    for (auto const& year : years) {
        builder.year();
        for (const double loss : year) builder.event(loss);
    }
    LossBlock block = builder.build();
    block.cells = {0, 1, static_cast<std::uint32_t>(years.size())};
    return block;
}

/// A programme on eight insureds of sum insured and premium 1, of which the pool takes all.
CededProgramme ceded(std::vector<Tier> const& tiers, LossBlock const& block, double premium_of_each = 1) {
    PlainSetting plain(8);
    for (double& premium : plain.setting.premium) premium = premium_of_each;
    CededProgramme answer;
    answer.cede(Programme(tiers, plain.setting), block, true);
    return answer;
}

Numbers column(std::span<double> values) {
    return {values.begin(), values.end()};
}

void expect_near(std::span<double const> values, Numbers const& expected, int line) {
    ASSERT_EQ(values.size(), expected.size()) << "line " << line;
    for (std::size_t c = 0; c < expected.size(); ++c) EXPECT_NEAR(values[c], expected[c], 1e-9) << "line " << line;
}

// docs/treaties/terms_of_contracts.md: 10 xs 5 of a currency that costs 7 in the first year and 8 in the second.
TEST(ContractCurrency, ExchangesByTheRateOfInceptionAsInTheExample) {
    CatXl treaty = layer(10, 5, {1.0}, 2);
    treaty.currency = rates({7, 8});
    const CededProgramme answer = ceded({{treaty}}, one_trial({{56}, {64}, {200}}));
    auto const& columns = answer.outcome.treaties[0];
    expect_near(columns.recovery, {21, 24, 80}, __LINE__);                 // 3, 3 and 10 of the contract's currency
    expect_near(columns.reinstatement_premium, {4.2, 4.8, 16}, __LINE__);  // 0.6, 0.6 and 2
    expect_near(columns.premium_adjustment, {0, 2, 2}, __LINE__);          // 16 in place of 14
    EXPECT_EQ(column(columns.claims), (Numbers{1, 1, 1}));
    expect_near(answer.outcome.net, {35, 40, 120}, __LINE__);
    const Programme programme({{treaty}}, PlainSetting(8).setting);
    EXPECT_DOUBLE_EQ(programme.treaty(0).premium, 14);
    EXPECT_DOUBLE_EQ(programme.treaty(0).annual_limit, 160);  // two limits at the highest rate
    EXPECT_DOUBLE_EQ(programme.treaty(0).rate, 7);
}

// Halfway through the first year a unit costs 7.5; after the last rate it costs 8 for ever.
TEST(ContractCurrency, ExchangesByTheRateOfTheDateOfLossAsInTheExample) {
    CatXl treaty = layer(10, 5, {1.0}, 2);
    treaty.currency = rates({7, 8}, ExchangeDate::loss_date);
    const CededProgramme answer = ceded({{treaty}}, one_trial({{60}, {64}, {200}}));
    expect_near(answer.outcome.treaties[0].recovery, {22.5, 24, 80}, __LINE__);
    expect_near(answer.outcome.treaties[0].reinstatement_premium, {4.2, 4.8, 16}, __LINE__);
    expect_near(answer.outcome.net_rows, {37.5, 40, 120}, __LINE__);
}

TEST(ContractCurrency, LiesOnAStraightLineWithinAYear) {
    const ContractCurrency currency = rates({4, 6, 5});
    EXPECT_EQ(currency.rate_on(0), 4);
    EXPECT_EQ(currency.rate_on(0.25), 4.5);
    EXPECT_EQ(currency.rate_on(1), 6);
    EXPECT_EQ(currency.rate_on(1.5), 5.5);
    EXPECT_EQ(currency.rate_on(7.9), 5);
    EXPECT_EQ(currency.rate_of_year(9), 5);
    EXPECT_TRUE(currency.moves());
    EXPECT_FALSE(rates({3, 3}).moves());
}

// 10 in a term of two years: 6 of it are gone at the rate of 7, so 4 are left at the rate of 8.
TEST(ContractCurrency, KeepsWhatYearsCarryInTheContractsCurrency) {
    MultiYearXl treaty;
    treaty.term = 2;
    treaty.limit = 10;
    treaty.term_limit = 10;
    treaty.currency = rates({7, 8});
    expect_near(ceded({{treaty}}, one_trial({{42}, {72}})).outcome.treaties[0].recovery, {42, 32}, __LINE__);
}

// Premium 10 of the currency and losses of 14, 4 and 4 of it: a deficit of 4, then 0.5 (6 - 4) = 1 and 0.5 * 6 = 3.
TEST(ContractCurrency, SettlesTheAccountInTheContractsCurrency) {
    StopLoss treaty;
    treaty.attachment = 0;
    treaty.limit = 100;
    treaty.premium = 10;
    treaty.profit_commission.emplace().rate = 0.5;
    treaty.currency = rates({2, 4, 5});
    const CededProgramme answer = ceded({{treaty}}, one_trial({{28}, {16}, {20}}));
    expect_near(answer.outcome.treaties[0].recovery, {28, 16, 20}, __LINE__);
    expect_near(answer.outcome.treaties[0].profit_commission, {0, 4, 15}, __LINE__);
    expect_near(answer.outcome.treaties[0].premium_adjustment, {0, 20, 30}, __LINE__);  // 10 costs 20, 40, 50
}

// The subject premium of 80 is in the scenario's currency: 10 % of it are 8 in every year, and the minimum of 3 costs 6
// in the first year and 12 in the second.
TEST(ContractCurrency, ComparesARateWithAMinimumPremiumYearByYear) {
    CatXl treaty = layer(10, 5, {1.0});
    treaty.rate = 0.1;
    treaty.minimum_premium = 3;
    treaty.currency = rates({2, 4});
    const CededProgramme answer = ceded({{treaty}}, one_trial({{20}, {40}}), 10);
    expect_near(answer.outcome.treaties[0].premium_adjustment, {0, 4}, __LINE__);
    // half the limit is reinstated, at half the premium of the year
    expect_near(answer.outcome.treaties[0].reinstatement_premium, {4, 6}, __LINE__);
}

TEST(ContractCurrency, LeavesThePremiumOfAProportionalTreatyAsItIs) {
    QuotaShare treaty;
    treaty.cession = 0.3;
    treaty.risk_limit = 10;
    treaty.commission = 0.2;
    treaty.currency = rates({7.1, 7.3, 6.9});
    const Programme programme({{treaty}}, PlainSetting(8).setting);
    EXPECT_FALSE(programme.treaty(0).account.adjusts());
    EXPECT_DOUBLE_EQ(programme.treaty(0).premium, 0.3 * 8);
    expect_near(ceded({{treaty}}, one_trial({{500}, {500}, {100}})).outcome.treaties[0].recovery, {71, 73, 30},
                __LINE__);
}

TEST(ContractCurrency, MeasuresTheSizeOfARiskInTheContractsCurrency) {
    PlainSetting plain(1);
    plain.insureds[0].property = 80;
    Surplus treaty;
    treaty.retained_line = 5;
    treaty.number_of_lines = 2;
    treaty.currency = rates({4});  // the risk is 20, of which 10 are ceded
    CededProgramme answer;
    answer.cede(Programme({{treaty}}, plain.setting), one_trial({{40}}), true);
    EXPECT_DOUBLE_EQ(answer.outcome.treaties[0].recovery[0], 20);
}

TEST(ContractCurrency, ReadsIndustryLossesInTheContractsCurrency) {
    IndustryLossWarranty treaty;
    treaty.form = BinaryPayout{20, TriggerOperator::at_or_above};
    treaty.payout = 5;
    treaty.capped_at_own_loss = false;
    treaty.currency = rates({2, 3});
    LossBlock block = one_trial({{1}, {1}});
    block.index = {45, 45};  // 22.5 and 15
    expect_near(ceded({{treaty}}, block).outcome.treaties[0].recovery, {10, 0}, __LINE__);
    treaty.industry = ModelledIndustry{45};
    expect_near(ceded({{treaty}}, block).outcome.treaties[0].recovery, {10, 0}, __LINE__);
    Parametric reading;
    reading.limit = 5;
    reading.triggers.emplace_back().steps = {{40, 1}};
    reading.currency = rates({2, 3});  // a reading is no money
    expect_near(ceded({{reading}}, block).outcome.treaties[0].recovery, {10, 15}, __LINE__);
}

/// One kind, with a rate of 2 in all years and with all its money doubled.
template <class Treaty>
void expect_two_is_double(int seed, ExchangeDate at) {
    Dice dice(static_cast<std::uint64_t>(seed));
    PlainSetting plain(random_insureds);
    randomise(plain, dice);
    LossBlock block = block_of(random_years(dice));
    block.cells = {0, 1, block.cells.trials};
    Treaty treaty;
    randomise(treaty, dice);
    CatXl followed;
    randomise_followed(followed, dice);
    // no tier before it: its cells are sums of rows
    Tier exchanged, doubled;
    const auto add = [&](auto terms) {
        doubled.emplace_back(scaled(terms, 2));
        terms.currency = rates({2, 2, 2}, at);
        exchanged.emplace_back(terms);
    };
    if constexpr (requires { treaty.follows(); }) add(followed);
    add(treaty);
    treaty.currency = rates({2, 2, 2}, at);
    if (!faulty_fields(treaty).empty()) return;
    CededProgramme a, b;
    a.cede(Programme({exchanged}, plain.setting), block, true);
    b.cede(Programme({doubled}, plain.setting), block, true);
    ASSERT_EQ(a.columns, b.columns) << Treaty::kind << ", try " << seed;
    ASSERT_EQ(a.outcome.net_rows, b.outcome.net_rows) << Treaty::kind;
    if (at == ExchangeDate::loss_date) return;
    a.cede(Programme({exchanged}, plain.setting), block, false);
    b.cede(Programme({doubled}, plain.setting), block, false);
    ASSERT_EQ(a.columns, b.columns) << Treaty::kind << ", totals, try " << seed;
}

template <class... K>
void expect_two_is_double_for_all(std::variant<K...> const*) {
    for (int seed = 0; seed < 60; ++seed) {
        (expect_two_is_double<K>(seed, ExchangeDate::inception), ...);
        (expect_two_is_double<K>(seed, ExchangeDate::loss_date), ...);
    }
}

TEST(ContractCurrency, OfTwoInAllYearsIsTheContractWithAllMoneyDoubledBitForBit) {
    expect_two_is_double_for_all(static_cast<TreatyKinds const*>(nullptr));
}

TEST(ContractCurrency, IsInEachYearTheContractWithItsMoneyTimesTheRate) {
    Dice dice(5);
    for (int k = 0; k < 200; ++k) {
        CatXl treaty;
        randomise(treaty, dice);
        treaty.hours.reset();
        treaty.currency = rates({dice.number(0.2, 8), dice.number(0.2, 8)});
        LossBlock block = block_of(random_years(dice));
        block.cells = {0, 1, block.cells.trials};
        const CededProgramme answer = ceded({{treaty}}, block);
        for (std::size_t year = 0; year < block.cells.size(); ++year) {
            const double rate = treaty.currency->rates[std::min<std::size_t>(year, 1)];
            CatXl in_money = scaled(treaty, rate);
            in_money.currency.reset();
            const CededProgramme plain = ceded({{in_money}}, block);
            ASSERT_NEAR(answer.outcome.treaties[0].recovery[year], plain.outcome.treaties[0].recovery[year], 1e-9);
            ASSERT_NEAR(answer.outcome.treaties[0].reinstatement_premium[year],
                        plain.outcome.treaties[0].reinstatement_premium[year], 1e-7);
            ASSERT_EQ(answer.outcome.treaties[0].claims[year], plain.outcome.treaties[0].claims[year]);
        }
    }
}

// The running total of a layer with a rate for each event, written out.
TEST(ContractCurrency, OfTheDateOfLossAgreesWithTheRunningTotalWrittenOut) {
    Dice dice(6);
    for (int k = 0; k < 200; ++k) {
        CatXl treaty = layer(dice.number(1, 10), dice.number(0, 5), Numbers(dice.count(2), 0.5), 3);
        treaty.annual_deductible = dice.number(0, 3);
        treaty.currency = rates({dice.number(1, 8), dice.number(1, 8), dice.number(1, 8)}, ExchangeDate::loss_date);
        LossBlock block = block_of(random_years(dice));
        block.cells = {0, 1, block.cells.trials};
        const CededProgramme answer = ceded({{treaty}}, block);
        for (std::size_t year = 0; year < block.cells.size(); ++year) {
            Numbers const& of = treaty.currency->rates;
            const double begin = of[std::min<std::size_t>(year, 2)];
            const double end = of[std::min<std::size_t>(year + 1, 2)];
            double cost = 0, paid = 0, money = 0;
            for (std::size_t e = block.event_begin[year]; e < block.event_begin[year + 1]; ++e) {
                if (block.aggregate[e] != 0) continue;
                const double time = static_cast<double>(block.time[e]);
                const double rate = (1 - time) * begin + time * end;
                double loss = 0;
                for (std::size_t r = block.row_begin[e]; r < block.row_begin[e + 1]; ++r) loss += block.loss[r];
                cost += std::clamp(loss / rate - treaty.attachment, 0.0, treaty.limit);
                const double now = std::clamp(cost - treaty.annual_deductible, 0.0, treaty.annual_capacity());
                money += (now - paid) * rate;
                paid = now;
            }
            ASSERT_NEAR(answer.outcome.treaties[0].recovery[year], money, 1e-9) << "try " << k;
            const double charged = std::min(paid, treaty.annual_capacity() - treaty.limit);
            ASSERT_NEAR(answer.outcome.treaties[0].reinstatement_premium[year],
                        3 * 0.5 * charged / treaty.limit * begin, 1e-9);
        }
    }
}

TEST(ContractCurrency, AsksForDatesOnlyWhereTheRateIsThatOfTheDate) {
    CatXl treaty = unlimited_layer(10, 5);
    const auto asks = [&] {
        BlockDemand demand{.by_time = false, .insureds = false, .sources = false};
        Programme({{treaty}}, PlainSetting(8).setting).ask(false, demand);
        return demand.by_time;
    };
    EXPECT_FALSE(asks());
    treaty.currency = rates({2, 3});
    EXPECT_FALSE(asks());
    treaty.currency->at = ExchangeDate::loss_date;
    EXPECT_TRUE(asks());
}

TEST(ContractCurrency, IsRefusedWhereItsRatesWouldMakeOtherTermsOfEachYear) {
    using Fields = std::vector<std::string>;
    QuotaShare quota;
    quota.corridor = LossCorridor{0.5, 1, 0.5};
    quota.loss_ratio_cap = 2;
    quota.currency = rates({2, 2});
    EXPECT_EQ(faulty_fields(quota), Fields{});
    quota.currency = rates({2, 3});
    EXPECT_EQ(faulty_fields(quota), (Fields{"corridor", "loss_ratio_cap"}));
    Surplus surplus;
    surplus.currency = rates({2, 3});
    EXPECT_EQ(faulty_fields(surplus), Fields{"retained_line"});
    StopLoss stop;
    stop.attachment_ratio = 1;
    stop.limit_ratio = 1;
    stop.currency = rates({2, 3});
    EXPECT_EQ(faulty_fields(stop), (Fields{"attachment_ratio", "limit_ratio"}));
    CatXl cat = unlimited_layer(10, 5);
    cat.brokerage = 0.1;
    cat.currency = rates({2, 3});
    EXPECT_EQ(faulty_fields(cat), Fields{"brokerage"});
}

TEST(ContractCurrency, OfTheDateOfLossIsRefusedWhereThereIsNoDateOrNoLoss) {
    using Fields = std::vector<std::string>;
    StopLoss stop;
    stop.attachment = 1;
    stop.limit = 1;
    stop.currency = rates({2, 3}, ExchangeDate::loss_date);
    EXPECT_EQ(faulty_fields(stop), Fields{"currency"});
    stop.event_threshold = 1;
    EXPECT_EQ(faulty_fields(stop), Fields{});
    Parametric reading;
    reading.triggers.emplace_back();
    reading.currency = rates({2}, ExchangeDate::loss_date);
    EXPECT_EQ(faulty_fields(reading), Fields{"currency"});
    EXPECT_EQ(faulty_fields(rates({})), Fields{"rates"});
}

TEST(ContractCurrency, OfAFollowerIsThatOfItsLayer) {
    BackUp treaty;
    treaty.of = "layer";
    CatXl followed = layer(10, 5, {});
    followed.currency = rates({2});
    struct Pair {
        BackUp const& treaty;
        CatXl const& layer;
        void check(FieldFaults& faults) const { treaty.check_followed(layer, faults); }
    };
    EXPECT_EQ(faulty_fields(Pair{treaty, followed}), std::vector<std::string>{"of"});
    treaty.currency = rates({2});
    EXPECT_EQ(faulty_fields(Pair{treaty, followed}), std::vector<std::string>{});
}

}  // namespace
}  // namespace riskpool
