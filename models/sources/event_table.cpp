#include "models/sources/event_table.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/nested_stream.hpp"
#include "models/draw/normal_uniform.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/event_counts.hpp"
#include "sim/base/hash.hpp"
#include "sim/base/math/beta.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { counts = 0, choices = 1, times = 2, factors = 3, spreads = 4 };

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

/// The hits with their mean losses.
std::vector<Hit> mean_hits(TableEvent const& event) {
    std::vector<Hit> hits;
    for (TableHit const& each : event.all_hits()) hits.push_back({.insured = each.insured, .damage = each.loss});
    return hits;
}

void check_spread(double loss, double sd, double most, FieldFaults& faults) {
    if (sd == 0 && most == 0) return;
    if (sd == 0) return faults.add("most", "is the end of a spread, and there is none", "give `sd`, or leave it out");
    if (!(loss < most)) {
        return faults.add("most", "is not above the mean loss",
                          "give the value exposed, which bounds what can be lost");
    }
    if (!(sd * sd < loss * (most - loss))) {
        faults.add("sd", "is more than any law from 0 to `most` with that mean can have",
                   "its square must be below loss x (most - loss)");
    }
}

/// The law of one hit's loss: beta with shapes a and b on 0 to `most`; most = 0 for a certain loss.
struct Spread {
    double a = 0, b = 0, most = 0;

    explicit Spread(TableHit const& hit) {
        if (hit.sd == 0) return;
        most = hit.most;
        const double mean = hit.loss / most, deviation = hit.sd / most;
        const double k = mean * (1 - mean) / (deviation * deviation) - 1;
        a = mean * k;
        b = (1 - mean) * k;
    }
};

class Sampler final : public Source {
public:
    Sampler(EventTable const& terms, Insureds const& insureds)
        : counts_(Frequency{Poisson{terms.total_rate()}}),
          choices_(0, rates_of(terms)),
          common_weight_(std::sqrt(terms.correlation)),
          own_weight_(std::sqrt(1 - terms.correlation)) {
        for (TableEvent const& event : terms.events) {
            table_.add(mean_hits(event), insureds, {event.index, 0});
            first_spread_.push_back(spreads_.size());
            for (TableHit const& each : event.all_hits()) {
                spreads_.emplace_back(each);
                spread_ = spread_ || each.sd > 0;
            }
        }
        if (!spread_) spreads_.clear();
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        counts_.draw(request, Purpose::counts, memory.u, events.count);
        const std::size_t n = std::accumulate(events.count.begin(), events.count.end(), std::size_t{0});
        memory.u.resize(n);
        memory.chosen.resize(n);
        fill_event_uniforms(request.stream(Purpose::choices), request.cells, events.count, memory.u);
        choices_.draw(memory.u, memory.chosen);
        if (spread_) {
            append_spread(request, memory.chosen, events);
        } else {
            for (const std::uint32_t event : memory.chosen) table_.append_rows(event, events);
        }
        if (request.times_wanted) draw_event_times(request.stream(Purpose::times), request.cells, events, memory.u);
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(choices_.hash());
        table_.add_to(hash);
        if (spread_) hash.add(common_weight_);
        for (Spread const& each : spreads_) hash.add(each.a).add(each.b).add(each.most);
        return hash.value();
    }

private:
    /// Appends the events chosen and draws the losses that have a spread.
    void append_spread(SampleRequest const& request, std::vector<std::uint32_t> const& chosen,
                       EventColumns& events) const {
        std::size_t e = 0;
        for (std::size_t c = 0; c < events.count.size(); ++c) {
            const Cell cell = request.cells.cell(c);
            for (std::uint32_t k = 0; k < events.count[c]; ++k, ++e) {
                const std::size_t first_row = events.rows();
                table_.append_rows(chosen[e], events);
                const Stream own = nested_stream(request.stream(Purpose::spreads), cell, k);
                const double factor =
                    common_weight_ > 0
                        ? common_weight_ * math::normal_quantile(uniform(request.stream(Purpose::factors), cell, k))
                        : 0.0;
                for (std::size_t row = first_row; row < events.rows(); ++row) {
                    Spread const& spread = spreads_[first_spread_[chosen[e]] + row - first_row];
                    if (!(spread.most > 0)) continue;
                    const double z = math::normal_quantile(uniform(own, cell, events.insured[row].value));
                    const double u = uniform_of_normal(factor + own_weight_ * z);
                    events.damage[row] = spread.most * math::beta_i_inverse(spread.a, spread.b, u);
                }
            }
        }
    }

    EventCounts counts_;
    GuideTable choices_;
    HitTable table_;
    std::vector<Spread> spreads_;            // by row of the table; empty where no loss has a spread
    std::vector<std::size_t> first_spread_;  // by event
    bool spread_ = false;
    double common_weight_, own_weight_;
};

}  // namespace

void TableHit::check(FieldFaults& faults) const {
    check_spread(loss, sd, most, faults);
}

std::vector<TableHit> TableEvent::all_hits() const {
    if (hits.empty() && !insured.empty()) return {TableHit{insured, loss, sd, most}};
    return hits;
}

void TableEvent::check(FieldFaults& faults) const {
    if (hits.empty() && insured.empty() && (loss != 0 || index == 0)) {
        faults.add("", "hits nobody",
                   "give `hits`, or `insured` and `loss`; only an event with an `index` may spare all");
    } else if (!hits.empty() && (!insured.empty() || loss != 0 || sd != 0 || most != 0)) {
        faults.add("hits", "is given together with the short form", "put every insured with its loss into `hits`");
    } else if (hits.empty()) {
        check_spread(loss, sd, most, faults);
    }
}

void EventTable::check(FieldFaults& faults) const {
    const auto spreads = [](TableEvent const& event) {
        const auto has = [](TableHit const& hit) { return hit.sd > 0; };
        return event.sd > 0 || std::any_of(event.hits.begin(), event.hits.end(), has);
    };
    if (correlation > 0 && std::none_of(events.begin(), events.end(), spreads)) {
        faults.add("correlation", "joins losses that have a standard deviation, and none has", "give `sd` and `most`");
    }
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
            check_hits(at + ".hits", mean_hits(events[e]), insureds, faults);
        }
    }
}

}  // namespace riskpool
