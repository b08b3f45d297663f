// Typed indices: an insured cannot be used where a source is meant.
#pragma once

#include <compare>
#include <cstdint>

namespace riskpool {

template <class Tag>
struct Id {
    std::uint32_t value = 0;
    constexpr Id() = default;
    constexpr explicit Id(std::size_t index) : value(static_cast<std::uint32_t>(index)) {}
    [[nodiscard]] constexpr std::size_t index() const { return value; }
    friend constexpr auto operator<=>(Id, Id) = default;
};

using InsuredId = Id<struct InsuredTag>;
using SourceId = Id<struct SourceTag>;
using MemberId = Id<struct MemberTag>;
using ReinsurerId = Id<struct ReinsurerTag>;
using PartyId = Id<struct PartyTag>;

}  // namespace riskpool
