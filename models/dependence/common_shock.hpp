// Shocks that hit several sources at once.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/loss/dependence.hpp"

namespace riskpool {

/// How likely one source is hit by a shock.
struct ShockHit {
    std::string source;
    double probability = 0;

    static constexpr std::string_view kind = "shock_hit";
    static constexpr std::string_view about = "How likely one source is hit by a shock.";
    static constexpr auto fields =
        field_list(required("source", &ShockHit::source, "Name of a source."),
                   required("probability", &ShockHit::probability, positive_fraction, Unit::fraction,
                            "Probability that a shock adds an event to the source."));
    bool operator==(ShockHit const&) const = default;
};

/// Shocks are a Poisson process; given one, each source is hit independently, and has one more event in its own
/// severity. Poisson numbers stay Poisson, of mean lambda_i + rate q_i, with Cov(N_i, N_j) = rate q_i q_j (Lindskog and
/// McNeil, "Common Poisson shock models", ASTIN Bulletin 33 (2003)).
struct CommonShock {
    double rate = 0;
    std::vector<ShockHit> hits;

    static constexpr std::string_view kind = "common_shock";
    static constexpr std::string_view about =
        "Shocks beside what sources do by themselves: each adds an event to every source that it hits.";
    static constexpr auto fields =
        field_list(required("rate", &CommonShock::rate, Bound{0, 1000, true, false, "above 0 and at most 1000"},
                            Unit::per_year, "Expected number of shocks in a year."),
                   required("hits", &CommonShock::hits, "The sources that may be hit."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::vector<DependenceReference> references() const;
    [[nodiscard]] std::unique_ptr<DependenceSampler> compile(std::span<std::string const> sources) const;
    bool operator==(CommonShock const&) const = default;
};

}  // namespace riskpool
