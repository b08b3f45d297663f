// The streams of chance of dependences.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

#include "sim/base/random.hpp"

namespace riskpool {

/// Each dependence has a stream of its own for each purpose (0 .. 255): ids from 0x80000000 up, its position in the
/// scenario above the purpose. Sources have (source << 8 | purpose), which gets there only with 2^23 sources, and
/// credit has ids from 0xC0000000 up, which take 2^22 dependences.
constexpr Stream dependence_stream(std::uint64_t seed, std::uint32_t item, std::uint32_t purpose) noexcept {
    return {seed, 0x80000000U | (item << 8U) | purpose};
}

/// The position of a source that is there.
inline std::size_t source_position(std::span<std::string const> sources, std::string const& name) {
    return static_cast<std::size_t>(std::find(sources.begin(), sources.end(), name) - sources.begin());
}

}  // namespace riskpool
