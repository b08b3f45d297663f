// The copulas that a scenario may name, and one sampler for all.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "models/copula/archimedean.hpp"
#include "models/copula/elliptical.hpp"
#include "models/copula/vine.hpp"
#include "sim/base/describe.hpp"

namespace riskpool {

/// The register: a new copula is a described value with `check_names(names, faults)`, `note(names)` and a `Sampler`.
using CopulaKinds =
    Kinds<GaussianCopula, StudentCopula, ClaytonCopula, SurvivalClaytonCopula, GumbelCopula, VineCopula>;

/// Turns independent uniforms into dependent ones. Immutable, shared by threads; anybody may use it: for the counts of
/// sources in a year, for the insureds that one event hits, for parties.
class CopulaSampler {
public:
    /// A copula of names.size() components; names are what correlations refer to.
    CopulaSampler(CopulaKinds const& family, std::span<std::string const> names);

    [[nodiscard]] std::size_t size() const noexcept { return size_; }
    /// How many uniforms all components share.
    [[nodiscard]] std::size_t common() const noexcept { return common_; }
    /// Fills u, each component uniform on (0, 1), from independent uniforms in (0, 1): one of its own for each
    /// component, and those in common. Each component rises with its own. Shapes: size(), common(), size().
    void draw(std::span<double const> own, std::span<double const> common, std::span<double> u) const noexcept {
        std::visit([&](auto const& sampler) { sampler.draw(own, common, u); }, sampler_);
    }
    void add_to(Hash64& hash) const;

private:
    using Samplers = std::variant<GaussianCopula::Sampler, StudentCopula::Sampler, ClaytonCopula::Sampler,
                                  SurvivalClaytonCopula::Sampler, GumbelCopula::Sampler, VineCopula::Sampler>;
    Samplers sampler_;
    std::size_t size_;
    std::size_t common_;
};

/// Where the fields of a family stand: `field`.<kind>.
[[nodiscard]] std::string family_path(std::string_view field, CopulaKinds const& family);

/// Reports, at the family's own fields below `field`, what does not fit the components.
void check_family(std::string_view field, CopulaKinds const& family, ComponentNames const& names, FieldFaults& faults);

/// What the family takes otherwise than it was asked for; empty if nothing.
[[nodiscard]] std::string note_of(CopulaKinds const& family, ComponentNames const& names);

}  // namespace riskpool
