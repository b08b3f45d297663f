// The register of random returns of a fund: a new one is one new file and one word here.
#pragma once

#include <concepts>
#include <cstdint>

#include "sim/base/describe.hpp"
#include "sim/fund/bootstrap_return.hpp"
#include "sim/fund/lognormal_return.hpp"

namespace riskpool {

/// What a random return offers beside its description: a pure function of a uniform number, of the place of the year in
/// its block, and of whether the year is one of stress.
template <class K>
concept FundReturn = Described<K> && requires(K const& kind, double u, std::uint32_t place, bool stress) {
    { kind.rate(u, place, stress) }
    noexcept->std::same_as<double>;
    { kind.block() } -> std::same_as<std::uint32_t>;
    { kind.reads_stress() } -> std::same_as<bool>;
};

template <FundReturn... K>
using FundReturnFamily = Kinds<K...>;

using FundReturnKinds = FundReturnFamily<LognormalReturn, BootstrapReturn>;

}  // namespace riskpool
