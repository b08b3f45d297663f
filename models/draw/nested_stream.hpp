// Streams within a stream: one for each item of a cell that needs many uniforms of its own.
#pragma once

#include "sim/base/random.hpp"

namespace riskpool {

/// The stream of item `index` of a cell: its seed is the first half of that block of the cell's stream. A cause with
/// thousands of claims, or a project with stages, numbers its uniforms from 0 within its own stream, whoever else is
/// there. Give it a purpose of its own, whose blocks nothing else reads.
[[nodiscard]] constexpr Stream nested_stream(Stream stream, Cell cell, std::uint32_t index) noexcept {
    const PhiloxBlock block = philox4x32_10(counter_of(stream, cell, index), key_of(stream.seed));
    return {block[0] | (std::uint64_t{block[1]} << 32U), stream.id};
}

}  // namespace riskpool
