// Laws that every treaty kind obeys, on random terms and random blocks (methods of property testing: Claessen and
// Hughes, "QuickCheck", 2000). The suite runs over the register: a new kind is under these laws from its first day.
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

#include "sim/treaty/selection.hpp"
#include "sim/treaty/treaty.hpp"
#include "tests/laws/random_terms.hpp"

namespace riskpool {
namespace {

constexpr int tries = 400;

template <class Family>
struct TypesOf;
template <class... K>
struct TypesOf<std::variant<K...>> {
    using type = testing::Types<K...>;
};

/// One treaty on one block, with everything that a law may want to change.
template <class Treaty>
struct Trial {
    Dice dice;
    PlainSetting plain{random_insureds};
    RandomYears years;
    Treaty treaty;
    CatXl followed;  // the layer beside it that some kinds follow

    explicit Trial(int seed) : dice(static_cast<std::uint64_t>(seed)) {
        randomise(plain, dice);
        years = random_years(dice);
        treaty = random_treaty<Treaty>(dice);
        randomise_followed(followed, dice);
        plain.setting.layers = {{followed.name, &followed}};
    }
    [[nodiscard]] auto plan() const { return treaty.compile(plain.setting); }
    [[nodiscard]] bool needs_time() const {
        if constexpr (YearPlan<typename Treaty::Plan>) {
            return false;
        } else {
            return plan().needs_time();
        }
    }
    /// False for a kind that may pay more than the loss.
    static constexpr bool indemnity = [] {
        if constexpr (requires { Treaty::indemnity; }) return Treaty::indemnity;
        return true;
    }();
    [[nodiscard]] Ceded ceded(Wanted wanted) const { return cede(plan(), block_of(years), wanted); }
};

double sum(std::vector<double> const& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

template <class Treaty>
class TreatyLaws : public testing::Test {};
TYPED_TEST_SUITE(TreatyLaws, TypesOf<TreatyKinds>::type);

TYPED_TEST(TreatyLaws, TermsDrawnAreFreeOfFaults) {
    for (int k = 0; k < tries; ++k) {
        const Trial<TypeParam> trial(k);
        EXPECT_EQ(faulty_fields(trial.treaty), std::vector<std::string>{});
    }
}

TYPED_TEST(TreatyLaws, RecoveryIsNeverNegativeAndNeverAboveTheLoss) {
    bool something = false;
    for (int k = 0; k < tries; ++k) {
        const Trial<TypeParam> trial(k);
        const LossBlock block = block_of(trial.years);
        const SubjectColumns subject(block);
        for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
            const Ceded ceded = cede(trial.plan(), block, wanted);
            for (std::size_t i = 0; i < ceded.row.size(); ++i) {
                ASSERT_GE(ceded.row[i], 0);
                ASSERT_LE(ceded.row[i], block.loss[i]);
            }
            for (std::size_t c = 0; c < ceded.cell.size(); ++c) {
                ASSERT_GE(ceded.cell[c], 0);
                if (Trial<TypeParam>::indemnity) {
                    ASSERT_LE(ceded.cell[c], subject.cell[c] * (1 + 1e-12));
                }
                ASSERT_LE(ceded.cell[c], trial.treaty.annual_capacity(trial.plain.setting));
                something = something || (ceded.cell[c] > 0 && ceded.cell[c] < subject.cell[c]);
            }
        }
    }
    EXPECT_TRUE(something);
}

TYPED_TEST(TreatyLaws, AGreaterLossNeverLowersTheYearsRecovery) {
    for (int k = 0; k < tries; ++k) {
        Trial<TypeParam> trial(k);
        if constexpr (std::is_same_v<TypeParam, NthEventXl>) {
            // a loss that comes to qualify moves the later ones on
            if (trial.treaty.by == EventOrder::time) continue;
        }
        if constexpr (std::is_same_v<TypeParam, ReinstatementPremiumProtection>) {
            // one event may take what two would have taken, and by time alone each of these owes the full price
            if (trial.followed.reinstatement_basis == ReinstatementBasis::time) continue;
        }
        const Ceded before = trial.ceded(Wanted::totals);
        const std::size_t c = trial.dice.count(trial.years.size() - 1);
        auto& year = trial.years[c];
        if (year.empty()) continue;
        year[trial.dice.count(year.size() - 1)].rows[0].loss += trial.dice.number(0, 20);
        const double after = trial.ceded(Wanted::totals).cell[c];
        ASSERT_GE(after, before.cell[c] * (1 - 1e-12)) << "try " << k;
    }
}

TYPED_TEST(TreatyLaws, MoneyHasNoScale) {
    for (int k = 0; k < tries; ++k) {
        Trial<TypeParam> trial(k);
        const double by = trial.dice.chance(0.5) ? 0x1p20 : 0x1p-7;  // powers of two: exactly so
        for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
            const Ceded small = trial.ceded(wanted);
            Trial<TypeParam> large(k);
            large.treaty = scaled(large.treaty, by);
            large.followed = scaled(large.followed, by);
            for (auto& insured : large.plain.insureds) {
                insured.property *= by;
                insured.pml *= by;
            }
            for (double& premium : large.plain.setting.premium) premium *= by;
            for (auto& year : large.years) {
                for (auto& event : year) {
                    if (index_is_money(large.treaty)) event.index *= by;
                    for (auto& row : event.rows) row.loss *= by;
                }
            }
            const Ceded ceded = large.ceded(wanted);
            auto times = [by](std::vector<double> values) {
                for (double& value : values) value *= by;
                return values;
            };
            ASSERT_EQ(ceded.cell, times(small.cell));
            ASSERT_EQ(ceded.row, times(small.row));
            ASSERT_EQ(ceded.reinstatement_premium, times(small.reinstatement_premium));
            ASSERT_EQ(ceded.claims, small.claims);
            ASSERT_EQ(ceded.exhausted, small.exhausted);
        }
    }
}

TYPED_TEST(TreatyLaws, ATreatyOfNoSizeChangesNothing) {
    for (int k = 0; k < tries; ++k) {
        Trial<TypeParam> trial(k);
        empty_out(trial.treaty);
        for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
            const Ceded ceded = trial.ceded(wanted);
            ASSERT_EQ(ceded.cell, std::vector<double>(ceded.cell.size()));
            ASSERT_EQ(ceded.row, std::vector<double>(ceded.row.size()));
            ASSERT_EQ(ceded.reinstatement_premium, std::vector<double>(ceded.cell.size()));
        }
    }
}

TYPED_TEST(TreatyLaws, EqualEventsMayChangePlaces) {
    for (int k = 0; k < tries; ++k) {
        Trial<TypeParam> trial(k);
        // two events of one time that hit the same insureds in opposite order
        RandomEvent first = random_event(trial.dice);
        RandomEvent second = first;
        std::reverse(second.rows.begin(), second.rows.end());
        auto& year = trial.years[0];
        auto at = std::lower_bound(year.begin(), year.end(), first,
                                   [](auto const& a, auto const& b) { return a.time < b.time; });
        const auto place = at - year.begin();
        year.insert(at, {first, second});
        const Ceded before = trial.ceded(Wanted::rows);
        std::swap(trial.years[0][static_cast<std::size_t>(place)], trial.years[0][static_cast<std::size_t>(place) + 1]);
        const Ceded after = trial.ceded(Wanted::rows);
        const double scale = 1e-12 * (1 + sum(SubjectColumns(block_of(trial.years)).cell));
        ASSERT_NEAR(after.cell[0], before.cell[0], scale);
        ASSERT_NEAR(after.reinstatement_premium[0], before.reinstatement_premium[0], scale);
        ASSERT_EQ(after.claims, before.claims);
    }
}

TYPED_TEST(TreatyLaws, TheOrderOfEventsDecidesWhichIsPaidAndNotTheYearsTotal) {
    for (int k = 0; k < tries; ++k) {
        Trial<TypeParam> trial(k);
        if (trial.needs_time()) continue;
        const Ceded before = trial.ceded(Wanted::rows);
        for (auto& year : trial.years) std::reverse(year.begin(), year.end());
        const SubjectColumns subject(block_of(trial.years));
        for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
            const Ceded after = trial.ceded(wanted);
            for (std::size_t c = 0; c < after.cell.size(); ++c) {
                const double scale = 1e-12 * (1 + subject.cell[c]);
                ASSERT_NEAR(after.cell[c], before.cell[c], scale);
                ASSERT_NEAR(after.reinstatement_premium[c], before.reinstatement_premium[c], 100 * scale);
            }
            ASSERT_EQ(after.claims, before.claims);
            ASSERT_EQ(after.exhausted, before.exhausted);
        }
    }
}

TYPED_TEST(TreatyLaws, RowsAddUpToTheirYearAndTotalsAgreeWithRows) {
    if constexpr (EventPlan<typename TypeParam::Plan>) {
        for (int k = 0; k < tries; ++k) {
            const Trial<TypeParam> trial(k);
            const LossBlock block = block_of(trial.years);
            const SubjectColumns subject(block);
            const Ceded rows = trial.ceded(Wanted::rows);
            const Ceded totals = trial.ceded(Wanted::totals);
            for (std::size_t c = 0; c < rows.cell.size(); ++c) {
                const double scale = 1e-12 * (1 + subject.cell[c]);
                double added = 0;
                for (std::size_t i = block.cell_row_begin(c); i < block.cell_row_begin(c + 1); ++i)
                    added += rows.row[i];
                if (Trial<TypeParam>::indemnity) {
                    ASSERT_NEAR(added, rows.cell[c], scale);
                } else {
                    ASSERT_LE(added, rows.cell[c] + scale);
                }
                ASSERT_NEAR(totals.cell[c], rows.cell[c], scale);
                // a premium moves by up to P c / L times what the recovery moves
                ASSERT_NEAR(totals.reinstatement_premium[c], rows.reinstatement_premium[c], 100 * scale);
            }
            ASSERT_EQ(totals.claims, rows.claims);
            ASSERT_EQ(totals.exhausted, rows.exhausted);
        }
    }
}

// What lets a programme show a treaty the rows that it covers and no others.
TYPED_TEST(TreatyLaws, ARowWithoutLossIsAsGoodAsNone) {
    if constexpr (Trial<TypeParam>::indemnity) {
        const Selection selection{{1, 0, 1, 0}, {}};
        for (int k = 0; k < tries; ++k) {
            const Trial<TypeParam> trial(k);
            LossBlock emptied = block_of(trial.years);
            RowIndex index;
            index.find(emptied, random_insureds);
            SelectedBlock part;
            part.select(selection, emptied, index);
            for (std::size_t r = 0; r < emptied.rows(); ++r) {
                if (selection.covered[emptied.insured[r].index()] == 0) emptied.loss[r] = 0;
            }
            for (const Wanted wanted : {Wanted::rows, Wanted::totals}) {
                const Ceded all = cede(trial.plan(), emptied, wanted);
                const Ceded alone = cede(trial.plan(), part.block, wanted);
                for (std::size_t c = 0; c < all.cell.size(); ++c) {
                    ASSERT_NEAR(alone.cell[c], all.cell[c], 1e-12 * (1 + all.cell[c]));
                    ASSERT_NEAR(alone.reinstatement_premium[c], all.reinstatement_premium[c], 1e-10);
                }
                ASSERT_EQ(alone.claims, all.claims);
                ASSERT_EQ(alone.exhausted, all.exhausted);
                for (std::size_t r = 0; r < alone.row.size(); ++r) {
                    const double there = all.row[part.row_of[r]];
                    ASSERT_NEAR(alone.row[r], there, 1e-12 * (1 + there)) << TypeParam::kind << ", try " << k;
                }
            }
        }
    }
}

TYPED_TEST(TreatyLaws, ReinstatementPremiumIsNeverNegativeNorAboveThePricesAgreed) {
    for (int k = 0; k < tries; ++k) {
        const Trial<TypeParam> trial(k);
        const Ceded ceded = trial.ceded(Wanted::rows);
        double most = 0;
        if constexpr (std::derived_from<TypeParam, ExcessTerms>) {
            // "time only" charges the full price for every part, so its prices may be due more than once
            if (trial.treaty.reinstatement_basis == ReinstatementBasis::time) continue;
            if (trial.treaty.reinstatements) most = trial.treaty.premium * sum(*trial.treaty.reinstatements);
        }
        for (const double premium : ceded.reinstatement_premium) {
            ASSERT_GE(premium, 0);
            ASSERT_LE(premium, most * (1 + 1e-12));
        }
    }
}

template <class Treaty>
class LayerLaws : public testing::Test {};
using LayerKinds = testing::Types<CatXl, PerRiskXl, StopLoss>;
TYPED_TEST_SUITE(LayerLaws, LayerKinds);

TYPED_TEST(LayerLaws, PartsOfALayerAddUpToTheWhole) {
    for (int k = 0; k < tries; ++k) {
        Trial<TypeParam> trial(k);
        const auto split = split_layer<TypeParam>(trial.dice);
        const LossBlock block = block_of(trial.years);
        const SubjectColumns subject(block);
        auto ceded = [&](TypeParam const& treaty) {
            return cede(treaty.compile(trial.plain.setting), block, Wanted::rows);
        };
        const Ceded whole = ceded(split.whole);
        const Ceded lower = ceded(split.lower);
        const Ceded upper = ceded(split.upper);
        for (std::size_t c = 0; c < whole.cell.size(); ++c) {
            ASSERT_NEAR(lower.cell[c] + upper.cell[c], whole.cell[c], 1e-12 * (1 + subject.cell[c]));
        }
        for (std::size_t i = 0; i < whole.row.size(); ++i) {
            ASSERT_NEAR(lower.row[i] + upper.row[i], whole.row[i], 1e-12 * (1 + block.loss[i]));
        }
    }
}

}  // namespace
}  // namespace riskpool
