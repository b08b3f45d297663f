// Every kind of source, read as a file has it: its fields, its names, its faults.
#include "models/register.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <set>
#include <vector>

#include "models/sources/adjusted.hpp"
#include "sim/scenario/document.hpp"
#include "sim/scenario/source_register.hpp"

namespace riskpool {
namespace {

/// One example of each kind, as written in a file.
constexpr std::string_view examples = R"(
- fixed_events:
    events:
      - {year: 1, time: 0.5, insured: A, damage: 2bn, restart_days: 30}
      - {year: 2, hits: [{insured: A, damage: 1m}, {insured: B, stock: 3m}]}
- collective_risk:
    covers: {sector: chips}
    weight: property
    frequency: {poisson: {mean: 2}}
    severity: {lognormal: {mean: 3m, cv: 2}}
- event_table:
    events:
      - {rate: 0.1, insured: A, loss: 5m}
      - {rate: 0.01, hits: [{insured: A, loss: 5m}, {insured: B, loss: 7m}]}
- attritional: {loss_ratio: 30%, cv: 0.5}
- fab_fire:
    ignition_per_tool_year: {value: 0.01%, source: J}
    p_detection_fails: 5%
    p_suppression_fails: 8%
    p_compartment_fails: 25%
    p_total_loss: 10%
    tool: {amount: {point: {value: 4m}}, restart_days: {point: {value: 3}}}
    bay:
      part_of_property: {beta: {a: 1, b: 9}}
      restart_days: {point: {value: 25}}
      ramp_days: {point: {value: 50}}
      stock_spoiled: 10%
    clean_room: {part_of_property: {point: {value: 0.4}}, restart_days: {point: {value: 150}}}
    total_loss: {part_of_property: {point: {value: 1}}, restart_days: {point: {value: 365}}, stock_spoiled: 100%}
- contamination:
    rate_per_fab_year: 0.02
    detection_delay_days: {exponential: {mean: 4}}
    cleaning_days: {exponential: {mean: 5}}
- cluster_quake:
    rate: 0.05
    clusters: [East]
    intensity: {pareto: {threshold: 0.1, shape: 2}}
    vulnerability: [{intensity: 0.1, damage_ratio: 0}, {intensity: 0.6, damage_ratio: 20%}]
    spread: {beta_spread: {precision: 5}}
    stock_factor: 2
    restart_days_at_total_damage: 365
- utility_outage:
    rate: 0.3
    outage_hours: {lognormal: {mean: 6, cv: 2}}
    ride_through_hours: 4
    p_backup_fails: 10%
    stock_spoiled: 20%
    restart_days: {exponential: {mean: 3}}
- scenario_set:
    scenarios:
      - {name: Export ban, return_period: 20, group: ban, hits: [{covers: {sector: chips}, part: 5%, of: interruption}]}
      - {name: Mask loss, rate: 0.2, uncertainty_factor: 3, hits: [{insured: A, damage: 5m, restart_days: 40}]}
- clash:
    assets: [{name: cloud, rate: 0.5}, {name: design tool, return_period: 10}]
    reliance:
      - {insured: A, asset: cloud, share: 60%}
      - {covers: {sector: chips}, asset: design tool}
    intensity: {lognormal: {mean: 20, cv: 1}}
    hit: {beta_hit: {a: 2, b: 1}}
    days_per_intensity: 0.0417
- staged_success:
    stages:
      - {name: Phase I, success: 52%, years: {point: {value: 1.2}}, cost: 30m}
      - {name: Phase II, success: 28.9%, years: {exponential: {mean: 2}}, cost_part: 10%, covered: 80%}
    start: every_year
- serial_defect:
    units: [{covers: {sector: chips}, count: 40}]
    rate: 0.2
    affected: {beta: {a: 2, b: 6}}
    cost_per_unit: {point: {value: 3k}}
    shutdown_days: {exponential: {mean: 60}}
- mass_tort:
    rate: 0.1
    claims: {negative_binomial: {mean: 40, size: 1}}
    claim: {lognormal: {mean: 600k, cv: 1}}
    latency_years: {weibull: {scale: 3, shape: 1.5}}
    basis: claims_made
- event_tree:
    rate: 0.5
    nodes:
      - {name: detected, branches: [{probability: 80%, to: small}, {to: contained}]}
      - {name: contained, branches: [{probability: 70%, to: small}, {to: large}]}
    outcomes:
      - {name: small}
      - {name: large, loss: {part: {beta: {a: 1, b: 3}}, restart_days: {point: {value: 60}}}}
- hawkes: {rate: 0.4, excitation: 2, decay: 5, loss: {amount: {exponential: {mean: 3m}}}}
- cascade:
    starts: [{name: Gas supplier, rate: 0.3}]
    edges: [{from: Gas supplier, to: A, inventory_days: 3}, {from: A, to: B, probability: 50%}]
    outage_days: {exponential: {mean: 20}}
- performance_drop:
    index: {reverting_index: {start: 95, mean: 94, memory: 50%, deviation: 4}}
    trigger: 90
    exit: 80
    part: 30%
- year_event_table:
    table_years: 20
    rows: [{year: 3, event: quake, insured: A, loss: 5m}, {year: 3, event: quake, insured: B, loss: 2m}, {year: 9, insured: A, loss: 1m, day: 40}]
- adjusted:
    source: {collective_risk: {frequency: {poisson: {mean: 2}}, severity: {exponential: {mean: 1m}}}}
    frequency: {log_rate: -0.02, base_year: -1}
    severity: {growth: 3%}
    exposure: {growth: 10%}
    take_up: {by_year: [60%, 80%], of: insureds}
    risk_reduction:
      - {name: Detectors, fewer_events: 10%, smaller_losses: 20%, from_year: 2, cost: 300k}
      - {name: Training, covers: {insureds: [A]}, fewer_events: 25%, cost: 50k, paid_by: state}
- developing:
    source: {collective_risk: {frequency: {poisson: {mean: 2}}, severity: {exponential: {mean: 1m}}}}
    reported: [30%, 60%, 85%, 100%]
- credit_portfolio: {default_probability: 2%, correlation: 20%, names: 25, loss_given_default: {beta: {a: 2, b: 2}}}
)";

const Insureds& insureds() {
    static const Insureds all = [] {
        Insureds two(2);
        two[0].name = "A";
        two[1].name = "B";
        for (Insured& each : two) {
            each.sector = "chips";
            each.cluster = "East";
            each.property = 1e9;
            each.interruption = 1e8;
            each.stock = 1e7;
            each.premium = 1e6;
            each.tools = 100;
            each.cycle_days = 50;
        }
        return two;
    }();
    return all;
}

class NoFaults final : public FieldFaults {
public:
    void add(std::string_view field, std::string_view problem, std::string_view) override {
        ADD_FAILURE() << field << ": " << problem;
    }
};

/// What a kind says that dependences may do to it, they can do.
void expect_drivable(SourceModel const& model, Source const& source) {
    const CellRange cells{0, 100, 3};
    const auto scratch = source.make_scratch();
    const auto counts = [&](CountDrive const& drive) {
        EventColumns events;
        source.sample({cells, 1, 0, false, drive}, *scratch, events);
        return events.count;
    };
    const auto as_it_is = counts({});
    const std::vector<double> ones(cells.size(), 1.0), zeros(cells.size(), 0.0), threes(cells.size(), 3.0);
    const std::vector<double> highest(cells.size(), 1 - 0x1p-53);
    const std::vector<std::uint32_t> five(cells.size(), 5);
    const auto sum = [](std::vector<std::uint32_t> const& column) {
        return std::accumulate(column.begin(), column.end(), 0U);
    };
    if (!model.drivable().counts) {
        EXPECT_EQ(counts({highest, threes, five}), as_it_is) << model.kind() << " follows what it does not promise";
        return;
    }
    EXPECT_EQ(counts({{}, ones, {}}), as_it_is) << model.kind();
    EXPECT_EQ(sum(counts({{}, zeros, {}})), 0U) << model.kind();
    EXPECT_GT(sum(counts({{}, threes, {}})), sum(as_it_is)) << model.kind();
    EXPECT_GT(sum(counts({highest, {}, {}})), sum(as_it_is)) << model.kind();
    EXPECT_GT(sum(counts({{}, {}, five})), sum(as_it_is)) << model.kind();
}

double sum(std::vector<double> const& column) {
    return std::accumulate(column.begin(), column.end(), 0.0);
}

/// Whatever the kind: adjusted by 1 it keeps every bit, by less it has some of its events, and by 0 it loses nothing.
void expect_adjustable(SourceModel const& model) {
    const auto sample = [&](double factor) {
        Adjusted adjusted;
        adjusted.source = model;
        adjusted.frequency.emplace().start = factor;
        const auto source = adjusted.compile(insureds());
        const auto scratch = source->make_scratch();
        EventColumns events;
        source->sample({{0, 100, 3}, 1, 0, true}, *scratch, events);
        return events;
    };
    const auto source = model.compile(insureds());
    const auto scratch = source->make_scratch();
    EventColumns bare;
    source->sample({{0, 100, 3}, 1, 0, true}, *scratch, bare);
    const EventColumns same = sample(1), half = sample(0.5), none = sample(0);
    EXPECT_EQ(same.count, bare.count) << model.kind();
    EXPECT_EQ(same.row_count, bare.row_count) << model.kind();
    EXPECT_EQ(same.time, bare.time) << model.kind();
    EXPECT_EQ(same.insured, bare.insured) << model.kind();
    EXPECT_EQ(same.damage, bare.damage) << model.kind();
    EXPECT_EQ(same.restart_days, bare.restart_days) << model.kind();
    EXPECT_EQ(half.output_lost.size(), bare.output_lost.empty() ? 0 : half.rows()) << model.kind();
    EXPECT_EQ(sum(none.damage), 0) << model.kind();
    EXPECT_LT(sum(half.damage) + sum(half.restart_days), sum(bare.damage) + sum(bare.restart_days)) << model.kind();
    for (std::size_t c = 0; c < bare.count.size(); ++c) EXPECT_LE(half.count[c], bare.count[c]) << model.kind();
    const EventColumns more = sample(2.5);
    EXPECT_EQ(more.count.size(), bare.count.size()) << model.kind();
    EXPECT_EQ(more.time.size(), more.events()) << model.kind();
    EXPECT_GE(sum(more.damage) + sum(more.restart_days), sum(bare.damage) + sum(bare.restart_days)) << model.kind();
}

TEST(SourceRegister, ReadsChecksAndSamplesEveryKind) {
    Reader reader;
    const Node root = parse_document(examples, "examples.yaml", reader.diagnostics);
    std::set<std::string> read;
    const SourceRegister all = register_sources<SourceKinds>();
    reader.sources = &all;
    for (Node const& item : root.items) {
        std::string const& key = item.entries.at(0).key;
        Node const& value = item.entries.at(0).value;
        for (SourceEntry const& entry : all) {
            if (entry.kind != key) continue;
            read.insert(key);
            const SourceModel model = entry.read(reader, value, key);
            if (reader.failed()) break;
            NoFaults faults;
            model.check_exposure(insureds(), faults);
            const auto source = model.compile(insureds());
            const auto scratch = source->make_scratch();
            EventColumns events;
            source->sample({{0, 100, 3}, 1, 0, true}, *scratch, events);
            EXPECT_EQ(events.count.size(), 300U) << key;
            EXPECT_GT(events.rows(), 0U) << key;
            EXPECT_EQ(source->table_hash(), model.compile(insureds())->table_hash()) << key;
            EXPECT_EQ(model.name(), key);
            expect_drivable(model, *source);
            if (model.cause() == model.kind()) expect_adjustable(model);
        }
    }
    for (Diagnostic const& each : reader.diagnostics) ADD_FAILURE() << to_string(each);
    for (SourceEntry const& entry : all) EXPECT_TRUE(read.contains(entry.kind)) << entry.kind << " has no example";
}

}  // namespace
}  // namespace riskpool
