#include "sim/pool/chance.hpp"

#include "sim/base/hash.hpp"

namespace riskpool {

std::uint32_t chance_number(std::string_view first, std::string_view second, std::string_view third) noexcept {
    Hash64 hash;
    for (const std::string_view text : {first, second, third}) hash.add(text).add_byte(0);
    const std::uint64_t value = hash.value();
    return static_cast<std::uint32_t>((value ^ (value >> 24U) ^ (value >> 48U)) & 0xFFFFFFU);
}

}  // namespace riskpool
