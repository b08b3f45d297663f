#include "sim/pool/line_slip.hpp"

#include <Eigen/Core>

#include <numeric>
#include <random>

#include "tests/known_answers/answers.hpp"
#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

const std::vector<Member> members{member_named("A"), member_named("B"), member_named("C")};

std::vector<double> split(SlipPlan const& plan, double loss, std::size_t n = 3) {
    std::vector<double> paid(n, 77);  // whatever stood there before
    plan.split(loss, paid);
    return paid;
}

void expect_near(std::vector<double> const& actual, std::vector<double> const& expected) {
    ASSERT_EQ(actual.size(), expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) EXPECT_NEAR(actual[i], expected[i], 1e-9) << i;
}

LineSlip slip_of(nlohmann::json const& inputs) {
    LineSlip slip;
    for (auto const& each : inputs.at("layers")) {
        SlipLayer layer{each.at("limit"), each.at("attach"), 0.5, {}};
        for (std::size_t m = 0; m < members.size(); ++m) {
            layer.lines.push_back({members[m].name, each.at("lines")[m].get<double>()});
        }
        slip.layers.push_back(layer);
    }
    return slip;
}

TEST(LineSlip, SignsLinesAboveOneHundredPerCentDownAsTheKnownAnswerSays) {
    auto const& known = answer("O-CO-02");
    const SlipPlan plan(slip_of(known.at("inputs")), members);
    for (std::size_t k = 0; k < known.at("inputs").at("losses").size(); ++k) {
        const double loss = known.at("inputs").at("losses")[k];
        auto const& expected = known.at("expected").at("results")[k];
        expect_near(split(plan, loss), expected.at("member").get<std::vector<double>>());
        EXPECT_NEAR(loss - plan.taken(loss), expected.at("uninsured").get<double>(), 1e-9);
    }
}

// The slip of O-CO-02 with 70 % of the premium on the first layer: 0.7 * 5/12 + 0.3 * 20 % ...
TEST(LineSlip, SharesThePremiumByLayersAsWorkedInItsDocumentation) {
    const auto slip = from_text<LineSlip>(R"(
layers:
  - {limit: 20m, premium_part: 70%, lines: [{member: A, line: 50%}, {member: B, line: 40%}, {member: C, line: 30%}]}
  - {limit: 30m, attachment: 20m, premium_part: 30%,
     lines: [{member: A, line: 20%}, {member: B, line: 35%}, {member: C, line: 25%}]}
)");
    const Insureds insureds(2);
    const std::vector<std::size_t> covered{0, 1};
    const ShareMatrix shares = slip.allocate({insureds, covered, members});
    for (Eigen::Index row = 0; row < 2; ++row) {
        EXPECT_NEAR(shares(row, 0), 0.7 * 5 / 12 + 0.06, 1e-15);
        EXPECT_NEAR(shares(row, 1), 0.7 * 4 / 12 + 0.105, 1e-15);
        EXPECT_NEAR(shares(row, 2), 0.7 * 3 / 12 + 0.075, 1e-15);
        EXPECT_NEAR(shares.row(row).sum(), 0.94, 1e-15);
    }
    const SlipPlan plan(slip, members);
    expect_near(split(plan, 42e6), {12733333.3333333333, 14366666.6666666667, 10.5e6});
}

// A captive takes the first loss alone; members share what lies above.
TEST(LineSlip, LetsACaptiveTakeTheFirstLossAsWorkedInItsDocumentation) {
    const auto slip = from_text<LineSlip>(R"(
layers:
  - {limit: 10m, premium_part: 45%, lines: [{member: Captive, line: 100%}]}
  - {limit: 40m, attachment: 10m, premium_part: 55%, lines: [{member: A, line: 60%}, {member: B, line: 40%}]}
)");
    const std::vector<Member> who{member_named("Captive"), member_named("A"), member_named("B")};
    const SlipPlan plan(slip, who);
    EXPECT_EQ(split(plan, 4e6), (std::vector<double>{4e6, 0, 0}));
    EXPECT_EQ(split(plan, 10e6), (std::vector<double>{10e6, 0, 0}));
    EXPECT_EQ(split(plan, 30e6), (std::vector<double>{10e6, 12e6, 8e6}));
    EXPECT_EQ(split(plan, 60e6), (std::vector<double>{10e6, 24e6, 16e6}));
    EXPECT_EQ(plan.taken(30e6), 30e6);
    EXPECT_EQ(plan.taken(60e6), 50e6);
    expect_near(plan.premium_shares(), {0.45, 0.33, 0.22});
}

// Against the definition written for one member and one layer at a time, on any slip.
TEST(LineSlip, AgreesWithItsDefinitionAndLosesNoMoney) {
    std::mt19937_64 random(3);
    std::uniform_real_distribution<double> number(0, 1);
    for (int round = 0; round < 2000; ++round) {
        LineSlip slip;
        double top = 0;
        for (std::size_t l = 0; l < 1 + random() % 4; ++l) {
            SlipLayer layer;
            layer.attachment = top + (random() % 3 == 0 ? number(random) : 0);
            layer.limit = 0.1 + number(random);
            top = layer.attachment + layer.limit;
            for (auto const& member : members) {
                if (random() % 4 != 0) layer.lines.push_back({member.name, 0.01 + 0.8 * number(random)});
            }
            layer.premium_part = 0.25 * number(random);
            slip.layers.push_back(layer);
        }
        if (random() % 5 == 0) slip.layers.back().limit = infinity;
        const SlipPlan plan(slip, members);
        const double loss = random() % 10 == 0 ? 0 : 5 * number(random);
        const auto paid = split(plan, loss);
        double premium_of_all = 0;
        for (std::size_t m = 0; m < members.size(); ++m) {
            double expected = 0;
            double premium = 0;
            for (auto const& layer : slip.layers) {
                double written = 0;
                double mine = 0;
                for (auto const& line : layer.lines) {
                    written += line.line;
                    if (line.member == members[m].name) mine = line.line;
                }
                const double signed_line = mine / std::max(written, 1.0);
                expected += signed_line * std::min(std::max(loss - layer.attachment, 0.0), layer.limit);
                premium += signed_line * layer.premium_part;
            }
            EXPECT_NEAR(paid[m], expected, 1e-12);
            EXPECT_NEAR(plan.premium_shares()[m], premium, 1e-12);
            premium_of_all += premium;
        }
        EXPECT_NEAR(std::accumulate(paid.begin(), paid.end(), 0.0), plan.taken(loss), 1e-12);
        EXPECT_LE(plan.taken(loss), loss * (1 + 1e-12));
        EXPECT_LE(plan.taken(loss), plan.taken(loss + number(random)) + 1e-12);
        EXPECT_LE(premium_of_all, 1);
    }
}

TEST(LineSlip, TakesNoLineOfAMemberThatIsNotInThePoolThatYear) {
    auto who = members;
    who[0].from_year = 2;
    const auto slip = slip_of(answer("O-CO-02").at("inputs"));
    // Without A the lines of the first layer are 40 + 30 %, none signed down.
    expect_near(split(SlipPlan(slip, who, 1), 10), {0, 4, 3});
    expect_near(split(SlipPlan(slip, who, 2), 12), {5, 4, 3});
}

TEST(LineSlip, TakesLinesThatAddUpToTheWholeInDecimalsAsTheWhole) {
    ASSERT_LT(0.7 + 0.1 + 0.1 + 0.1, 1);  // as doubles add
    LineSlip slip{{{20, 0, 1, {{"A", 0.7}, {"B", 0.1}, {"C", 0.1}, {"D", 0.1}}}}};
    auto who = members;
    who.push_back(member_named("D"));
    EXPECT_EQ(SlipPlan(slip, who).taken(10), 10);
    slip.layers.push_back({0.1, 20, 0, {{"A", 1}}});
    EXPECT_TRUE(faults_in(slip).empty());
}

TEST(LineSlip, RefusesLayersThatOverlapAndPremiumBeyondTheWhole) {
    const SlipLayer first{20, 0, 0.6, {{"A", 1}}};
    EXPECT_EQ(
        faults_in(LineSlip{{first, {30, 19, 0.4, {{"A", 1}}}}}),
        std::vector<std::string>{"layers[1]: begins before the layer below it ends, so a loss would be paid twice"});
    EXPECT_TRUE(faults_in(LineSlip{{first, {infinity, 25, 0.4, {{"A", 1}}}}}).empty());
    EXPECT_EQ(faults_in(LineSlip{{{infinity, 0, 0.5, {{"A", 1}}}, {5, 30, 0.5, {{"B", 1}}}}}).size(), 1U);
    EXPECT_EQ(faults_in(LineSlip{{first, {30, 20, 0.5, {{"A", 1}}}}}),
              std::vector<std::string>{"layers: have more than 100 % of the premium together"});
    EXPECT_EQ(faults_in(LineSlip{{{20, 0, 1, {{"A", 0.5}, {"A", 0.1}}}}}),
              std::vector<std::string>{"layers[0].lines: names the member \"A\" twice"});
    EXPECT_EQ(faults_in(LineSlip{{{20, 0, 1, {}}}}).size(), 1U);
    EXPECT_EQ(faults_in(LineSlip{}).size(), 1U);
    const Insureds insureds;
    const std::vector<std::size_t> covered;
    EXPECT_EQ(setting_faults(LineSlip{{first, {30, 20, 0.4, {{"A", 0.5}, {"Z", 0.5}}}}},
                             ShareSetting{insureds, covered, members}),
              std::vector<std::string>{"layers[1].lines[1].member: \"Z\" is no member of the scenario"});
}

}  // namespace
}  // namespace riskpool
