#include "models/dependence/common_shock.hpp"

#include "models/dependence/dependence_stream.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/frequency.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { shocks = 0, hits = 1 };

/// The number of the uniform of one source in one shock of a year: no source's luck depends on which others are named
/// after it. 2^16 shocks are hundreds of standard deviations away from the highest rate.
constexpr std::uint32_t hit_index(std::size_t hit, std::uint32_t shock) noexcept {
    return (static_cast<std::uint32_t>(hit) << 16U) | shock;
}

class Sampler final : public DependenceSampler {
public:
    Sampler(CommonShock const& terms, std::span<std::string const> sources)
        : counts_(riskpool::compile(Frequency{Poisson{terms.rate}})) {
        for (auto const& hit : terms.hits) hits_.push_back({source_position(sources, hit.source), hit.probability});
    }

    void drive(CellRange const& cells, std::uint64_t seed, std::uint32_t item, DependenceScratch& work,
               std::span<SourceDrive> sources) const override {
        if (work.empty()) work.resize(1);
        std::vector<double>& u = work[0];
        u.resize(cells.size());
        fill_cell_uniforms(dependence_stream(seed, item, Purpose::shocks), cells, 0, u);
        for (auto const& hit : hits_) {
            auto& more = sources[hit.source].more_events;
            if (more.empty()) more.assign(cells.size(), 0);
        }
        const Stream stream = dependence_stream(seed, item, Purpose::hits);
        for (std::size_t c = 0; c < u.size(); ++c) {
            const std::uint32_t n = counts_.draw(u[c]);
            for (std::uint32_t shock = 0; shock < n; ++shock) {
                for (std::size_t h = 0; h < hits_.size(); ++h) {
                    const bool hit = uniform(stream, cells.cell(c), hit_index(h, shock)) < hits_[h].probability;
                    sources[hits_[h].source].more_events[c] += hit ? 1U : 0U;
                }
            }
        }
    }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash());
        for (auto const& hit : hits_) hash.add(std::uint64_t{hit.source}).add(hit.probability);
        return hash.value();
    }

private:
    struct Hit {
        std::size_t source;
        double probability;
    };
    GuideTable counts_;
    std::vector<Hit> hits_;
};

}  // namespace

void CommonShock::check(FieldFaults& faults) const {
    if (hits.empty()) faults.add("hits", "is empty, so a shock does nothing", "name the sources that it may hit");
}

std::vector<DependenceReference> CommonShock::references() const {
    std::vector<DependenceReference> all;
    for (std::size_t i = 0; i < hits.size(); ++i) {
        all.push_back({"hits[" + std::to_string(i) + "].source", hits[i].source, DependenceAspect::more_events});
    }
    return all;
}

std::unique_ptr<DependenceSampler> CommonShock::compile(std::span<std::string const> sources) const {
    return std::make_unique<Sampler>(*this, sources);
}

}  // namespace riskpool
