#include "models/dependence/factor.hpp"

namespace riskpool {

void apply_effects(std::span<FactorEffect const> effects, std::span<QuantileTable const> laws,
                   std::span<double const> uniforms, DependenceScratch& work, std::span<SourceDrive> sources) {
    const std::size_t cells = uniforms.size();
    std::vector<double>& x = work[1];
    x.resize(cells);
    FactorEffect const* last = nullptr;  // whose law is in x
    for (FactorEffect const& effect : effects) {
        const bool there = last != nullptr && last->law == effect.law && last->falling == effect.falling;
        last = &effect;
        if (there) {
            // many sources with the same loading
        } else if (effect.falling) {
            for (std::size_t c = 0; c < cells; ++c) x[c] = 1 - uniforms[c];
            laws[effect.law].draw(x, x);
        } else {
            laws[effect.law].draw(uniforms, x);
        }
        SourceDrive& source = sources[effect.source];
        std::vector<double>& factors = effect.on_losses ? source.loss_factors : source.rate_factors;
        if (factors.empty()) factors.assign(cells, 1.0);
        for (std::size_t c = 0; c < cells; ++c) factors[c] *= effect.constant + effect.weight * x[c];
    }
}

void add_to(std::span<FactorEffect const> effects, std::span<QuantileTable const> laws, Hash64& hash) {
    for (FactorEffect const& effect : effects) {
        hash.add(std::uint64_t{effect.source}).add(std::uint64_t{effect.on_losses}).add(std::uint64_t{effect.falling});
        hash.add(effect.constant).add(effect.weight).add(std::uint64_t{effect.law});
    }
    for (QuantileTable const& law : laws) hash.add(law.hash());
}

}  // namespace riskpool
