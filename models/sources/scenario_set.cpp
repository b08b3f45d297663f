#include "models/sources/scenario_set.hpp"

#include <algorithm>

#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/event_counts.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "sim/base/hash.hpp"
#include "sim/base/math/elementary.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { counts = 0, choices = 1, times = 2, factors = 3, alternatives = 4 };

constexpr double z_95 = 1.6448536269514722;

/// The number of an event of a group, away from those of the free events (0, 1, 2 ...).
constexpr std::uint32_t number_in_group(std::size_t group) {
    return (std::uint32_t{1} << 31U) | static_cast<std::uint32_t>(group);
}

struct Row {
    InsuredId insured;
    RowLoss loss;
    double most_damage = infinity, most_stock = infinity;
};

struct Case {
    std::vector<Row> rows;
    EventReading reading;
    double log_spread = 0;  // standard deviation of the logarithm of the factor
    double log_mean = 0;
};

/// Scenarios that exclude one another: the probability that none happens, and a table that chooses one otherwise.
struct Group {
    std::vector<std::uint32_t> cases;
    double p_none = 0;
    GuideTable choice;
};

std::vector<std::string> groups_of(std::vector<ScenarioCase> const& scenarios) {
    std::vector<std::string> names;
    for (ScenarioCase const& each : scenarios) {
        if (!each.group.empty() && std::find(names.begin(), names.end(), each.group) == names.end()) {
            names.push_back(each.group);
        }
    }
    return names;
}

double total_probability(std::vector<ScenarioCase> const& scenarios, std::string const& group) {
    double sum = 0;
    for (ScenarioCase const& each : scenarios) sum += each.group == group ? each.yearly_probability() : 0;
    return sum;
}

double free_rate(std::vector<ScenarioCase> const& scenarios) {
    double sum = 0;
    for (ScenarioCase const& each : scenarios) sum += each.group.empty() ? each.yearly_rate() : 0;
    return sum;
}

/// The factor is lognormal with the error factor of reliability analysis: the 95 % quantile over the median (Vesely and
/// others, Fault Tree Handbook, NUREG-0492, ch. XI).
double log_spread_of(ScenarioCase const& scenario) {
    return math::log(scenario.uncertainty_factor) / z_95;
}

/// Scenarios of which events are drawn one by one: those without a group, or all if each has one and only a dependence
/// adds events.
std::vector<std::uint32_t> drawn_singly(std::vector<ScenarioCase> const& scenarios) {
    const bool all = free_rate(scenarios) == 0;
    std::vector<std::uint32_t> chosen;
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        if (all || scenarios[s].group.empty()) chosen.push_back(static_cast<std::uint32_t>(s));
    }
    return chosen;
}

std::vector<double> rates_of(std::vector<std::uint32_t> const& chosen, std::vector<ScenarioCase> const& scenarios) {
    std::vector<double> rates;
    for (const std::uint32_t s : chosen) rates.push_back(scenarios[s].yearly_rate());
    return rates;
}

double log_mean_of(ScenarioCase const& scenario) {
    const double spread = log_spread_of(scenario);
    return scenario.losses_are == StatedLoss::mean ? -spread * spread / 2 : 0;
}

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    std::vector<std::uint32_t> single_counts;
};

class Sampler final : public Source {
public:
    Sampler(ScenarioSet const& terms, Insureds const& insureds)
        : single_(drawn_singly(terms.scenarios)),
          counts_(Frequency{Poisson{free_rate(terms.scenarios)}}),
          choices_(0, rates_of(single_, terms.scenarios)),
          only_groups_(free_rate(terms.scenarios) == 0) {
        for (ScenarioCase const& each : terms.scenarios) add_case(each, insureds);
        for (std::string const& name : groups_of(terms.scenarios)) add_group(name, terms.scenarios);
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        counts_.draw(request, Purpose::counts, memory.u, memory.single_counts);
        events.count = memory.single_counts;
        for (std::size_t c = 0; c < events.count.size(); ++c) {
            const Cell cell = request.cells.cell(c);
            for (std::uint32_t k = 0; k < memory.single_counts[c]; ++k) {
                const double u = uniform(request.stream(Purpose::choices), cell, k);
                happen(request, cell, k, single_[choices_.draw(u)], events);
            }
            for (std::size_t g = 0; g < groups_.size(); ++g) {
                const bool driven = only_groups_ && g == 0 && !request.drive.uniforms.empty();
                const double u =
                    driven ? request.drive.uniforms[c]
                           : uniform(request.stream(Purpose::alternatives), cell, static_cast<std::uint32_t>(g));
                const double factor = request.drive.rate_factors.empty() ? 1.0 : request.drive.rate_factors[c];
                const double p_none = factor == 1 ? groups_[g].p_none : math::pow(groups_[g].p_none, factor);
                if (u < p_none) continue;
                const std::uint32_t chosen = groups_[g].choice.draw((u - p_none) / (1 - p_none));
                happen(request, cell, number_in_group(g), groups_[g].cases[chosen], events);
                ++events.count[c];
            }
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(choices_.hash());
        for (Group const& group : groups_) {
            hash.add(group.choice.hash()).add(group.p_none);
            for (const std::uint32_t each : group.cases) hash.add(std::uint64_t{each});
        }
        for (Case const& each : cases_) {
            hash.add(std::uint64_t{each.rows.size()}).add(each.reading.index).add(each.reading.delay);
            hash.add(each.log_spread).add(each.log_mean);
            for (Row const& row : each.rows) {
                hash.add(std::uint64_t{row.insured.value}).add(row.loss.damage).add(row.loss.stock);
                hash.add(row.loss.restart_days).add(row.loss.ramp_days).add(row.most_damage).add(row.most_stock);
            }
        }
        return hash.value();
    }

private:
    void add_case(ScenarioCase const& scenario, Insureds const& insureds) {
        Case made;
        made.reading = {scenario.index, scenario.reported_after};
        made.log_spread = log_spread_of(scenario);
        made.log_mean = log_mean_of(scenario);
        for (ScenarioHit const& hit : scenario.hits) {
            for (const InsuredId id : hit.select(insureds)) {
                Insured const& insured = insureds[id.index()];
                const double value = value_of(hit.of, insured);
                Row row{id, {hit.damage, hit.stock * insured.stock, hit.restart_days, hit.ramp_days}};
                if (hit.part > 0) {
                    row.loss.damage = hit.part * value;
                    row.most_damage = value;
                }
                row.most_stock = insured.stock;
                made.rows.push_back(row);
                used_.stock = used_.stock || row.loss.stock > 0;
                used_.downtime = used_.downtime || hit.restart_days > 0 || hit.ramp_days > 0;
            }
        }
        used_.index = used_.index || scenario.index > 0;
        used_.delay = used_.delay || scenario.reported_after > 0;
        cases_.push_back(std::move(made));
    }

    void add_group(std::string const& name, std::vector<ScenarioCase> const& scenarios) {
        std::vector<std::uint32_t> members;
        std::vector<double> weights;
        for (std::size_t s = 0; s < scenarios.size(); ++s) {
            if (scenarios[s].group != name) continue;
            members.push_back(static_cast<std::uint32_t>(s));
            weights.push_back(scenarios[s].yearly_probability());
        }
        const double p_none = std::max(1 - total_probability(scenarios, name), 0.0);
        groups_.push_back({std::move(members), p_none, GuideTable(0, weights)});
    }

    /// Adds an event of a scenario; `number` tells it apart within its cell.
    void happen(SampleRequest const& request, Cell cell, std::uint32_t number, std::uint32_t scenario,
                EventColumns& events) const {
        Case const& chosen = cases_[scenario];
        double factor = 1;
        if (chosen.log_spread > 0) {
            const double z = math::normal_quantile(uniform(request.stream(Purpose::factors), cell, number));
            factor = math::exp(chosen.log_mean + chosen.log_spread * z);
        }
        const std::size_t first_row = events.rows();
        for (Row const& row : chosen.rows) {
            append_row(
                events, used_, row.insured,
                {std::min(factor * row.loss.damage, row.most_damage), std::min(factor * row.loss.stock, row.most_stock),
                 factor * row.loss.restart_days, factor * row.loss.ramp_days});
        }
        end_event(events, used_, first_row, chosen.reading);
        if (request.times_wanted) {
            events.time.push_back(event_time(uniform(request.stream(Purpose::times), cell, number)));
        }
    }

    std::vector<Case> cases_;
    std::vector<std::uint32_t> single_;
    EventCounts counts_;  // of the scenarios without a group
    GuideTable choices_;  // among single_
    bool only_groups_;
    std::vector<Group> groups_;
    ColumnsUsed used_;
};

}  // namespace

void ScenarioHit::check(FieldFaults& faults) const {
    if (insured.empty() == !covers) {
        faults.add(covers ? "covers" : "", covers ? "is given together with insured" : "hits nobody",
                   "give `insured` or `covers`");
    }
    if (damage > 0 && part > 0) faults.add("part", "is given together with damage", "give one of the two");
    if (part == 0 && of != ValueBase::property) {
        faults.add("of", "says what a part refers to, and there is no part", "give `part`, or leave `of` out");
    }
    if (damage == 0 && part == 0 && stock == 0 && restart_days == 0 && ramp_days == 0) {
        faults.add("", "does nothing", "give `damage`, `part`, `stock` or `restart_days`");
    }
}

std::vector<InsuredId> ScenarioHit::select(Insureds const& insureds) const {
    if (covers) return covers->select(insureds);
    return Filter{"", "", "", {insured}}.select(insureds);
}

double ScenarioCase::yearly_rate() const {
    return is_given(rate) ? rate : -math::log1p(-1 / return_period);
}

double ScenarioCase::yearly_probability() const {
    return is_given(rate) ? -math::expm1(-rate) : 1 / return_period;
}

void ScenarioCase::check(FieldFaults& faults) const {
    if (is_given(return_period) == is_given(rate)) {
        faults.add(is_given(rate) ? "rate" : "",
                   is_given(rate) ? "is given together with return_period" : "does not say how often it happens",
                   "give `return_period` or `rate`");
    }
    if (hits.empty() && index == 0) {
        faults.add("", "hits nobody", "give `hits`; only a scenario with an `index` may spare all");
    }
    if (uncertainty_factor == 1 && losses_are == StatedLoss::median) {
        faults.add("losses_are", "makes no difference to certain losses", "give an uncertainty_factor above 1");
    }
}

void ScenarioSet::check(FieldFaults& faults) const {
    if (scenarios.empty()) faults.add("scenarios", "is empty, so nothing can happen", "give a scenario");
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        for (std::size_t before = 0; before < s; ++before) {
            if (scenarios[before].name != scenarios[s].name) continue;
            faults.add("scenarios[" + std::to_string(s) + "].name", '"' + scenarios[s].name + "\" is named twice",
                       "give each scenario a name of its own");
            break;
        }
    }
    for (std::string const& group : groups_of(scenarios)) {
        if (total_probability(scenarios, group) <= 1) continue;
        faults.add("scenarios", "has alternatives \"" + group + "\" whose probabilities add up to more than 1",
                   "only one of a group can happen in a year: give longer return periods, or leave out `group`");
    }
    check_total_rate("scenarios", free_rate(scenarios), max_mean_count, faults);
}

std::unique_ptr<Source> ScenarioSet::compile(Insureds const& insureds) const {
    return std::make_unique<Sampler>(*this, insureds);
}

void ScenarioSet::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
        std::vector<InsuredId> seen;
        for (std::size_t h = 0; h < scenarios[s].hits.size(); ++h) {
            ScenarioHit const& hit = scenarios[s].hits[h];
            const std::string at = "scenarios[" + std::to_string(s) + "].hits[" + std::to_string(h) + ']';
            if (!hit.covers && !check_name(at + ".insured", hit.insured, insureds, faults)) continue;
            if (hit.covers && !check_covers(*hit.covers, insureds, faults, at + ".covers")) continue;
            const std::vector<InsuredId> selected = hit.select(insureds);
            if (hit.part > 0) check_value(at + ".part", hit.of, selected, insureds, faults);
            if (hit.stock > 0) check_value(at + ".stock", ValueBase::stock, selected, insureds, faults);
            for (const InsuredId id : selected) {
                if (std::find(seen.begin(), seen.end(), id) != seen.end()) {
                    faults.add(at,
                               '"' + insureds[id.index()].name +
                                   "\" is hit twice by one scenario, which would "
                                   "apply its terms twice",
                               "add up its hits");
                }
                seen.push_back(id);
            }
        }
    }
}

}  // namespace riskpool
