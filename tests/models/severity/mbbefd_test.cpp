#include "models/severity/mbbefd.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "models/severity/severity.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/source_folder.hpp"

namespace riskpool {
namespace {

using Names = std::vector<std::string>;

nlohmann::json known_answer(std::string const& id) {
    std::ifstream file(testing::source_folder() / "tests/known_answers/known-answers.json");
    const auto all = nlohmann::json::parse(file);
    for (auto const& each : all.at("cases")) {
        if (each.at("id") == id) return each;
    }
    throw std::out_of_range(id);
}

TEST(Mbbefd, GivesTheKnownAnswersOfTheSwissReCurves) {
    const auto known = known_answer("O-EX-01");
    const auto& layer = known.at("inputs").at("layer");
    const double insured = layer.at("sum_insured");
    const double retention = layer.at("retention");
    const double limit = layer.at("limit");
    int compared = 0;
    for (auto const& [name, c] : known.at("inputs").at("curves").items()) {
        const Mbbefd law{.curve = c.get<double>(), .maximum = insured};
        const auto& expected = known.at("expected").at(name);
        EXPECT_NEAR(law.parameter_b(), expected.at("b"), 1e-10 * law.parameter_b()) << name;
        EXPECT_NEAR(law.parameter_g(), expected.at("g"), 1e-10 * law.parameter_g()) << name;
        EXPECT_NEAR(law.mean() / insured, expected.at("mean_damage_ratio"), 1e-12) << name;
        EXPECT_NEAR(law.total_loss_probability(), expected.at("p_total_loss"), 1e-12) << name;
        for (auto const& [d, g] : expected.at("G").items()) {
            EXPECT_NEAR(law.exposure_curve(std::stod(d)), g, 1e-12) << name << ' ' << d;
            ++compared;
        }
        const double share = layer_mean(law, limit, retention) / law.mean();
        EXPECT_NEAR(share, expected.at("layer_share"), 1e-11) << name;
    }
    EXPECT_EQ(compared, 20);
}

TEST(Mbbefd, GivesTheKnownAnswersOfEveryBranch) {
    const auto known = known_answer("O-EX-03");
    const auto& cases = known.at("inputs").at("cases");
    const auto& results = known.at("expected").at("results");
    ASSERT_EQ(cases.size(), 5U);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const Mbbefd law{.b = cases[i].at("b"), .g = cases[i].at("g")};
        const auto& expected = results[i];
        EXPECT_NEAR(law.mean(), expected.at("mean"), 1e-12) << i;
        for (std::size_t j = 0; j < cases[i].at("x").size(); ++j) {
            const double x = cases[i].at("x")[j];
            EXPECT_NEAR(law.exposure_curve(x), expected.at("G")[j], 1e-12) << i << ' ' << x;
            EXPECT_NEAR(law.survival(x), expected.at("survival")[j], 1e-12) << i << ' ' << x;
        }
        if (!expected.contains("quantile")) continue;
        for (std::size_t j = 0; j < expected.at("quantile").size(); ++j) {
            const double p = expected.at("quantile_at")[j];
            EXPECT_NEAR(law.quantile(p), expected.at("quantile")[j], 1e-12) << i << ' ' << p;
            EXPECT_NEAR(law.quantile_upper(1 - p), expected.at("quantile")[j], 1e-12) << i << ' ' << p;
        }
    }
}

TEST(Mbbefd, GivesTheTotalLossItsOwnProbability) {
    const Mbbefd law{.b = 0.5, .g = 20, .maximum = 3e8};
    EXPECT_EQ(law.quantile_upper(0.05), 3e8);
    EXPECT_LT(law.quantile_upper(0.0501), 3e8);
    EXPECT_NEAR(law.survival(3e8 * (1 - 1e-12)), 0.05, 1e-12);
    EXPECT_EQ(law.survival(3e8), 0);
}

TEST(Mbbefd, TakesBAndGOrTheCurve) {
    EXPECT_EQ(faulty_fields(Mbbefd{.b = 0, .g = 1}), Names{});
    EXPECT_EQ(faulty_fields(Mbbefd{.curve = 3}), Names{});
    EXPECT_EQ(faulty_fields(Mbbefd{}), Names{""});
    EXPECT_EQ(faulty_fields(Mbbefd{.b = 1}), Names{""});
    EXPECT_EQ(faulty_fields(Mbbefd{.g = 2}), Names{""});
    EXPECT_EQ(faulty_fields(Mbbefd{.g = 2, .curve = 3}), Names{"curve"});
}

}  // namespace
}  // namespace riskpool
