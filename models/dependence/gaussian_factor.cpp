#include "models/dependence/gaussian_factor.hpp"

#include <algorithm>
#include <cmath>

#include "models/copula/unit_point.hpp"
#include "models/dependence/dependence_stream.hpp"
#include "models/dependence/factor.hpp"
#include "models/draw/uniforms.hpp"
#include "sim/base/math/normal.hpp"

namespace riskpool {

namespace {

class Sampler final : public DependenceSampler {
public:
    Sampler(GaussianFactor const& terms, std::span<std::string const> sources) : persistence_(terms.persistence) {
        for (auto const& loading : terms.loadings) {
            const std::size_t source = source_position(sources, loading.source);
            if (loading.rate != 0) add(source, loading.rate, false);
            if (loading.severity != 0) add(source, loading.severity, true);
        }
    }

    void drive(CellRange const& cells, std::uint64_t seed, std::uint32_t item, DependenceScratch& work,
               std::span<SourceDrive> sources) const override {
        if (work.size() < 2) work.resize(2);
        std::vector<double>& u = work[0];
        u.resize(cells.size());
        fill_cell_uniforms(dependence_stream(seed, item, 0), cells, 0, u);
        if (persistence_ != 0) remember(cells.years, u);
        apply_effects(effects_, laws_, u, work, sources);
    }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(persistence_);
        add_to(effects_, laws_, hash);
        return hash.value();
    }

private:
    /// exp(b Z - b^2/2) is lognormal, and rises with Z if b > 0.
    void add(std::size_t source, double b, bool on_losses) {
        const auto known = std::find(deviations_.begin(), deviations_.end(), std::abs(b));
        effects_.push_back({source, on_losses, 0, 1, b < 0, static_cast<std::size_t>(known - deviations_.begin())});
        if (known != deviations_.end()) return;
        deviations_.push_back(std::abs(b));
        laws_.emplace_back(Lognormal{.mu = -b * b / 2, .sigma = std::abs(b)});
    }

    /// Turns the uniforms of e_y into those of Z_y.
    void remember(std::uint32_t years, std::vector<double>& u) const noexcept {
        const double fresh = std::sqrt((1 - persistence_) * (1 + persistence_));
        double z = 0;
        for (std::size_t c = 0; c < u.size(); ++c) {
            const double e = math::normal_quantile(u[c]);
            z = c % years == 0 ? e : persistence_ * z + fresh * e;
            u[c] = inside_unit_interval(math::normal_cdf(z));
        }
    }

    double persistence_;
    std::vector<FactorEffect> effects_;
    std::vector<double> deviations_;  // of the logarithms, per law
    std::vector<QuantileTable> laws_;
};

}  // namespace

void GaussianLoading::check(FieldFaults& faults) const {
    check_loading(*this, faults);
}

void GaussianFactor::check(FieldFaults& faults) const {
    check_loadings(loadings, faults);
}

std::vector<DependenceReference> GaussianFactor::references() const {
    return references_of(loadings);
}

std::unique_ptr<DependenceSampler> GaussianFactor::compile(std::span<std::string const> sources) const {
    return std::make_unique<Sampler>(*this, sources);
}

}  // namespace riskpool
