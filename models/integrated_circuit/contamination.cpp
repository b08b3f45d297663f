#include "models/integrated_circuit/contamination.hpp"

#include <algorithm>
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

enum Purpose : std::uint32_t { counts = 0, delays = 1, times = 2, fabs = 3, cleanings = 4, ramps = 5, tools = 6 };

struct Fab {
    InsuredId id;
    double property, stock, cycle_days;
};

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    std::vector<std::uint32_t> fab;
};

class Sampler final : public Source {
public:
    Sampler(Contamination const& terms, Insureds const& insureds, MadeParts* made)
        : fabs_(select_fabs(terms.covers, insureds)),
          counts_(Frequency{Poisson{terms.rate_per_fab_year * static_cast<double>(fabs_.size())}}),
          fab_(0, std::vector<double>(fabs_.size(), 1.0)),
          delay_(terms.detection_delay_days, made),
          cleaning_(terms.cleaning_days, made),
          ramp_(terms.ramp_days, made),
          tool_damage_(terms.tool_damage, made) {}

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        std::vector<double>& u = memory.u;
        counts_.draw(request, Purpose::counts, u, events.count);
        const std::size_t n = std::accumulate(events.count.begin(), events.count.end(), std::size_t{0});
        const auto fill = [&](Purpose purpose, std::vector<double>& column) {
            column.resize(n);
            fill_event_uniforms(request.stream(purpose), request.cells, events.count, column);
        };
        fill(Purpose::fabs, u);
        memory.fab.resize(n);
        fab_.draw(u, memory.fab);
        events.insured.resize(n);
        fill(Purpose::tools, events.damage);
        fill(Purpose::delays, events.stock);
        fill(Purpose::cleanings, events.restart_days);
        fill(Purpose::ramps, events.ramp_days);
        for (std::size_t e = 0; e < n; ++e) {
            Fab const& fab = fabs_[memory.fab[e]];
            const double spoiled = Contamination::spoiled_part(delay_.draw(events.stock[e]), fab.cycle_days);
            events.insured[e] = fab.id;
            events.damage[e] = std::min(tool_damage_.draw(events.damage[e]), 1.0) * fab.property;
            events.stock[e] = spoiled * fab.stock;
            events.restart_days[e] = cleaning_.draw(events.restart_days[e]);
            events.ramp_days[e] = ramp_.draw(events.ramp_days[e]);
        }
        if (request.times_wanted) draw_event_times(request.stream(Purpose::times), request.cells, events, u);
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(fab_.hash()).add(delay_.hash()).add(cleaning_.hash());
        ramp_.add_to(hash);
        tool_damage_.add_to(hash);
        for (Fab const& fab : fabs_) {
            hash.add(std::uint64_t{fab.id.value}).add(fab.property).add(fab.stock).add(fab.cycle_days);
        }
        return hash.value();
    }

private:
    static std::vector<Fab> select_fabs(Filter const& covers, Insureds const& insureds) {
        std::vector<Fab> chosen;
        for (const InsuredId id : covers.select(insureds)) {
            Insured const& fab = insureds[id.index()];
            chosen.push_back({id, fab.property, fab.stock, fab.cycle_days});
        }
        return chosen;
    }

    std::vector<Fab> fabs_;
    EventCounts counts_;
    GuideTable fab_;
    QuantileTable delay_, cleaning_;
    OptionalLaw ramp_, tool_damage_;
};

}  // namespace

std::unique_ptr<Source> Contamination::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void Contamination::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_covers(covers, insureds, faults)) return;
    const auto covered = covers.select(insureds);
    check_total_rate("rate_per_fab_year", rate_per_fab_year * static_cast<double>(covered.size()), max_mean_count,
                     faults);
    check_each(covered, insureds, faults, "give it `cycle_days`, or leave it out of `covers`",
               [](Insured const& insured) -> std::string_view {
                   return insured.cycle_days > 0 || insured.stock == 0
                              ? ""
                              : "has no cycle time that says how much of its stock a delay spoils";
               });
    check_each(covered, insureds, faults, "give it `stock` or `interruption`, or leave it out of `covers`",
               [](Insured const& insured) -> std::string_view {
                   return insured.stock > 0 || insured.interruption > 0
                              ? ""
                              : "has neither stock nor interruption that a contamination could cost";
               });
    if (!tool_damage) return;
    check_each(covered, insureds, faults, "give it `property`, or leave tool_damage out",
               [](Insured const& insured) -> std::string_view {
                   return insured.property > 0 ? "" : "has no property that tool_damage could be a part of";
               });
}

}  // namespace riskpool
