// By what members divide a result among themselves (methods 1.16).
#pragma once

#include <concepts>
#include <cstdint>
#include <vector>

#include "sim/pool/by_table.hpp"
#include "sim/pool/member.hpp"

namespace riskpool {

/// What the weights of a key are: the same in every year, or figures of the years settled.
enum class KeyBasis : std::uint8_t { member, premium, contribution };

/// Fixed parts.
struct TableKey {
    std::vector<MemberShare> table;

    static constexpr std::string_view kind = "table_key";
    static constexpr std::string_view about = "Fixed parts, which add up to 100 %; of those in the pool each year.";
    static constexpr auto fields =
        field_list(required("table", &TableKey::table, "Each member's part; members not named have none."));
    static constexpr KeyBasis basis = KeyBasis::member;
    void check(FieldFaults& faults) const;
    [[nodiscard]] double weight(Member const& member) const;
    bool operator==(TableKey const&) const = default;
};

/// By the line that each member declares.
struct CapacityKey {
    static constexpr std::string_view kind = "capacity_key";
    static constexpr std::string_view about = "In proportion to the members' declared capacity.";
    static constexpr auto fields = field_list();
    static constexpr KeyBasis basis = KeyBasis::member;
    [[nodiscard]] double weight(Member const& member) const { return member.capacity; }
    bool operator==(CapacityKey const&) const = default;
};

/// By capital plus reserves.
struct CapitalKey {
    static constexpr std::string_view kind = "capital_key";
    static constexpr std::string_view about = "In proportion to the members' capital plus reserves.";
    static constexpr auto fields = field_list();
    static constexpr KeyBasis basis = KeyBasis::member;
    [[nodiscard]] double weight(Member const& member) const { return member.capital_and_reserves(); }
    bool operator==(CapitalKey const&) const = default;
};

/// By the premium of the years settled.
struct PremiumKey {
    static constexpr std::string_view kind = "premium_key";
    static constexpr std::string_view about = "In proportion to the premium that members put into the years settled.";
    static constexpr auto fields = field_list();
    static constexpr KeyBasis basis = KeyBasis::premium;
    bool operator==(PremiumKey const&) const = default;
};

/// By what members have given up to the pool so far: the sum of their transfers in earlier years of the trial, where
/// it is negative. Who has got more than it gave counts 0; by premium as long as nobody has contributed.
struct ContributionKey {
    static constexpr std::string_view kind = "contribution_key";
    static constexpr std::string_view about =
        "In proportion to what members have paid to the pool or lost for it in earlier years of the trial, net of what "
        "they got; by premium as long as nobody has contributed.";
    static constexpr auto fields = field_list();
    static constexpr KeyBasis basis = KeyBasis::contribution;
    bool operator==(ContributionKey const&) const = default;
};

/// A key says what its weights are, and gives those that do not change.
template <class K>
concept SettlementKey = Described<K> && std::same_as<std::remove_cvref_t<decltype(K::basis)>, KeyBasis> &&
    (K::basis != KeyBasis::member || requires(K const& key, Member const& member) {
        { key.weight(member) } -> std::same_as<double>;
    });

template <SettlementKey... K>
using SettlementKeyRegister = Kinds<K...>;

using SettlementKeys = SettlementKeyRegister<TableKey, CapacityKey, CapitalKey, PremiumKey, ContributionKey>;

}  // namespace riskpool
