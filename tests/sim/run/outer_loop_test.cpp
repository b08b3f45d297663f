#include "sim/run/outer_loop.hpp"

#include <algorithm>
#include <filesystem>
#include <set>

#include "sim/io/result_reader.hpp"
#include "tests/sim/run/uncertain_text.hpp"

namespace riskpool {
namespace {

using testing::by_draw;
using testing::loaded_of;
using testing::row_of;
using testing::run_loaded;
using testing::uncertain_scenario;

const std::string rate = "{poisson: {mean: {uniform: {low: 1, high: 3}}}}";
const std::string size = "{exponential: {mean: {pert: {low: 5, mode: 10, high: 30}}}}";
const std::string metrics = "[aal, sd, {tvar: {level: 90%}}, {ep_curve: {return_periods: [5, 20]}}, probability]";

bool same_bits(double a, double b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

void expect_same(ResultTables const& a, ResultTables const& b) {
    ASSERT_EQ(a.metrics.size(), b.metrics.size());
    for (std::size_t i = 0; i < a.metrics.size(); ++i) {
        MetricRow const& x = a.metrics[i];
        MetricRow const& y = b.metrics[i];
        EXPECT_EQ(x.metric, y.metric);
        EXPECT_TRUE(same_bits(x.value, y.value) && same_bits(x.standard_error, y.standard_error) &&
                    same_bits(x.credible_low, y.credible_low) && same_bits(x.credible_high, y.credible_high) &&
                    same_bits(x.corrected_low, y.corrected_low) && same_bits(x.curve_high, y.curve_high))
            << x.metric << ' ' << x.party << ' ' << x.quantity;
    }
}

TEST(OuterLoop, OfTheMeansIsTheRunOfAPointScenario) {
    const auto uncertain = run_loaded(loaded_of(uncertain_scenario(rate, size, metrics)), 0, 640);
    const auto point = run_loaded(
        loaded_of(uncertain_scenario("{poisson: {mean: 2}}", "{exponential: {mean: 12.5}}", metrics)), 0, 640);
    expect_same(uncertain, point);
    EXPECT_EQ(uncertain.table_hash, point.table_hash);
    EXPECT_EQ(uncertain.draws, 0U);
    EXPECT_EQ(uncertain.uncertain.size(), 2U);
    EXPECT_EQ(point.draws, 0U);
}

TEST(OuterLoop, GivesTheSameBitsForAnyThreadsAndBlocks) {
    const LoadedScenario loaded = loaded_of(uncertain_scenario(rate, size, metrics));
    RunSettings one, four;
    one.threads = 1;
    one.leaves_in_block = 1;
    four.threads = 4;
    four.leaves_in_block = 3;
    expect_same(run_loaded(loaded, 8, 640, 5, one), run_loaded(loaded, 8, 640, 5, four));
}

TEST(OuterLoop, RunsWholeLeavesInEachDraw) {
    const auto tables = run_loaded(loaded_of(uncertain_scenario(rate, size, metrics)), 3, 100);
    EXPECT_EQ(tables.trials_per_draw, 128U);
    EXPECT_EQ(tables.trials, 3U * 128U);
    EXPECT_EQ(tables.draws, 3U);
}

// What chance does is the same in all draws: only what the uncertain numbers say differs.
TEST(OuterLoop, MeetsTheSameEventsInEachDraw) {
    const auto tables =
        run_loaded(loaded_of(uncertain_scenario("{poisson: {mean: 2}}",
                                                "{exponential: {mean: {uniform: {low: 1, high: 3}}}}", metrics)),
                   16, 128);
    MetricRow const& mean = row_of(tables, "aal", "P", "gross_loss");
    const auto means = by_draw(tables, mean);
    ASSERT_EQ(means.size(), 16U);
    std::vector<double> scaled;
    for (auto const& drawn : tables.drawn) scaled.push_back(means[drawn.draw] / drawn.value);
    const auto [least, most] = std::minmax_element(scaled.begin(), scaled.end());
    // Of independent trials these would differ by 4 % to 18 %: the mean of 128 years has an error of 8.8 %.
    EXPECT_LT(*most / *least, 1.005);
}

TEST(OuterLoop, HasNoBandWhereTheUncertainNumberPlaysNoPart) {
    const auto tables = run_loaded(loaded_of(uncertain_scenario("{poisson: {mean: 2}}", "{point: {value: 3}}", metrics),
                                             {"insureds[0].premium={uniform: {low: 5, high: 15}}"}),
                                   16, 256);
    MetricRow const& loss = row_of(tables, "aal", "P", "gross_loss");
    EXPECT_EQ(loss.credible_low, loss.value);
    EXPECT_EQ(loss.credible_high, loss.value);
    EXPECT_EQ(loss.draws, 16U);
    MetricRow const& premium = row_of(tables, "aal", "P", "result");
    EXPECT_GT(premium.credible_high - premium.credible_low, 5);
}

TEST(OuterLoop, TakesOneValueOfEachStratumOfAnUnknown) {
    const auto tables = run_loaded(loaded_of(uncertain_scenario(rate, "{point: {value: 3}}", metrics)), 20, 64);
    std::set<int> strata;
    for (auto const& drawn : tables.drawn) strata.insert(static_cast<int>((drawn.value - 1) / 2 * 20));
    EXPECT_EQ(strata.size(), 20U);
}

TEST(OuterLoop, NumbersTrialsByDraw) {
    TrialTable table;
    const auto tables =
        run_loaded(loaded_of(uncertain_scenario(rate, size, metrics)), 4, 128, 1, RunSettings{}, &table);
    const auto gross = std::find_if(table.columns.begin(), table.columns.end(),
                                    [](TrialColumn const& c) { return c.party == "P" && c.quantity == "gross_loss"; });
    ASSERT_NE(gross, table.columns.end());
    auto const& values = table.values[static_cast<std::size_t>(gross - table.columns.begin())];
    ASSERT_EQ(values.size(), 4U * 128U);
    const auto means = by_draw(tables, row_of(tables, "aal", "P", "gross_loss"));
    for (std::size_t m = 0; m < 4; ++m) {
        double sum = 0;
        for (std::size_t t = 0; t < 128; ++t) sum += values[m * 128 + t];
        EXPECT_NEAR(sum / 128, means[m], 1e-9 * means[m]);
    }
}

TEST(OuterLoop, KeepsWholeDrawsWhenStopped) {
    const LoadedScenario loaded = loaded_of(uncertain_scenario(rate, size, metrics));
    std::stop_source source;
    RunSettings settings;
    settings.threads = 1;
    settings.leaves_in_block = 1;
    settings.stop = source.get_token();
    settings.progress = [&](std::uint64_t done, std::uint64_t) {
        if (done >= 3 * 640 + 64) source.request_stop();
    };
    TrialTable table;
    RunRequest request;
    request.trials = 640;
    request.seed = 1;
    request.draws = 16;
    request.settings = settings;
    request.output = std::filesystem::path(::testing::TempDir()) / "stopped_draws.h5";
    const ResultTables stopped = run_scenario(loaded, request, &table);
    {
        const ResultReader reader(request.output);
        EXPECT_EQ(reader.trials(), 3U * 640U);
        const auto draw = reader.read_column("draw", 0, 3 * 640);
        for (std::size_t t = 0; t < draw.size(); ++t) EXPECT_EQ(draw[t], static_cast<double>(t / 640));
        EXPECT_EQ(reader.read_column("p.gross_loss", 0, 3 * 640).size(), 3U * 640U);
        const ResultTables stored = read_tables(reader);
        expect_same(stored, stopped);
        EXPECT_EQ(stored.drawn.size(), stopped.drawn.size());
        EXPECT_EQ(stored.figures_by_draw.size(), stopped.figures_by_draw.size());
        EXPECT_EQ(stored.draws_asked, 16U);
    }
    std::filesystem::remove(request.output);
    EXPECT_EQ(stopped.draws, 3U);
    EXPECT_EQ(stopped.draws_asked, 16U);
    EXPECT_EQ(stopped.trials, 3U * 640U);
    EXPECT_EQ(stopped.trials_asked, 16U * 640U);
    for (auto const& values : table.values) EXPECT_EQ(values.size(), 3U * 640U);
    const auto whole = run_loaded(loaded, 16, 640);
    auto of_whole = by_draw(whole, row_of(whole, "sd", "P", "gross_loss"));
    of_whole.resize(3);
    EXPECT_EQ(by_draw(stopped, row_of(stopped, "sd", "P", "gross_loss")), of_whole);
}

TEST(OuterLoop, MovesNumbersThatShareABeliefTogether) {
    const std::string one_law = "{poisson: {mean: {belief: heat}}}";
    const auto tables =
        run_loaded(loaded_of(uncertain_scenario(one_law, "{exponential: {mean: {belief: heat}}}", metrics, "[]",
                                                "beliefs: {heat: {uniform: {low: 1, high: 3}}}\n")),
                   8, 64);
    ASSERT_EQ(tables.drawn.size(), 16U);
    for (std::size_t m = 0; m < 8; ++m) {
        EXPECT_EQ(tables.drawn[2 * m].value, tables.drawn[2 * m + 1].value);
        EXPECT_NE(tables.drawn[2 * m].path, tables.drawn[2 * m + 1].path);
    }
}

TEST(OuterLoop, NamesTheDrawThatMakesNoScenario) {
    // Each range is sound by itself; together the shares may be above the whole.
    const std::string text =
        "schema: 1\nname: test\ncurrency: CNY\nmembers: [{name: A}, {name: B}]\n"
        "insureds: [{name: I, property: 1bn, premium: 10}]\n"
        "sources: [{collective_risk: {frequency: {poisson: {mean: 1}}, severity: {point: {value: 1}}}}]\n"
        "pools: [{name: P, shares: {by_table: {table: [{member: A, share: {uniform: {low: 10%, high: 80%}}}, "
        "{member: B, share: {uniform: {low: 10%, high: 80%}}}]}}}]\n";
    try {
        (void)run_loaded(loaded_of(text), 32, 64);
        FAIL() << "no draw was refused";
    } catch (ScenarioError const& error) {
        std::string const& problem = error.diagnostics().at(0).problem;
        EXPECT_NE(problem.find("in draw "), std::string::npos) << problem;
        EXPECT_NE(problem.find("share = 0."), std::string::npos) << problem;
    }
}

std::string two_shares(std::string const& first, std::string const& second, std::string const& premium) {
    return "schema: 1\nname: test\ncurrency: CNY\nmembers: [{name: A}, {name: B}]\n"
           "insureds: [{name: I, property: 1bn, premium: " +
           premium +
           "}]\n"
           "sources: [{collective_risk: {frequency: {poisson: {mean: 1}}, severity: {point: {value: 1}}}}]\n"
           "pools: [{name: P, shares: {by_table: {table: [{member: A, share: " +
           first + "}, {member: B, share: " + second + "}]}}}]\n";
}

Diagnostic fault_of(std::string const& text) {
    try {
        (void)run_loaded(loaded_of(text), 32, 64);
    } catch (ScenarioError const& error) {
        return error.diagnostics().at(0);
    }
    return {};
}

TEST(OuterLoop, NamesTheBeliefThatIsAtFaultByItselfAndWhatToDo) {
    const Diagnostic one =
        fault_of(two_shares("{uniform: {low: 10%, high: 80%}}", "50%", "{uniform: {low: 1, high: 9}}"));
    const std::string path = "pools[0].shares.by_table.table[0].share";
    EXPECT_NE(one.problem.find("(" + path + " = 0."), std::string::npos) << one.problem;
    EXPECT_EQ(one.problem.find("premium"), std::string::npos) << one.problem;
    EXPECT_NE(one.hint.find("keep the belief of " + path + " `within` bounds"), std::string::npos) << one.hint;
    EXPECT_EQ(one.line, 7);
    const Diagnostic both = fault_of(two_shares("{uniform: {low: 10%, high: 60%}}", "{uniform: {low: 10%, high: 60%}}",
                                                "{uniform: {low: 1, high: 9}}"));
    EXPECT_NE(both.problem.find("table[1].share = 0."), std::string::npos) << both.problem;
    EXPECT_NE(both.hint.find("bounds that go together"), std::string::npos) << both.hint;
}

TEST(OuterLoop, NamesTheBeliefThatChangesWhatIsMeasured) {
    // Without a haircut there is no column of what forced sales lose.
    const std::string fund =
        "pools[0].reserve_fund={accrual: [{share_of_premium: {rate: 10%}}], trigger: {loss_ratio: 100%}, "
        "release: {haircut: {interval: {low: 0%, high: 10%}}}}";
    const std::string path = "pools[0].reserve_fund.release.haircut";
    try {
        (void)run_loaded(loaded_of(uncertain_scenario(rate, size, metrics), {fund}), 4, 64);
        FAIL() << "no corner was refused";
    } catch (ScenarioError const& error) {
        Diagnostic const& fault = error.diagnostics().at(0);
        EXPECT_EQ(fault.path, path);
        EXPECT_NE(fault.problem.find("changes which figures there are"), std::string::npos) << fault.problem;
        EXPECT_NE(fault.problem.find("a corner of the intervals (" + path + " = 0)"), std::string::npos)
            << fault.problem;
        EXPECT_NE(fault.hint.find("keep the belief of " + path), std::string::npos) << fault.hint;
    }
}

TEST(OuterLoop, TakesAlternativesByWeight) {
    const std::string path = "sources[0].collective_risk.severity.point.value";
    const LoadedScenario loaded = loaded_of(uncertain_scenario(
        "{poisson: {mean: 2}}", "{point: {value: 3}}", metrics, "[]",
        "alternatives:\n  - {name: light, weight: 75%, set: {\"" + path +
            "\": 1}}\n  - {name: heavy, weight: 25%, set: {\"" + path + "\": {uniform: {low: 4, high: 6}}}}\n"));
    const auto tables = run_loaded(loaded, 8, 128);
    const auto means = by_draw(tables, row_of(tables, "aal", "P", "gross_loss"));
    const auto written = run_loaded(loaded, 0, 128);
    const double of_three = row_of(written, "aal", "P", "gross_loss").value;  // the file as it is written
    std::size_t heavy = 0;
    for (auto const& drawn : tables.drawn) {
        if (drawn.path == path) {  // known in the light alternative, drawn in the heavy one
            EXPECT_NEAR(means[drawn.draw], of_three / 3 * drawn.value, 1e-9);
            ++heavy;
        } else if (drawn.value == 0) {
            EXPECT_EQ(drawn.path, "alternatives");
            EXPECT_NEAR(means[drawn.draw], of_three / 3, 1e-9);
        }
    }
    EXPECT_EQ(heavy, 2U);  // a quarter of eight strata
    EXPECT_EQ(tables.uncertain.size(), 2U);
}

TEST(OuterLoop, HasNoParts) {
    RunRequest request;
    request.first_trial = 64;
    EXPECT_THROW((void)run_scenario(loaded_of(uncertain_scenario(rate, size, metrics)), request),
                 std::invalid_argument);
}

// E[N] = 2 and E[X] = 10 are known, the pool's mean too; draws of the rate add their own part to the error.
TEST(OuterLoop, StatesAnErrorThatHoldsTheTruth) {
    int held = 0;
    double told = 0, square = 0;
    constexpr int runs = 24;
    for (int i = 0; i < runs; ++i) {
        const auto tables = run_loaded(loaded_of(uncertain_scenario(rate, "{exponential: {mean: 10}}", "[aal]")), 16,
                                       128, static_cast<std::uint64_t>(100 + i));
        MetricRow const& mean = row_of(tables, "aal", "P", "gross_loss");
        held += mean.low <= 20 && 20 <= mean.high ? 1 : 0;
        told += mean.standard_error / runs;
        square += (mean.value - 20) * (mean.value - 20) / runs;
    }
    EXPECT_GE(held, 20);                     // 24 at 95 %: fewer than 20 once in 150 times
    EXPECT_LT(told, 3 * std::sqrt(square));  // and it is no error that holds anything
}

TEST(OuterLoop, GivesBoundsOverCornersOfIntervals) {
    const LoadedScenario loaded =
        loaded_of(uncertain_scenario("{poisson: {mean: {interval: {low: 1, high: 3}}}}",
                                     "{exponential: {mean: {interval: {low: 5, high: 20}}}}", metrics));
    const auto tables = run_loaded(loaded, 100, 640);
    EXPECT_EQ(tables.corners, 4U);
    EXPECT_EQ(tables.draws, 1U);
    MetricRow const& mean = row_of(tables, "aal", "P", "gross_loss");
    const auto at = [&](char const* rate_of_corner, char const* mean_of_corner) {
        const auto run = run_loaded(
            loaded_of(uncertain_scenario(std::string("{poisson: {mean: ") + rate_of_corner + "}}",
                                         std::string("{exponential: {mean: ") + mean_of_corner + "}}", metrics)),
            0, 640);
        return row_of(run, "aal", "P", "gross_loss").value;
    };
    EXPECT_EQ(mean.value, at("2", "12.5"));
    EXPECT_EQ(mean.bound_low, at("1", "5"));
    EXPECT_EQ(mean.bound_high, at("3", "20"));
    EXPECT_TRUE(std::isnan(mean.credible_low));
}

TEST(OuterLoop, KeepsBoundsApartFromBands) {
    const auto tables = run_loaded(
        loaded_of(uncertain_scenario(rate, "{exponential: {mean: {interval: {low: 5, high: 20}}}}", metrics)), 16, 640);
    EXPECT_EQ(tables.corners, 2U);
    EXPECT_EQ(tables.draws, 16U);
    MetricRow const& mean = row_of(tables, "aal", "P", "gross_loss");
    // The band is that of the rate with the middle of the interval, a mean of 12.5; the bounds are those of predictive
    // figures at either end.
    EXPECT_NEAR(mean.bound_low / mean.value, 5 / 12.5, 1e-3);
    EXPECT_NEAR(mean.bound_high / mean.value, 20 / 12.5, 1e-3);
    EXPECT_NEAR(mean.credible_high / mean.credible_low, 2.9 / 1.1, 0.2);
}

}  // namespace
}  // namespace riskpool
