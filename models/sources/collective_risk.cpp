#include "models/sources/collective_risk.hpp"

#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>

#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/quantile_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/event_counts.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { counts = 0, losses = 1, times = 2, choices = 3 };

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    std::vector<std::uint32_t> chosen;
};

class Sampler final : public Source {
public:
    Sampler(CollectiveRisk const& terms, Insureds const& insureds, MadeParts* made)
        : counts_(terms.frequency), losses_(terms.severity, made), hit_(terms.covers.select(insureds)) {
        if (hit_.size() == 1) return;
        std::vector<double> weights;
        for (const InsuredId id : hit_) weights.push_back(hit_weight(terms.weight, insureds[id.index()]));
        choices_.emplace(0, weights);
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        counts_.draw(request, Purpose::counts, memory.u, events.count);
        const std::size_t n = std::accumulate(events.count.begin(), events.count.end(), std::size_t{0});
        events.damage.resize(n);
        fill_event_uniforms(request.stream(Purpose::losses), request.cells, events.count, events.damage);
        losses_.draw(events.damage, events.damage);
        events.sole_insured = hit_.front();
        if (choices_) choose(request, memory, n, events);
        if (request.times_wanted) draw_event_times(request.stream(Purpose::times), request.cells, events, memory.u);
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(losses_.hash());
        if (choices_) hash.add(choices_->hash());
        for (const InsuredId id : hit_) hash.add(std::uint64_t{id.value});
        return hash.value();
    }

private:
    void choose(SampleRequest const& request, Scratch& memory, std::size_t n, EventColumns& events) const {
        memory.u.resize(n);
        memory.chosen.resize(n);
        fill_event_uniforms(request.stream(Purpose::choices), request.cells, events.count, memory.u);
        choices_->draw(memory.u, memory.chosen);
        events.insured.resize(n);
        for (std::size_t e = 0; e < n; ++e) events.insured[e] = hit_[memory.chosen[e]];
    }

    EventCounts counts_;
    QuantileTable losses_;
    std::vector<InsuredId> hit_;
    std::optional<GuideTable> choices_;  // none where there is nothing to choose
};

}  // namespace

std::unique_ptr<Source> CollectiveRisk::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void CollectiveRisk::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    check_selection(covers, weight, insureds, faults);
    try {
        (void)riskpool::compile(frequency);
    } catch (std::invalid_argument const& reason) {
        faults.add("frequency", std::string("cannot be drawn: ") + reason.what(), "frequencies are events per year");
    }
}

}  // namespace riskpool
