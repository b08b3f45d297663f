#include "models/sources/adjusted.hpp"

#include <algorithm>

#include "models/draw/nested_stream.hpp"
#include "models/sources/attritional.hpp"
#include "models/sources/collective_risk.hpp"
#include "models/sources/event_table.hpp"
#include "models/sources/fixed_events.hpp"
#include "models/sources/hawkes.hpp"
#include "models/sources/staged_success.hpp"
#include "models/sources/year_event_table.hpp"
#include "tests/models/severity/recorded_faults.hpp"
#include "tests/models/sources/sampled.hpp"

namespace riskpool {
namespace {

using Faults = std::vector<std::string>;

const Insureds firms{{.name = "A", .property = 100, .premium = 10},
                     {.name = "B", .property = 100, .premium = 20},
                     {.name = "C", .property = 100, .premium = 30}};

CollectiveRisk claims(Frequency frequency) {
    CollectiveRisk source;
    source.frequency = frequency;
    source.severity = Exponential{3};
    return source;
}

/// Events of several rows with readings of an index.
EventTable quakes() {
    EventTable table;
    table.events.resize(3);
    table.events[0].rate = 0.8;
    table.events[0].index = 6;
    table.events[0].hits = {{"A", 5}, {"B", 7}, {"C", 2}};
    table.events[1].rate = 0.5;
    table.events[1].hits = {{"B", 3}, {"C", 4}};
    table.events[2].rate = 0.4;
    table.events[2].hits = {{"A", 9}};
    return table;
}

StagedSuccess launches(std::uint32_t a_year) {
    StagedSuccess source;
    source.stages = {{.name = "Launch", .success = 0.8, .years = Point{0.5}, .agreed = 10}};
    source.projects = a_year;
    source.start = ProjectStart::every_year;
    return source;
}

YearPath constant(double factor) {
    return {.start = factor};
}

TakeUp covered(double part, TakeUpOf of) {
    TakeUp take_up;
    take_up.start = part;
    take_up.of = of;
    return take_up;
}

/// All that an adjusted source can do to events of several rows, with factors on both sides of 1.
Adjusted everything() {
    Adjusted all{.source = SourceModel(quakes()),
                 .frequency = YearPath{.by_year = {0.7, 1}},
                 .severity = YearPath{.growth = 0.05},
                 .exposure = YearPath{.growth = 0.1},
                 .take_up = covered(0.8, TakeUpOf::units)};
    all.risk_reduction = {
        {.name = "Dampers", .covers = Filter{.insureds = {"B"}}, .fewer_events = 0.5, .smaller_losses = 0.2},
        {.name = "Warning", .fewer_events = 0.1, .from_year = 2}};
    return all;
}

double variance_within(std::vector<double> const& sample, double mean, double expected) {
    std::vector<double> squares;
    for (const double x : sample) squares.push_back((x - mean) * (x - mean));
    const SampleMean found(squares);
    EXPECT_NEAR(found.value, expected, 4 * found.standard_error);
    return found.value;
}

/// The values of year `year` of every trial.
std::vector<double> of_year(std::vector<double> const& cells, std::uint32_t years, std::uint32_t year) {
    std::vector<double> values;
    for (std::size_t c = year; c < cells.size(); c += years) values.push_back(cells[c]);
    return values;
}

void expect_same_events(EventColumns const& a, EventColumns const& b) {
    EXPECT_EQ(a.count, b.count);
    EXPECT_EQ(a.row_count, b.row_count);
    EXPECT_EQ(a.time, b.time);
    EXPECT_EQ(a.index, b.index);
    EXPECT_EQ(a.insured, b.insured);
    EXPECT_EQ(a.damage, b.damage);
    EXPECT_EQ(a.stock, b.stock);
    EXPECT_EQ(a.restart_days, b.restart_days);
    EXPECT_EQ(a.ramp_days, b.ramp_days);
}

TEST(Adjusted, HasTheBitsOfItsSourceWhereTheFactorIsOne) {
    const Adjusted same{.source = SourceModel(quakes()), .frequency = constant(1), .severity = constant(1)};
    expect_same_events(sampled(same, firms, 5, 500, 3), sampled(quakes(), firms, 5, 500, 3));
}

TEST(Adjusted, HasNoEventsWhereTheFactorIsZero) {
    const Adjusted none{.source = SourceModel(claims(Poisson{3})), .frequency = YearPath{.by_year = {0, 1, 0}}};
    const std::vector<double> counts = cell_counts(sampled(none, firms, 0, 200, 3));
    for (std::size_t c = 0; c < counts.size(); ++c) {
        if (c % 3 != 1) {
            EXPECT_EQ(counts[c], 0) << c;
        }
    }
    EXPECT_EQ(of_year(counts, 3, 1), of_year(cell_counts(sampled(claims(Poisson{3}), firms, 0, 200, 3)), 3, 1));
}

TEST(Adjusted, ThinsAPoissonNumberToOneOfTheProductOfBothMeans) {
    const Adjusted thinned{.source = SourceModel(claims(Poisson{3})), .frequency = constant(0.4)};
    const EventColumns events = sampled(thinned, firms, 0, 100'000, 1, false);
    expect_mean(cell_counts(events), 1.2, "events");
    variance_within(cell_counts(events), 1.2, 1.2);
    expect_mean(cell_damages(events), 1.2 * 3, "losses are as they were");
    variance_within(cell_damages(events), 1.2 * 3, 1.2 * 18);  // mean number x second moment of a loss
}

TEST(Adjusted, ThinsABinomialNumberToABinomialOne) {
    const Adjusted thinned{.source = SourceModel(claims(Binomial{10, 0.5})), .frequency = constant(0.6)};
    const std::vector<double> counts = cell_counts(sampled(thinned, firms, 0, 50'000, 1, false));
    expect_mean(counts, 10 * 0.3);
    variance_within(counts, 10 * 0.3, 10 * 0.3 * 0.7);
}

TEST(Adjusted, KeepsTheEventsOfALowerFactorAmongThoseOfAHigherOne) {
    const Adjusted few{.source = SourceModel(claims(Poisson{5})), .frequency = constant(0.3)};
    const Adjusted more{.source = SourceModel(claims(Poisson{5})), .frequency = constant(0.6)};
    const EventColumns a = sampled(few, firms, 0, 300), b = sampled(more, firms, 0, 300);
    EXPECT_LT(a.events(), b.events());
    EXPECT_TRUE(std::all_of(a.damage.begin(), a.damage.end(), [&](double loss) {
        return std::find(b.damage.begin(), b.damage.end(), loss) != b.damage.end();
    }));
}

TEST(Adjusted, MultipliesTheMeanOfANumberThatCanBeDriven) {
    const Adjusted more{.source = SourceModel(claims(Poisson{2})), .exposure = constant(2.5)};
    const std::vector<double> poisson = cell_counts(sampled(more, firms, 0, 50'000, 1, false));
    expect_mean(poisson, 5);
    variance_within(poisson, 5, 5);
    // What all units share (the size of the negative binomial law) stays shared.
    const Adjusted mixed{.source = SourceModel(claims(NegativeBinomial{2, 4})), .exposure = constant(3)};
    const std::vector<double> counts = cell_counts(sampled(mixed, firms, 0, 100'000, 1, false));
    expect_mean(counts, 6);
    variance_within(counts, 6, 6 + 36.0 / 4);
}

TEST(Adjusted, SuperposesIndependentCopiesWhereTheNumberCannotBeDriven) {
    // 3 insureds with 2 launches each, of which a fifth fails: binomial of 6. Two copies and one thinned to a half.
    const Adjusted more{.source = SourceModel(launches(2)), .exposure = constant(2.5)};
    const EventColumns events = sampled(more, firms, 0, 50'000);
    expect_well_formed(events, 50'000, 3);
    expect_mean(cell_counts(events), 2.5 * 6 * 0.2);
    variance_within(cell_counts(events), 2.5 * 6 * 0.2, 2 * 6 * 0.2 * 0.8 + 6 * 0.1 * 0.9);
}

TEST(Adjusted, SuperposesHawkesProcessesAsOneOfMoreFirstEvents) {
    Hawkes hawkes;
    hawkes.rate = 0.5;
    hawkes.excitation = 1;
    hawkes.decay = 2;
    hawkes.loss = {.amount = Severity{Point{1}}};
    Hawkes twice = hawkes;
    twice.rate = 1;
    const Adjusted doubled{.source = SourceModel(hawkes), .exposure = constant(2)};
    const auto a = cell_counts(sampled(doubled, firms, 0, 40'000, 2, false));
    const auto b = cell_counts(sampled(twice, firms, 50'000, 40'000, 2, false));
    const SampleMean of_a(a), of_b(b);
    EXPECT_NEAR(of_a.value, of_b.value, 4 * std::hypot(of_a.standard_error, of_b.standard_error));
    const auto squares = [](std::vector<double> values, double mean) {
        for (double& x : values) x = (x - mean) * (x - mean);
        return SampleMean(values);
    };
    const SampleMean va = squares(a, of_a.value), vb = squares(b, of_b.value);
    EXPECT_NEAR(va.value, vb.value, 4 * std::hypot(va.standard_error, vb.standard_error));
}

TEST(Adjusted, GrowsByTenPerCentAYear) {
    const Adjusted growing{.source = SourceModel(claims(Poisson{2})), .exposure = YearPath{.growth = 0.1}};
    const std::vector<double> counts = cell_counts(sampled(growing, firms, 0, 40'000, 5, false));
    double expected = 2;
    for (std::uint32_t year = 0; year < 5; ++year, expected *= 1.1) {
        expect_mean(of_year(counts, 5, year), expected, "year " + std::to_string(year + 1));
    }
}

TEST(Adjusted, MultipliesGivenLossesByThePathOfTheirYear) {
    FixedEvents given;
    for (std::uint32_t year = 1; year <= 4; ++year) {
        given.events.emplace_back().year = year;
        given.events.back().insured = "A";
        given.events.back().damage = 100;
        given.events.back().restart_days = 10;
    }
    const Adjusted trend{.source = SourceModel(given), .severity = YearPath{.growth = 0.03, .base_year = -1}};
    const EventColumns events = sampled(trend, firms, 0, 2, 4);
    ASSERT_EQ(events.damage.size(), 8U);
    for (std::size_t e = 0; e < 8; ++e) {
        const double factor = std::pow(1.03, static_cast<double>(e % 4) + 2);
        EXPECT_NEAR(events.damage[e], 100 * factor, 1e-12 * 100);
        EXPECT_NEAR(events.restart_days[e], 10 * factor, 1e-12 * 10);
    }
    const Adjusted twice{.source = SourceModel(given), .frequency = YearPath{.by_year = {1, 2}}};
    EXPECT_EQ(sampled(twice, firms, 0, 1, 4).count, (std::vector<std::uint32_t>{1, 2, 2, 2}));
}

TEST(Adjusted, MultipliesYearlySumsByEveryFactor) {
    Attritional sums;
    sums.loss_ratio = 0.5;
    sums.cv = 0;
    Adjusted fewer{.source = SourceModel(sums), .frequency = constant(0.8), .severity = YearPath{.growth = 0.1}};
    fewer.take_up = covered(0.5, TakeUpOf::units);
    fewer.risk_reduction = {{.name = "Guards", .covers = Filter{.insureds = {"C"}}, .fewer_events = 0.25}};
    const EventColumns events = sampled(fewer, firms, 0, 1, 2);
    const double all = 0.5 * 0.8 * 0.5;
    ASSERT_EQ(events.damage.size(), 6U);
    const std::vector<double> expected{10 * all, 20 * all, 30 * all * 0.75};
    for (std::size_t r = 0; r < 6; ++r) {
        EXPECT_NEAR(events.damage[r], expected[r % 3] * (r < 3 ? 1 : 1.1), 1e-12 * 30);
    }
}

TEST(Adjusted, PreventsHitsOfThoseWhomAMeasureProtectsAndOfNobodyElse) {
    Adjusted some{.source = SourceModel(quakes())};
    some.risk_reduction = {{.name = "Dampers",
                            .covers = Filter{.insureds = {"B"}},
                            .fewer_events = 0.5,
                            .smaller_losses = 0.2,
                            .from_year = 2}};
    const EventColumns events = sampled(some, firms, 0, 40'000, 2, false);
    const auto of = [&](std::size_t insured) {
        return per_cell(events, [&](std::size_t row, std::size_t end, std::size_t) {
            double sum = 0;
            for (; row < end; ++row) sum += events.insured[row].index() == insured ? events.damage[row] : 0;
            return sum;
        });
    };
    expect_mean(of_year(of(1), 2, 0), 0.8 * 7 + 0.5 * 3, "B before");
    expect_mean(of_year(of(1), 2, 1), (0.8 * 7 + 0.5 * 3) * 0.5 * 0.8, "B after");
    expect_mean(of_year(of(0), 2, 1), 0.8 * 5 + 0.4 * 9, "A");
    expect_mean(of_year(cell_counts(events), 2, 1), 0.8 + 0.5 + 0.4, "events");
}

TEST(Adjusted, KeepsTheReadingOfAnEventThatHitsNobodyWithCover) {
    Adjusted none{.source = SourceModel(quakes())};
    none.take_up = covered(0, TakeUpOf::insureds);
    const EventColumns events = sampled(none, firms, 0, 10'000, 1, false);
    EXPECT_EQ(events.rows(), 0U);
    expect_mean(cell_counts(events), 0.8);
    EXPECT_TRUE(std::all_of(events.index.begin(), events.index.end(), [](double x) { return x == 6; }));
}

TEST(Adjusted, GivesAnInsuredCoverInAllSourcesAndYearsOrInNone) {
    TakeUp rising;
    rising.by_year = {0.3, 0.6};
    rising.of = TakeUpOf::insureds;
    Adjusted first{.source = SourceModel(claims(Poisson{40}))};
    first.take_up = rising;
    const auto source = first.compile(firms);
    const auto scratch = source->make_scratch();
    const CellRange cells{0, 4000, 2};
    const auto hit = [&](std::uint32_t number) {
        EventColumns events;
        source->sample({cells, 7, number, false}, *scratch, events);
        std::vector<std::uint8_t> any(cells.size() * 3);
        std::size_t event = 0;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            for (std::uint32_t k = 0; k < events.count[c]; ++k, ++event) any[c * 3 + events.insured[event].index()] = 1;
        }
        return any;
    };
    // 40 events a year miss an insured of three once in 10^7.
    const auto a = hit(0), b = hit(1);
    EXPECT_EQ(a, b);
    std::vector<double> year_1, year_2;
    for (std::size_t t = 0; t < cells.trials; ++t) {
        for (std::size_t i = 0; i < 3; ++i) {
            year_1.push_back(a[t * 6 + i]);
            year_2.push_back(a[t * 6 + 3 + i]);
            EXPECT_LE(year_1.back(), year_2.back());
        }
    }
    expect_mean(year_1, 0.3);
    expect_mean(year_2, 0.6);
}

TEST(Adjusted, HasTheSameBitsInBlocksOfAnySize) {
    expect_same_in_any_blocks(everything(), firms);
    Adjusted copies{.source = SourceModel(launches(2)), .exposure = constant(2.5)};
    copies.take_up = covered(0.9, TakeUpOf::insureds);
    expect_same_in_any_blocks(copies, firms);
}

// What the class does with columns in place, done with lists and one uniform at a time.
TEST(Adjusted, AgreesWithItsDefinitionEventByEvent) {
    const Adjusted all = everything();
    const auto source = SourceModel(quakes()).compile(firms);
    const auto scratch = source->make_scratch();
    const std::uint32_t trials = 400, years = 3;
    EventColumns expected;
    for (std::uint32_t t = 0; t < trials; ++t) {
        const SampleRequest request{{t, 1, years}, 7, 3, true};
        const std::vector<double> rates{0.7, 1.1 * 0.9, 1.21 * 0.9};
        const std::vector<double> driven{1, 1, 1.21 * 0.9};
        SampleRequest inner = request;
        inner.drive.rate_factors = driven;
        EventColumns events;
        source->sample(inner, *scratch, events);
        std::size_t event = 0, row = 0;
        for (std::uint32_t y = 0; y < years; ++y) {
            const Cell cell{t, y};
            expected.count.push_back(0);
            for (std::uint32_t e = 0; e < events.count[y]; ++e, ++event) {
                const std::uint32_t rows = events.row_count[event];
                const bool happens = uniform(request.stream(192), cell, e) < rates[y];
                std::uint32_t left = 0;
                for (std::uint32_t k = 0; k < rows; ++k, ++row) {
                    const bool protects = events.insured[row].index() == 1;
                    const double u =
                        uniform(nested_stream(request.stream(193), cell, e), cell, events.insured[row].value);
                    if (!happens || !(u < 0.8 * (protects ? 0.5 : 1))) continue;
                    ++left;
                    const double factor = std::pow(1.05, y) * (protects ? 0.8 : 1);
                    expected.insured.push_back(events.insured[row]);
                    expected.damage.push_back(events.damage[row] * factor);
                }
                if (!happens || (left == 0 && events.index[event] == 0)) continue;
                ++expected.count.back();
                expected.row_count.push_back(left);
                expected.index.push_back(events.index[event]);
                expected.time.push_back(events.time[event]);
            }
        }
    }
    const EventColumns found = sampled(all, firms, 0, trials, years);
    ASSERT_GT(found.events(), 500U);
    EXPECT_EQ(found.count, expected.count);
    EXPECT_EQ(found.row_count, expected.row_count);
    EXPECT_EQ(found.time, expected.time);
    EXPECT_EQ(found.index, expected.index);
    EXPECT_EQ(found.insured, expected.insured);
    ASSERT_EQ(found.damage.size(), expected.damage.size());
    for (std::size_t r = 0; r < found.rows(); ++r) {
        EXPECT_DOUBLE_EQ(found.damage[r], expected.damage[r]);
    }
}

TEST(Adjusted, AllowsWhatItsSourceAllowsAsFarAsItCanFollow) {
    const auto allowed = [](Adjusted const& source) { return SourceModel(source).drivable(); };
    Adjusted growing{.source = SourceModel(claims(Poisson{1})), .exposure = YearPath{.growth = 0.1}};
    EXPECT_EQ(allowed(growing), (Drivable{true, true, true}));
    growing.take_up = covered(0.5, TakeUpOf::insureds);
    EXPECT_EQ(allowed(growing), (Drivable{true, true, false}));
    const Adjusted copied{.source = SourceModel(Hawkes{.rate = 1}), .exposure = YearPath{.growth = 0.1}};
    EXPECT_EQ(allowed(copied), (Drivable{false, true, false}));
    const Adjusted thinned{.source = SourceModel(Hawkes{.rate = 1}), .exposure = YearPath{.growth = -0.1}};
    EXPECT_EQ(allowed(thinned), (Drivable{true, true, false}));
    EXPECT_EQ(SourceModel(growing).cause(), "collective_risk");
    EXPECT_EQ(SourceModel(growing).kind(), "adjusted");
}

TEST(Adjusted, RefusesWhatItCannotAdjust) {
    EXPECT_EQ(faulty_fields(Adjusted{.source = SourceModel(quakes())}), Faults{});
    const Adjusted once{.source = SourceModel(quakes()), .frequency = constant(0.5)};
    EXPECT_EQ(faulty_fields(Adjusted{.source = SourceModel(once), .frequency = constant(0.5)}),
              Faults{"source.adjusted"});
    const Adjusted named{.source = SourceModel(Named<EventTable>{quakes(), "quake"}), .frequency = constant(1)};
    EXPECT_EQ(faulty_fields(named), Faults{"source.event_table.name"});
    Adjusted twice = once;
    twice.risk_reduction = {{.name = "X", .fewer_events = 0.1}, {.name = "X", .fewer_events = 0.1}};
    EXPECT_EQ(faulty_fields(twice), Faults{"risk_reduction[1].name"});
    TakeUp above;
    above.by_year = {0.5, 1.2};
    EXPECT_EQ(faulty_fields(above), Faults{"by_year[1]"});
    EXPECT_EQ(faulty_fields(covered(1.1, TakeUpOf::units)), Faults{"start"});
}

Faults years_faults(Adjusted const& source, std::uint32_t years) {
    RecordedFaults faults;
    source.check_years(years, faults);
    return faults.fields;
}

TEST(Adjusted, RefusesYearsThatTheRunHasNot) {
    Adjusted late{.source = SourceModel(quakes()), .frequency = YearPath{.by_year = {1, 1, 1}}};
    late.risk_reduction = {{.name = "X", .fewer_events = 0.1, .from_year = 3}};
    EXPECT_EQ(years_faults(late, 3), Faults{});
    EXPECT_EQ(years_faults(late, 2), (Faults{"frequency.by_year", "risk_reduction[0].from_year"}));
    const Adjusted steep{.source = SourceModel(quakes()), .exposure = YearPath{.growth = 9}};
    EXPECT_EQ(years_faults(steep, 4), Faults{});
    EXPECT_EQ(years_faults(steep, 5), Faults{"exposure"});
    Adjusted both = steep;
    both.frequency = constant(200);
    EXPECT_EQ(years_faults(both, 1), Faults{});
    EXPECT_EQ(years_faults(both, 2), Faults{"exposure"});
    EXPECT_EQ(years_faults({.source = SourceModel(quakes()), .severity = constant(2e6)}, 1), Faults{"severity"});
    FixedEvents given;
    given.events.emplace_back().year = 4;
    EXPECT_EQ(years_faults({.source = SourceModel(given), .frequency = constant(0.5)}, 3),
              Faults{"source.fixed_events"});
}

TEST(Adjusted, RefusesMoreOfYearsThatAreReplayedInOrder) {
    YearEventTable table;
    table.table_years = 10;
    const Adjusted fewer{.source = SourceModel(table), .frequency = constant(0.5)};
    const Adjusted more{.source = SourceModel(table), .frequency = YearPath{.by_year = {1, 1.5}}};
    EXPECT_EQ(years_faults(fewer, 2), Faults{});
    EXPECT_EQ(years_faults(more, 2), Faults{"source.year_event_table"});
    table.order = TableOrder::sampled;
    EXPECT_EQ(years_faults({.source = SourceModel(table), .frequency = more.frequency}, 2), Faults{});
}

TEST(Adjusted, PlacesFaultsOfTheSourceWithinIt) {
    EventTable unknown = quakes();
    unknown.events[2].hits[0].insured = "D";
    Adjusted source{.source = SourceModel(unknown), .frequency = constant(0.5)};
    expect_fault(source, firms, "source.event_table.events[2].hits[0].insured", "\"D\"");
    source.source = SourceModel(quakes());
    source.risk_reduction = {{.name = "X", .covers = Filter{.sector = "ships"}, .fewer_events = 0.1}};
    expect_fault(source, firms, "risk_reduction[0].covers", "matches no insured");
}

}  // namespace
}  // namespace riskpool
