#include "models/sources/event_table.hpp"

#include <numeric>

#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/event_counts.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { counts = 0, choices = 1, times = 2 };

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    std::vector<std::uint32_t> chosen;
};

std::vector<double> rates_of(EventTable const& terms) {
    std::vector<double> rates;
    for (TableEvent const& event : terms.events) rates.push_back(event.rate);
    return rates;
}

class Sampler final : public Source {
public:
    Sampler(EventTable const& terms, Insureds const& insureds)
        : counts_(Frequency{Poisson{terms.total_rate()}}), choices_(0, rates_of(terms)) {
        for (TableEvent const& event : terms.events) table_.add(event.all_hits(), insureds, {event.index, 0});
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        counts_.draw(request, Purpose::counts, memory.u, events.count);
        const std::size_t n = std::accumulate(events.count.begin(), events.count.end(), std::size_t{0});
        memory.u.resize(n);
        memory.chosen.resize(n);
        fill_event_uniforms(request.stream(Purpose::choices), request.cells, events.count, memory.u);
        choices_.draw(memory.u, memory.chosen);
        for (const std::uint32_t event : memory.chosen) table_.append_rows(event, events);
        if (request.times_wanted) draw_event_times(request.stream(Purpose::times), request.cells, events, memory.u);
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(choices_.hash());
        table_.add_to(hash);
        return hash.value();
    }

private:
    EventCounts counts_;
    GuideTable choices_;
    HitTable table_;
};

}  // namespace

std::vector<Hit> TableEvent::all_hits() const {
    if (hits.empty() && !insured.empty()) return {Hit{.insured = insured, .damage = loss}};
    std::vector<Hit> all;
    for (TableHit const& hit : hits) all.push_back({.insured = hit.insured, .damage = hit.loss});
    return all;
}

void TableEvent::check(FieldFaults& faults) const {
    if (hits.empty() && insured.empty() && (loss != 0 || index == 0)) {
        faults.add("", "hits nobody",
                   "give `hits`, or `insured` and `loss`; only an event with an `index` may spare all");
    } else if (!hits.empty() && (!insured.empty() || loss != 0)) {
        faults.add("hits", "is given together with the short form", "put every insured with its loss into `hits`");
    }
}

void EventTable::check(FieldFaults& faults) const {
    if (events.empty()) {
        faults.add("events", "is empty, so nothing can happen", "give an event, or drop the source");
    } else if (!(total_rate() <= max_mean_count)) {
        faults.add("events", "has rates that add up to more than 100 million events a year", "rates are per year");
    }
}

double EventTable::total_rate() const {
    double sum = 0;
    for (TableEvent const& event : events) sum += event.rate;
    return sum;
}

std::unique_ptr<Source> EventTable::compile(Insureds const& insureds) const {
    return std::make_unique<Sampler>(*this, insureds);
}

void EventTable::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    for (std::size_t e = 0; e < events.size(); ++e) {
        const std::string at = "events[" + std::to_string(e) + ']';
        if (events[e].hits.empty()) {
            if (!events[e].insured.empty()) check_name(at + ".insured", events[e].insured, insureds, faults);
        } else {
            check_hits(at + ".hits", events[e].all_hits(), insureds, faults);
        }
    }
}

}  // namespace riskpool
