#include "models/integrated_circuit/fab_fire.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/optional_law.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/event_counts.hpp"
#include "models/sources/choice_of_insured.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { counts = 0, damages = 1, times = 2, fabs = 3, states = 4, restarts = 5, ramps = 6 };

struct StateLaws {
    StateLaws(FireDamage const& terms, MadeParts* made)
        : amount(terms.amount, made),
          part(terms.part_of_property, made),
          restart(terms.restart_days, made),
          ramp(terms.ramp_days, made),
          stock_spoiled(terms.stock_spoiled) {}

    [[nodiscard]] double damage(double u, double property) const noexcept {
        return part.given() ? std::min(part.draw(u), 1.0) * property : amount.draw(u);
    }
    void add_to(Hash64& hash) const {
        for (auto const* law : {&amount, &part, &ramp}) law->add_to(hash);
        hash.add(restart.hash()).add(stock_spoiled);
    }

    OptionalLaw amount, part;
    QuantileTable restart;
    OptionalLaw ramp;
    double stock_spoiled;
};

struct Fab {
    InsuredId id;
    double property, stock;
};

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    std::vector<std::uint32_t> fab, state;
};

std::vector<double> tools_of(FabFire const& terms, Insureds const& insureds) {
    std::vector<double> tools;
    for (const InsuredId id : terms.covers.select(insureds)) tools.push_back(insureds[id.index()].tools);
    return tools;
}

std::array<double, 4> state_weights(FireRates const& rates) {
    return {rates.tool, rates.bay, rates.clean_room, rates.total_loss};
}

double all_tools(FabFire const& terms, Insureds const& insureds) {
    const std::vector<double> tools = tools_of(terms, insureds);
    return std::accumulate(tools.begin(), tools.end(), 0.0);
}

class Sampler final : public Source {
public:
    Sampler(FabFire const& terms, Insureds const& insureds, MadeParts* made)
        : counts_(Frequency{Poisson{terms.ignition_per_tool_year * all_tools(terms, insureds)}}),
          fab_(0, tools_of(terms, insureds)),
          state_(0, state_weights(terms.rates(1))) {
        for (const InsuredId id : terms.covers.select(insureds)) {
            fabs_.push_back({id, insureds[id.index()].property, insureds[id.index()].stock});
        }
        for (FireDamage const* damage : {&terms.tool, &terms.bay, &terms.clean_room}) laws_.emplace_back(*damage, made);
        if (terms.total_loss) laws_.emplace_back(*terms.total_loss, made);
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        std::vector<double>& u = memory.u;
        counts_.draw(request, Purpose::counts, u, events.count);
        const std::size_t n = std::accumulate(events.count.begin(), events.count.end(), std::size_t{0});
        memory.fab.resize(n);
        memory.state.resize(n);
        fill(request, Purpose::fabs, events, n, u);
        fab_.draw(u, memory.fab);
        fill(request, Purpose::states, events, n, u);
        state_.draw(u, memory.state);

        events.insured.resize(n);
        events.stock.resize(n);
        fill(request, Purpose::damages, events, n, events.damage);
        fill(request, Purpose::restarts, events, n, events.restart_days);
        fill(request, Purpose::ramps, events, n, events.ramp_days);
        for (std::size_t e = 0; e < n; ++e) {
            Fab const& fab = fabs_[memory.fab[e]];
            StateLaws const& law = laws_[memory.state[e]];
            events.insured[e] = fab.id;
            events.damage[e] = law.damage(events.damage[e], fab.property);
            events.stock[e] = law.stock_spoiled * fab.stock;
            events.restart_days[e] = law.restart.draw(events.restart_days[e]);
            events.ramp_days[e] = law.ramp.draw(events.ramp_days[e]);
        }
        if (request.times_wanted) draw_event_times(request.stream(Purpose::times), request.cells, events, u);
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(fab_.hash()).add(state_.hash());
        for (Fab const& fab : fabs_) hash.add(std::uint64_t{fab.id.value}).add(fab.property).add(fab.stock);
        for (StateLaws const& law : laws_) law.add_to(hash);
        return hash.value();
    }

private:
    static void fill(SampleRequest const& request, Purpose purpose, EventColumns const& events, std::size_t n,
                     std::vector<double>& u) {
        u.resize(n);
        fill_event_uniforms(request.stream(purpose), request.cells, events.count, u);
    }

    EventCounts counts_;
    GuideTable fab_, state_;
    std::vector<Fab> fabs_;
    std::vector<StateLaws> laws_;  // by state
};

}  // namespace

void FireDamage::check(FieldFaults& faults) const {
    if (amount && part_of_property) {
        faults.add("part_of_property", "is given together with amount", "give one of the two");
    } else if (!amount && !part_of_property) {
        faults.add("", "has no damage", "give `amount` (money) or `part_of_property` (a law on 0 to 1)");
    }
}

void FabFire::check(FieldFaults& faults) const {
    if (p_total_loss > 0 && !total_loss) {
        faults.add("total_loss", "is missing, and p_total_loss is above 0", "say what a fire does that destroys all");
    } else if (p_total_loss == 0 && total_loss) {
        faults.add("total_loss", "can never happen", "give p_total_loss, or leave total_loss out");
    }
}

FireRates FabFire::rates(double tools) const {
    const double ignition = tools * ignition_per_tool_year;
    const double grows = p_detection_fails + (1 - p_detection_fails) * p_suppression_fails;
    const double leaves_bay = ignition * grows * p_compartment_fails;
    return {.tool = ignition * (1 - p_detection_fails) * (1 - p_suppression_fails),
            .bay = ignition * grows * (1 - p_compartment_fails),
            .clean_room = leaves_bay * (1 - p_total_loss),
            .total_loss = leaves_bay * p_total_loss};
}

std::unique_ptr<Source> FabFire::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void FabFire::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_covers(covers, insureds, faults)) return;
    check_each(covers.select(insureds), insureds, faults, "give it `tools`, or leave it out of `covers`",
               [](Insured const& insured) -> std::string_view {
                   return insured.tools > 0 ? "" : "has no tools at which a fire could start";
               });
    check_total_rate("ignition_per_tool_year", ignition_per_tool_year * all_tools(*this, insureds), max_mean_count,
                     faults);
    const bool in_parts = tool.part_of_property || bay.part_of_property || clean_room.part_of_property ||
                          (total_loss && total_loss->part_of_property);
    if (!in_parts) return;
    check_each(covers.select(insureds), insureds, faults, "give it `property`, or give the damage as `amount`",
               [](Insured const& insured) -> std::string_view {
                   return insured.property > 0 ? "" : "has no property that a damage could be a part of";
               });
}

}  // namespace riskpool
