#include "models/dependence/gamma_factor.hpp"

#include "models/dependence/dependence_stream.hpp"
#include "models/dependence/factor.hpp"
#include "models/draw/uniforms.hpp"

namespace riskpool {

namespace {

class Sampler final : public DependenceSampler {
public:
    Sampler(GammaFactor const& terms, std::span<std::string const> sources) {
        laws_.emplace_back(Gamma{.shape = 1 / terms.variance, .scale = terms.variance});
        for (auto const& loading : terms.loadings) {
            const std::size_t source = source_position(sources, loading.source);
            if (loading.rate != 0) effects_.push_back({source, false, 1 - loading.rate, loading.rate});
            if (loading.severity != 0) effects_.push_back({source, true, 1 - loading.severity, loading.severity});
        }
    }

    void drive(CellRange const& cells, std::uint64_t seed, std::uint32_t item, DependenceScratch& work,
               std::span<SourceDrive> sources) const override {
        if (work.size() < 2) work.resize(2);
        work[0].resize(cells.size());
        fill_cell_uniforms(dependence_stream(seed, item, 0), cells, 0, work[0]);
        apply_effects(effects_, laws_, work[0], work, sources);
    }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        add_to(effects_, laws_, hash);
        return hash.value();
    }

private:
    std::vector<FactorEffect> effects_;
    std::vector<QuantileTable> laws_;
};

}  // namespace

void GammaLoading::check(FieldFaults& faults) const {
    check_loading(*this, faults);
}

void GammaFactor::check(FieldFaults& faults) const {
    check_loadings(loadings, faults);
}

std::vector<DependenceReference> GammaFactor::references() const {
    return references_of(loadings);
}

std::unique_ptr<DependenceSampler> GammaFactor::compile(std::span<std::string const> sources) const {
    return std::make_unique<Sampler>(*this, sources);
}

}  // namespace riskpool
