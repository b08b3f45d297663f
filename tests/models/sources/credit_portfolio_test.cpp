#include "models/sources/credit_portfolio.hpp"

#include <algorithm>

#include "sim/base/math/normal.hpp"
#include "tests/known_answers/answers.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

const Insureds banks{{.name = "A", .property = 100}, {.name = "B", .property = 300}};

CreditPortfolio loans() {
    CreditPortfolio credit;
    credit.default_probability = 0.05;
    credit.correlation = 0.3;
    credit.names = 10;
    credit.loss_given_default = Severity{Beta{2, 3, 1}};
    return credit;
}

TEST(CreditPortfolio, DP07HasTheDefaultsOfTheOneFactorModel) {
    auto const& known = answer("O-DP-07");
    auto const& in = known["inputs"];
    CreditPortfolio credit;
    credit.default_probability = in["pd"];
    credit.correlation = in["rho"];
    credit.names = in["n"];
    credit.exposure = in["loss_each"];
    credit.loss_given_default = Severity{Point{1}};
    const Insureds one{{.name = "Bank"}};
    const std::uint32_t years = 100000;
    const std::vector<double> counts = cell_counts(sampled(credit, one, 0, years, 1, false));
    auto const& expected = known["expected"];
    const double n = years;
    EXPECT_NEAR(SampleMean(counts).value, expected["mean_defaults"].get<double>(),
                4 * known["mc_sd"]["mean_defaults"].get<double>() / std::sqrt(n));
    std::vector<double> squares;
    for (const double k : counts) squares.push_back(std::pow(k - expected["mean_defaults"].get<double>(), 2));
    expect_mean(squares, expected["var_defaults"].get<double>(), "variance");
    for (auto const& [k, p] : expected["p_at_least"].items()) {
        const double least = std::stod(k), probability = p;
        const auto hits = std::count_if(counts.begin(), counts.end(), [&](double each) { return each >= least; });
        EXPECT_NEAR(static_cast<double>(hits) / n, probability, 4 * std::sqrt(probability * (1 - probability) / n))
            << k;
    }
    // VaR: the smallest count with P(N <= count) >= level; TVaR = VaR + E[(L - VaR)+] / (1 - level).
    const double level = in["level"], var = expected["VaR_count"].get<double>();
    const auto part_up_to = [&](double count) {
        return static_cast<double>(std::count_if(counts.begin(), counts.end(), [&](double k) { return k <= count; })) /
               n;
    };
    EXPECT_GE(part_up_to(var), level);
    EXPECT_LT(part_up_to(var - 1), level);
    std::vector<double> beyond;
    for (const double k : counts) beyond.push_back(4 * (var + std::max(k - var, 0.0) / (1 - level)));
    expect_mean(beyond, expected["TVaR_loss"].get<double>(), "TVaR");
}

TEST(CreditPortfolio, LosesAPartOfWhatANameOwes) {
    const EventColumns events = sampled(loans(), banks, 0, 20000);
    expect_well_formed(events, 20000, 2);
    expect_mean(cell_damages(events), 0.05 * 0.4 * 400);
}

TEST(CreditPortfolio, LosesMoreInABadEconomyIfCorrelated) {
    // E[loss | default] rises; with a loss uniform on (0, 1) it is P(U > V) of normals with correlation -sqrt of both.
    CreditPortfolio credit = loans();
    credit.loss_given_default = Severity{Beta{1, 1, 1}};
    credit.loss_correlation = 0.5;
    const EventColumns events = sampled(credit, banks, 0, 40000);
    double sum = 0, defaults = 0;
    for (std::size_t row = 0; row < events.rows(); ++row) {
        sum += events.damage[row] / (events.insured[row].index() == 0 ? 10 : 30);
        defaults += 1;
    }
    // U = Phi(Z), corr(Z, X) = -sqrt(0.15): E[U 1(X < c)] = P(W < Z, X < c), W - Z normal of variance 2, by quadrature.
    const double c = math::normal_quantile(0.05), rho = std::sqrt(0.15) / std::sqrt(2.0);
    double joint = 0;
    const int steps = 20000;
    for (int i = 0; i < steps; ++i) {
        const double x = c - 8 * (i + 0.5) / steps;
        joint += math::normal_density(x) * math::normal_cdf(-rho * x / std::sqrt(1 - rho * rho)) * 8 / steps;
    }
    EXPECT_GT(joint / 0.05, 0.6);
    EXPECT_NEAR(sum / defaults, joint / 0.05, 0.02);
}

TEST(CreditPortfolio, RemembersTheEconomyAndWhoIsGone) {
    CreditPortfolio credit = loans();
    credit.names = 1;
    credit.economy_memory = 0.8;
    credit.default_probability = 0.5;
    const std::vector<double> counts = cell_counts(sampled(credit, {{.name = "A", .property = 1}}, 0, 40000, 2));
    std::vector<double> both;
    for (std::size_t c = 0; c < counts.size(); c += 2) both.push_back(counts[c] * counts[c + 1]);
    // Two years of one name are normals with correlation memory x rho.
    expect_mean(both, 0.25 + std::asin(0.8 * 0.3) / (2 * 3.14159265358979));
    credit.after = AfterDefault::gone;
    const std::vector<double> gone = cell_counts(sampled(credit, {{.name = "A", .property = 1}}, 0, 5000, 2));
    std::vector<double> second;
    for (std::size_t c = 0; c < gone.size(); c += 2) {
        EXPECT_LE(gone[c] + gone[c + 1], 1);
        second.push_back(gone[c + 1]);
    }
    expect_mean(second, 0.25 - std::asin(0.8 * 0.3) / (2 * 3.14159265358979));
}

TEST(CreditPortfolio, IsTheSameInAnyBlocks) {
    CreditPortfolio credit = loans();
    credit.after = AfterDefault::gone;
    credit.loss_correlation = 0.2;
    expect_same_in_any_blocks(credit, banks);
}

TEST(CreditPortfolio, RefusesWhatMakesNoDifference) {
    using Names = std::vector<std::string>;
    CreditPortfolio credit = loans();
    EXPECT_EQ(faulty_fields(credit), Names{});
    credit.exposure = 5;
    credit.of = ValueBase::stock;
    EXPECT_EQ(faulty_fields(credit), Names{"of"});
    credit = loans();
    credit.loss_given_default = Severity{Point{0.5}};
    credit.loss_correlation = 0.5;
    EXPECT_EQ(faulty_fields(credit), Names{"loss_correlation"});
    expect_fault(loans(), {{.name = "C"}}, "of", "no property");
}

}  // namespace
}  // namespace riskpool
