#include "sim/pool/admission.hpp"

#include "tests/sim/pool/described_text.hpp"

namespace riskpool {
namespace {

// The rules of the first-set equipment pool (保监发〔2015〕15号).
const std::string_view first_set = "{total_capital: 20bn, solvency_ratio: 150%, solvency_years: 3}";

std::vector<Member> candidates() {
    return {from_text<Member>("{name: A, capital: 12bn, solvency_ratio: 210%, solvency_history: [195%, 180%]}"),
            from_text<Member>("{name: B, capital: 6bn, solvency_ratio: 160%, solvency_history: [149%, 170%]}"),
            from_text<Member>("{name: C, capital: 4bn, solvency_ratio: 250%, solvency_history: [240%]}"),
            from_text<Member>("{name: D, capital: 9bn, solvency_ratio: 155%, solvency_history: [151%, 150%, 90%]}")};
}

TEST(Admission, RefusesAsWorkedInItsDocumentation) {
    const auto terms = from_text<Admission>(first_set);
    EXPECT_EQ(refusals(terms, candidates()),
              (std::vector<Refusal>{{"B", "solvency ratio 149 % 1 year before the latest, below 150 %"},
                                    {"C", "states 2 of 3 years' solvency ratios"}}));
    const auto members = admitted(terms, candidates());
    ASSERT_EQ(members.size(), 2U);
    EXPECT_EQ(members[0].name, "A");
    EXPECT_EQ(members[1].name, "D");  // what lies more than three years back does not count
}

TEST(Admission, RefusesThePoolWhoseAdmittedMembersHaveTooLittleCapitalTogether) {
    const auto terms = from_text<Admission>(first_set);
    auto members = candidates();
    members.pop_back();  // A, B and C have 22 bn, and A alone is admitted
    const auto refused = refusals(terms, members);
    ASSERT_EQ(refused.size(), 3U);
    EXPECT_EQ(refused.back(), (Refusal{"", "capital of the members admitted 12000000000 in sum, below 20000000000"}));
    members = candidates();
    members[3].capital = 8e9;  // exactly 20 bn
    EXPECT_EQ(refusals(terms, members).size(), 2U);
}

TEST(Admission, GivesEveryReasonAgainstAMember) {
    const auto terms = from_text<Admission>(
        "{member_capital: 5bn, solvency_ratio: 100%, solvency_years: 2, cash: 1bn, domicile: onshore}");
    const auto member = from_text<Member>(
        "{name: A, capital: 4bn, solvency_ratio: 90%, solvency_history: [80%], cash: 0.5bn, domicile: offshore}");
    EXPECT_EQ(refusals(terms, {member}),
              (std::vector<Refusal>{{"A", "capital 4000000000, below 5000000000"},
                                    {"A", "solvency ratio 90 % in the latest year, below 100 %"},
                                    {"A", "solvency ratio 80 % 1 year before the latest, below 100 %"},
                                    {"A", "cash 500000000, below 1000000000"},
                                    {"A", "domicile \"offshore\", not \"onshore\""}}));
    const auto good = from_text<Member>(
        "{name: B, capital: 5bn, solvency_ratio: 100%, solvency_history: [100%], cash: 1bn, domicile: onshore}");
    EXPECT_TRUE(refusals(terms, {good}).empty());
}

TEST(Admission, AsksNothingUnlessTold) {
    EXPECT_TRUE(refusals(Admission{}, {Member{}}).empty());
    EXPECT_TRUE(refusals(Admission{}, {}).empty());
    Member silent;
    silent.name = "S";
    Admission terms;
    terms.solvency_ratio = 1;
    EXPECT_EQ(refusals(terms, {silent}), (std::vector<Refusal>{{"S", "states 0 of 1 years' solvency ratios"}}));
    terms.solvency_ratio = 0;
    terms.solvency_years = 3;
    EXPECT_EQ(faults_in(terms).size(), 1U);
}

}  // namespace
}  // namespace riskpool
