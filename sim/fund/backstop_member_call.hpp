// A call on members behind the funds.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "sim/base/describe.hpp"
#include "sim/fund/backstop_year.hpp"

namespace riskpool {

/// By which key members are called.
enum class CallKey : std::uint8_t { by_share, equal };

template <>
struct Choice<CallKey> {
    static constexpr std::array<std::pair<std::string_view, CallKey>, 2> values{{
        {"by_share", CallKey::by_share},
        {"equal", CallKey::equal},
    }};
};

/// Members pay what is unfunded, each its part up to its cap. With solidarity, what a capped member cannot pay falls on
/// the others by the same key.
struct MemberCall {
    CallKey key = CallKey::by_share;
    double cap = infinity;
    double cap_of_capital = infinity;
    bool solidarity = false;

    static constexpr std::string_view kind = "member_call";
    static constexpr std::string_view about = "A call on members for what is left unfunded, capped for each of them.";
    static constexpr auto fields = field_list(
        optional("key", &MemberCall::key, "by_share: in proportion to members' shares; equal: the same for each."),
        optional("cap", &MemberCall::cap, not_negative_or_infinite, Unit::money, "The most that one member pays."),
        optional("cap_of_capital", &MemberCall::cap_of_capital, not_negative_or_infinite, Unit::fraction,
                 "The most that one member pays, as a part of its capital."),
        optional("solidarity", &MemberCall::solidarity,
                 "true: what a capped member cannot pay falls on the others; false: it stays unfunded."));
    bool operator==(MemberCall const&) const = default;

    [[nodiscard]] BackstopFlows settle(BackstopState&, BackstopYear const& year) const noexcept;

    /// What each member pays of settle()'s `called`, into `by_member`, which has one for each of year.member_share.
    /// Returns their sum.
    double split(BackstopYear const& year, std::span<double> by_member) const noexcept;

private:
    [[nodiscard]] double weight(BackstopYear const& year, std::size_t member) const noexcept;
    [[nodiscard]] double cap_of(BackstopYear const& year, std::size_t member) const noexcept;
};

}  // namespace riskpool
