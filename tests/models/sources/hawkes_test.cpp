#include "models/sources/hawkes.hpp"

#include "tests/known_answers/answers.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds firms{{.name = "A", .premium = 1}, {.name = "B", .premium = 3}};

Hawkes attacks() {
    Hawkes hawkes;
    hawkes.rate = 0.6;
    hawkes.excitation = 0.8;
    hawkes.decay = 2;
    hawkes.loss = {.amount = Severity{Exponential{3}}};
    return hawkes;
}

TEST(Hawkes, DP03HasTheMeanAndVarianceOfTheMomentEquations) {
    auto const& known = answer("O-DP-03");
    auto const& in = known["inputs"];
    Hawkes hawkes;
    hawkes.rate = in["mu"];
    hawkes.excitation = in["alpha"];
    hawkes.decay = in["beta"];
    hawkes.loss = {.amount = Severity{Lognormal{.mu = in["severity"]["mu"], .sigma = in["severity"]["sigma"]}}};
    const std::uint32_t years = 200000;
    const EventColumns events = sampled(hawkes, firms, 0, years, 1, false);
    auto const& expected = known["expected"];
    const auto near = [&](std::vector<double> const& sample, std::string const& key) {
        EXPECT_NEAR(SampleMean(sample).value, expected[key].get<double>(),
                    4 * known["mc_sd"][key].get<double>() / std::sqrt(static_cast<double>(years)))
            << key;
    };
    const std::vector<double> counts = cell_counts(events), losses = cell_damages(events);
    near(counts, "mean_count");
    near(losses, "mean_loss");
    std::vector<double> squares, none, spread;
    for (std::size_t c = 0; c < counts.size(); ++c) {
        squares.push_back(std::pow(counts[c] - expected["mean_count"].get<double>(), 2));
        none.push_back(counts[c] == 0 ? 1 : 0);
        spread.push_back(std::pow(losses[c] - expected["mean_loss"].get<double>(), 2));
    }
    near(squares, "var_count");
    near(none, "p_no_event");
    expect_mean(spread, std::pow(expected["sd_loss"].get<double>(), 2), "variance of the loss");
}

TEST(Hawkes, DP05GrowsCascadesOfTheBorelSize) {
    // A fast decay keeps a cascade within its year, but for its first event in the last moments.
    auto const& known = answer("O-DP-05");
    Hawkes hawkes;
    hawkes.rate = 0.01;
    hawkes.decay = 1e7;
    hawkes.excitation = known["inputs"]["branching_mean"].get<double>() * hawkes.decay;
    hawkes.loss = {.amount = Severity{Point{1}}};
    std::vector<double> sizes, capped;
    const double cap = known["inputs"]["cap"];
    for (const double n : cell_counts(sampled(hawkes, firms, 0, 2000000, 1, false))) {
        if (n > 0) sizes.push_back(n);
    }
    const auto n = static_cast<double>(sizes.size());
    EXPECT_NEAR(n, 2e6 * (1 - std::exp(-0.01)), 4 * std::sqrt(2e4));
    // Two cascades in one year, 0.5 % of these years, look like one: they shift figures by less than half an error.
    for (auto const& [size, p] : known["expected"]["p_size"].items()) {
        const double probability = p;
        const auto hits = std::count(sizes.begin(), sizes.end(), std::stod(size));
        EXPECT_NEAR(static_cast<double>(hits) / n, probability, 4.5 * std::sqrt(probability * (1 - probability) / n))
            << size;
    }
    for (const double size : sizes) capped.push_back(std::min(size, cap));
    const SampleMean mean(capped);
    EXPECT_NEAR(mean.value, known["expected"]["mean_capped"].get<double>() * 1.005, 4 * mean.standard_error);
}

TEST(Hawkes, GoesOnFromYearToYear) {
    // Year y of the mean of the moment equations: E N(T) = mu beta T / k - mu alpha (1 - e^{-k T}) / k^2, k = beta -
    // alpha.
    const auto mean_until = [](double t) {
        const double k = 2 - 0.8;
        return 0.6 * 2 * t / k - 0.6 * 0.8 * (1 - std::exp(-k * t)) / (k * k);
    };
    const std::vector<double> counts = cell_counts(sampled(attacks(), firms, 0, 30000, 3));
    for (std::size_t y = 0; y < 3; ++y) {
        std::vector<double> of_year;
        for (std::size_t c = y; c < counts.size(); c += 3) of_year.push_back(counts[c]);
        const auto year = static_cast<double>(y);
        expect_mean(of_year, mean_until(year + 1) - mean_until(year), std::to_string(y));
    }
}

TEST(Hawkes, LosesNothingOfEarlierYearsWhenMoreYearsFollow) {
    const EventColumns two = sampled(attacks(), firms, 0, 500, 2), three = sampled(attacks(), firms, 0, 500, 3);
    for (std::size_t t = 0; t < 500; ++t) {
        EXPECT_EQ(two.count[2 * t], three.count[3 * t]);
        EXPECT_EQ(two.count[2 * t + 1], three.count[3 * t + 1]);
    }
}

TEST(Hawkes, HitsByWeightAndMayStayWithOneInsured) {
    Hawkes hawkes = attacks();
    hawkes.weight = HitWeight::premium;
    const EventColumns events = sampled(hawkes, firms, 0, 20000);
    std::vector<double> at_b;
    for (const InsuredId id : events.insured) at_b.push_back(id.index() == 1 ? 1 : 0);
    expect_mean(at_b, 0.75);
    hawkes.same_insured = true;
    hawkes.rate = 1e-3;
    const EventColumns rare = sampled(hawkes, firms, 0, 20000);
    per_cell(rare,
             [&](std::size_t row, std::size_t, std::size_t) { return rare.insured[row].index() == 1 ? 1.0 : 0.0; });
    std::size_t row = 0;
    for (const std::uint32_t count : rare.count) {
        for (std::uint32_t k = 1; k < count; ++k) EXPECT_EQ(rare.insured[row + k], rare.insured[row]);
        row += count;
    }
}

TEST(Hawkes, IsTheSameInAnyBlocks) {
    expect_same_in_any_blocks(attacks(), firms);
}

TEST(Hawkes, RefusesAChainThatNeverEnds) {
    Hawkes hawkes = attacks();
    hawkes.excitation = 2;
    EXPECT_EQ(faulty_fields(hawkes), std::vector<std::string>{"excitation"});
}

}  // namespace
}  // namespace riskpool
