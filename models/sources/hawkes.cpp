#include "models/sources/hawkes.hpp"

#include <vector>

#include "models/draw/guide_table.hpp"
#include "models/draw/nested_stream.hpp"
#include "models/frequency/event_counts.hpp"
#include "models/sources/trial_path.hpp"
#include "sim/base/hash.hpp"
#include "sim/base/math/elementary.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { counts = 0, first_events = 1 };

/// The uniforms of one event within its own stream; the delays of its followers come after, and their streams far off.
enum EventDraw : std::uint32_t { number = 0, choice = 1, damage = 2, restart = 3, ramp = 4, time = 5, first_delay = 6 };
constexpr std::uint32_t follower(std::uint32_t j) {
    return (std::uint32_t{1} << 31U) | j;
}

/// The most events that may follow one first event on average, itself included: 1 / (1 - branching ratio).
constexpr double most_branching = 0.999;

struct Pending {
    Stream stream;
    double time = 0;
    std::uint32_t insured = 0;  // of the event that brought it
};

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    std::vector<std::uint32_t> counts;
    std::vector<Pending> pending;
    TrialPath path;
};

std::vector<double> weights_of(Hawkes const& terms, Insureds const& insureds) {
    std::vector<double> weights;
    for (const InsuredId id : terms.covers.select(insureds)) {
        weights.push_back(hit_weight(terms.weight, insureds[id.index()]));
    }
    return weights;
}

class Sampler final : public Source {
public:
    Sampler(Hawkes const& terms, Insureds const& insureds, MadeParts* made)
        : hit_(terms.covers.select(insureds)),
          counts_(Frequency{Poisson{terms.rate}}),
          followers_(riskpool::compile(Frequency{Poisson{terms.excitation / terms.decay}})),
          choices_(0, weights_of(terms, insureds)),
          loss_(terms.loss, made),
          decay_(terms.decay),
          same_insured_(terms.same_insured) {
        for (const InsuredId id : hit_) bases_.push_back(loss_.base_of(insureds[id.index()]));
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        const std::uint32_t years = request.cells.years;
        counts_.draw(request, Purpose::counts, memory.u, memory.counts);
        for (std::uint32_t t = 0; t < request.cells.trials; ++t) {
            memory.path.clear();
            for (std::uint32_t year = 0; year < years; ++year) {
                const Cell cell{request.cells.first_trial + t, year};
                const std::uint32_t n = memory.counts[std::size_t{t} * years + year];
                for (std::uint32_t k = 0; k < n; ++k) {
                    grow(nested_stream(request.stream(Purpose::first_events), cell, k), cell, years, memory);
                }
            }
            memory.path.write(years, loss_.columns(), request.times_wanted, events);
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(followers_.hash()).add(choices_.hash()).add(decay_);
        hash.add(std::uint64_t{same_insured_});
        loss_.add_to(hash);
        for (std::size_t i = 0; i < hit_.size(); ++i) {
            hash.add(std::uint64_t{hit_[i].value}).add(bases_[i].value).add(bases_[i].stock);
        }
        return hash.value();
    }

private:
    /// Adds a first event and all that follow it within the years. Each event numbers its own uniforms, so that what
    /// lies beyond the last year changes nothing before it.
    void grow(Stream stream, Cell cell, std::uint32_t years, Scratch& memory) const {
        const auto chosen = [&](Stream of) { return choices_.draw(uniform(of, cell, EventDraw::choice)); };
        memory.pending.assign(1, {stream, cell.year + uniform(stream, cell, EventDraw::time), chosen(stream)});
        while (!memory.pending.empty()) {
            const Pending event = memory.pending.back();
            memory.pending.pop_back();
            const RowLoss row = loss_.draw(bases_[event.insured], [&](std::size_t which) {
                return uniform(event.stream, cell, EventDraw::damage + static_cast<std::uint32_t>(which));
            });
            memory.path.begin_event(event.time);
            memory.path.add_row(hit_[event.insured], row);
            const std::uint32_t n = followers_.draw(uniform(event.stream, cell, EventDraw::number));
            for (std::uint32_t j = 0; j < n; ++j) {
                const double u = uniform(event.stream, cell, EventDraw::first_delay + j);
                const double when = event.time - math::log1p(-u) / decay_;
                if (!(when < years)) continue;
                const Stream own = nested_stream(event.stream, cell, follower(j));
                memory.pending.push_back({own, when, same_insured_ ? event.insured : chosen(own)});
            }
        }
    }

    std::vector<InsuredId> hit_;
    std::vector<EffectBase> bases_;
    EventCounts counts_;
    GuideTable followers_, choices_;
    EffectLaws loss_;
    double decay_;
    bool same_insured_;
};

}  // namespace

void Hawkes::check(FieldFaults& faults) const {
    if (excitation / decay <= most_branching) return;
    faults.add("excitation", "is not below decay, so that each event brings one or more others and they never end",
               "excitation / decay, the mean number of followers, must be at most 0.999");
}

std::unique_ptr<Source> Hawkes::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void Hawkes::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    check_selection(covers, weight, insureds, faults);
    loss.check_values("loss", covers.select(insureds), insureds, faults);
}

}  // namespace riskpool
