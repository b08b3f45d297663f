#include "models/sources/attritional.hpp"

#include <vector>

#include "models/draw/event_times.hpp"
#include "models/draw/quantile_table.hpp"
#include "models/draw/uniforms.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { amounts = 0 };

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
};

/// The law of mean 1 that every insured's amount follows, up to its own mean.
Severity unit_law(double cv) {
    if (cv == 0) return Point{1};
    return Gamma{.shape = 1 / (cv * cv), .scale = cv * cv};
}

class Sampler final : public Source {
public:
    Sampler(Attritional const& terms, Insureds const& insureds, MadeParts* made)
        : unit_(unit_law(terms.cv), made), hit_(terms.covers.select(insureds)) {
        for (const InsuredId id : hit_) means_.push_back(terms.loss_ratio * insureds[id.index()].premium);
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        std::vector<double>& u = static_cast<Scratch&>(scratch).u;
        const std::size_t cells = request.cells.size();
        const std::size_t n = hit_.size();
        u.resize(cells);
        events.count.assign(cells, 1);
        events.damage.resize(cells * n);
        for (std::size_t i = 0; i < n; ++i) {
            // The number of an insured in the scenario picks its uniform, so that who else is covered does not matter.
            fill_cell_uniforms(request.stream(Purpose::amounts), request.cells, hit_[i].value, u);
            unit_.draw(u, u);
            for (std::size_t c = 0; c < cells; ++c) events.damage[c * n + i] = means_[i] * u[c];
        }
        events.sole_insured = hit_.front();
        if (n > 1) {
            events.row_count.assign(cells, static_cast<std::uint32_t>(n));
            events.insured.resize(cells * n);
            for (std::size_t c = 0; c < cells; ++c) {
                for (std::size_t i = 0; i < n; ++i) events.insured[c * n + i] = hit_[i];
            }
        }
        if (request.times_wanted) events.time.assign(cells, end_of_year);
    }
    [[nodiscard]] bool aggregate() const override { return true; }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(unit_.hash()).add(means_);
        for (const InsuredId id : hit_) hash.add(std::uint64_t{id.value});
        return hash.value();
    }

private:
    QuantileTable unit_;
    std::vector<InsuredId> hit_;
    std::vector<double> means_;
};

}  // namespace

std::unique_ptr<Source> Attritional::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void Attritional::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_covers(covers, insureds, faults)) return;
    check_each(covers.select(insureds), insureds, faults, "give it a premium, or leave it out of `covers`",
               [](Insured const& insured) -> std::string_view {
                   return insured.premium > 0 ? "" : "has no premium that a loss ratio could refer to";
               });
}

}  // namespace riskpool
