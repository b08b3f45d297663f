#include "models/sources/fixed_events.hpp"

#include <algorithm>

#include "models/draw/event_times.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

class Replayer final : public Source {
public:
    Replayer(std::vector<FixedEvent> given, Insureds const& insureds) {
        std::stable_sort(given.begin(), given.end(), [](auto const& a, auto const& b) { return a.year < b.year; });
        for (FixedEvent const& event : given) {
            while (year_begin_.size() < event.year) year_begin_.push_back(times_.size());
            table_.add(event.all_hits(), insureds, {event.index, event.reported_after});
            times_.push_back(event_time(event.time));
        }
        year_begin_.push_back(times_.size());
    }

    void sample(SampleRequest const& request, SourceScratch&, EventColumns& events) const override {
        const std::size_t cells = request.cells.size();
        events.count.resize(cells);
        for (std::size_t c = 0; c < cells; ++c) {
            const std::size_t year = c % request.cells.years;
            const std::size_t begin = year + 1 < year_begin_.size() ? year_begin_[year] : 0;
            const std::size_t end = year + 1 < year_begin_.size() ? year_begin_[year + 1] : 0;
            events.count[c] = static_cast<std::uint32_t>(end - begin);
            for (std::size_t e = begin; e < end; ++e) {
                table_.append_rows(e, events);
                if (request.times_wanted) events.time.push_back(times_[e]);
            }
        }
    }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        for (const std::size_t each : year_begin_) hash.add(std::uint64_t{each});
        for (const float time : times_) hash.add(static_cast<double>(time));
        table_.add_to(hash);
        return hash.value();
    }

private:
    std::vector<std::size_t> year_begin_;  // per year: its first event, and the end
    std::vector<float> times_;
    HitTable table_;
};

}  // namespace

std::vector<Hit> FixedEvent::all_hits() const {
    if (!hits.empty() || insured.empty()) return hits;
    return {Hit{insured, damage, stock, restart_days, ramp_days}};
}

void FixedEvent::check(FieldFaults& faults) const {
    const bool short_losses = damage != 0 || stock != 0 || restart_days != 0 || ramp_days != 0;
    if (hits.empty() && insured.empty() && (short_losses || index == 0)) {
        faults.add("", "hits nobody",
                   "give `hits`, or `insured` with its losses; only an event with an `index` may spare all");
    } else if (!hits.empty() && (!insured.empty() || short_losses)) {
        faults.add("hits", "is given together with the short form", "put every insured with its losses into `hits`");
    }
}

void FixedEvents::check(FieldFaults& faults) const {
    if (events.empty()) faults.add("events", "is empty, so nothing can happen", "give an event, or drop the source");
}

std::unique_ptr<Source> FixedEvents::compile(Insureds const& insureds) const {
    return std::make_unique<Replayer>(events, insureds);
}

void FixedEvents::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    for (std::size_t e = 0; e < events.size(); ++e) {
        const std::string at = "events[" + std::to_string(e) + ']';
        if (events[e].hits.empty()) {
            if (!events[e].insured.empty()) check_name(at + ".insured", events[e].insured, insureds, faults);
        } else {
            check_hits(at + ".hits", events[e].hits, insureds, faults);
        }
    }
}

std::uint32_t FixedEvents::last_year() const {
    std::uint32_t last = 0;
    for (FixedEvent const& event : events) last = std::max(last, event.year);
    return last;
}

}  // namespace riskpool
