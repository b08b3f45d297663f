#include "models/sources/event_table.hpp"

#include <algorithm>
#include <numeric>

#include "models/copula/event_copula.hpp"
#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/nested_stream.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/event_counts.hpp"
#include "sim/base/hash.hpp"
#include "sim/base/math/beta.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { counts = 0, choices = 1, times = 2, factors = 3, spreads = 4, second_common = 5 };

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    std::vector<std::uint32_t> chosen;
    EventCopula::Event copula;
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

/// Whoever has a loss with a spread in some event, ascending, each once.
std::vector<InsuredId> spread_ids(EventTable const& terms, Insureds const& insureds) {
    std::vector<std::string_view> names;
    for (TableEvent const& event : terms.events) {
        if (event.hits.empty() && event.sd > 0) names.push_back(event.insured);
        for (TableHit const& each : event.hits) {
            if (each.sd > 0) names.push_back(each.insured);
        }
    }
    std::sort(names.begin(), names.end());
    std::vector<InsuredId> ids;
    for (std::size_t i = 0; i < insureds.size(); ++i) {
        if (std::binary_search(names.begin(), names.end(), insureds[i].name)) ids.emplace_back(i);
    }
    return ids;
}

class Sampler final : public Source {
public:
    Sampler(EventTable const& terms, Insureds const& insureds)
        : counts_(Frequency{Poisson{terms.total_rate()}}), choices_(0, rates_of(terms)) {
        for (TableEvent const& event : terms.events) {
            table_.add(mean_hits(event), insureds, {event.index, 0});
            first_spread_.push_back(spreads_.size());
            for (TableHit const& each : event.all_hits()) {
                spreads_.emplace_back(each);
                spread_ = spread_ || each.sd > 0;
            }
        }
        if (!spread_) spreads_.clear();
        if (auto const family = terms.loss_copula()) copula_ = {*family, spread_ids(terms, insureds), insureds};
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
            append_spread(request, memory, events);
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
        copula_.add_to(hash);
        for (Spread const& each : spreads_) hash.add(each.a).add(each.b).add(each.most);
        return hash.value();
    }

private:
    /// Appends the events chosen and draws the losses that have a spread.
    void append_spread(SampleRequest const& request, Scratch& memory, EventColumns& events) const {
        std::vector<std::uint32_t> const& chosen = memory.chosen;
        std::size_t e = 0;
        for (std::size_t c = 0; c < events.count.size(); ++c) {
            const Cell cell = request.cells.cell(c);
            for (std::uint32_t k = 0; k < events.count[c]; ++k, ++e) {
                const std::size_t first_row = events.rows();
                table_.append_rows(chosen[e], events);
                const Stream own = nested_stream(request.stream(Purpose::spreads), cell, k);
                const auto own_uniform = [&](InsuredId id) { return uniform(own, cell, id.value); };
                copula_.begin(
                    memory.copula,
                    [&](std::size_t which) {
                        const auto purpose = which == 0 ? Purpose::factors : Purpose::second_common;
                        return uniform(request.stream(purpose), cell, k);
                    },
                    own_uniform);
                for (std::size_t row = first_row; row < events.rows(); ++row) {
                    Spread const& spread = spreads_[first_spread_[chosen[e]] + row - first_row];
                    if (!(spread.most > 0)) continue;
                    const InsuredId id = events.insured[row];
                    const double u = copula_.uniform(memory.copula, id, own_uniform(id));
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
    EventCopula copula_;
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
    if ((copula || correlation > 0) && std::none_of(events.begin(), events.end(), spreads)) {
        faults.add(copula ? "copula" : "correlation", "joins losses that have a standard deviation, and none has",
                   "give `sd` and `most`");
    }
    if (copula && correlation > 0) {
        faults.add("correlation", "is given together with copula",
                   "leave it out: it is short for a Gaussian copula with one correlation");
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

std::optional<CopulaKinds> EventTable::loss_copula() const {
    if (copula || correlation == 0) return copula;
    return GaussianCopula{.correlation = correlation};
}

std::vector<SourceNote> EventTable::notes(Insureds const& insureds) const {
    if (!copula) return {};
    std::string text = event_copula_note(*copula, spread_ids(*this, insureds), insureds);
    if (text.empty()) return {};
    return {{family_path("copula", *copula), std::move(text)}};
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
    if (copula) check_event_copula("copula", *copula, spread_ids(*this, insureds), insureds, faults);
}

}  // namespace riskpool
