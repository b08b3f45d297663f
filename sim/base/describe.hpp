// Describe once: a kind lists its own fields, and everything else (reading, messages, JSON Schema, reference
// page, Python class, law tests) is derived from that list. A type without a description does not compile
// where one is asked for.
#pragma once

#include <array>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "sim/base/field_list.hpp"

namespace riskpool {

/// What a number measures. It decides which suffixes a file may use: money takes k, m, bn, tn, 万, 亿;
/// a fraction takes % and ‰; everything else is a plain number. `inherited` is the unit of the number that a belief is
/// about, which the reader knows.
enum class Unit : std::uint8_t { none, money, fraction, count, per_year, years, days, money_per_day, inherited };

/// The name of a unit as messages, the schema and the reference page print it.
constexpr std::string_view unit_name(Unit unit) {
    switch (unit) {
        case Unit::none: return "number";
        case Unit::money: return "money";
        case Unit::fraction: return "fraction";
        case Unit::count: return "count";
        case Unit::per_year: return "per year";
        case Unit::years: return "years";
        case Unit::days: return "days";
        case Unit::money_per_day: return "money per day";
        case Unit::inherited: return "unit of the number";
    }
    return "number";
}

/// The interval in which a number must lie, with the words that a message uses for it.
struct Bound {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool low_open = false;
    bool high_open = false;
    std::string_view words = "a number";

    [[nodiscard]] constexpr bool holds(double x) const {
        const bool above = low_open ? x > low : x >= low;
        const bool below = high_open ? x < high : x <= high;
        return above && below;  // false for NaN
    }
};

inline constexpr double infinity = std::numeric_limits<double>::infinity();
inline constexpr Bound any_finite{-infinity, infinity, true, true, "a finite number"};
inline constexpr Bound positive{0, infinity, true, true, "above 0"};
inline constexpr Bound positive_or_infinite{0, infinity, true, false, "above 0 (.inf is allowed)"};
inline constexpr Bound not_negative{0, infinity, false, true, "0 or more"};
inline constexpr Bound not_negative_or_infinite{0, infinity, false, false, "0 or more (.inf is allowed)"};
inline constexpr Bound unit_interval{0, 1, false, false, "between 0 and 1 (0% and 100%)"};
inline constexpr Bound open_unit_interval{0, 1, true, true, "strictly between 0 and 1"};
inline constexpr Bound positive_fraction{0, 1, true, false, "above 0 and at most 1 (100%)"};
inline constexpr Bound at_least_one{1, infinity, false, true, "1 or more"};
inline constexpr Bound above_one{1, infinity, true, true, "above 1"};

enum class Need : std::uint8_t { required, optional };

/// One field of a described type. The default of an optional field is the value that a default-constructed
/// owner holds.
template <class Owner, class Value>
struct Field {
    using owner_type = Owner;
    using value_type = Value;
    std::string_view name;
    Value Owner::*member;
    Bound bound;
    Unit unit;
    std::string_view about;
    Need need;
};

/// A number (or list of numbers) that the file must give.
template <class Owner, class Value>
constexpr auto required(std::string_view name, Value Owner::*member, Bound bound, Unit unit, std::string_view about) {
    return Field<Owner, Value>{name, member, bound, unit, about, Need::required};
}
/// A number (or list of numbers) that the file may give.
template <class Owner, class Value>
constexpr auto optional(std::string_view name, Value Owner::*member, Bound bound, Unit unit, std::string_view about) {
    return Field<Owner, Value>{name, member, bound, unit, about, Need::optional};
}
/// A text, a choice, a truth value, a nested described value, a family or a list of these that must be given.
template <class Owner, class Value>
constexpr auto required(std::string_view name, Value Owner::*member, std::string_view about) {
    return Field<Owner, Value>{name, member, any_finite, Unit::none, about, Need::required};
}
/// A text, a choice, a truth value, a nested described value, a family or a list of these that may be given.
template <class Owner, class Value>
constexpr auto optional(std::string_view name, Value Owner::*member, std::string_view about) {
    return Field<Owner, Value>{name, member, any_finite, Unit::none, about, Need::optional};
}

/// A type that says what it is (`kind`, `about`) and lists its fields: `static constexpr auto fields =
/// field_list(...)`.
template <class T>
concept Described = requires {
    { T::kind } -> std::convertible_to<std::string_view>;
    { T::about } -> std::convertible_to<std::string_view>;
    requires is_field_list<std::remove_cvref_t<decltype(T::fields)>>;
}
&&std::default_initializable<T>;

/// Calls `visit(field)` for each field of T in the order of the list.
template <Described T, class Visit>
constexpr void for_each_field(Visit&& visit) {
    T::fields.for_each(visit);
}

/// The names of a choice: specialise with `static constexpr std::array<std::pair<std::string_view, E>, N> values`.
template <class E>
struct Choice;

template <class E>
concept IsChoice = std::is_enum_v<E> && requires {
    Choice<E>::values.size();
};

template <IsChoice E>
constexpr std::string_view choice_name(E value) {
    for (auto const& [name, each] : Choice<E>::values) {
        if (each == value) return name;
    }
    return "?";
}

/// A family of kinds: the one list that a new kind is added to.
template <Described... K>
using Kinds = std::variant<K...>;

template <class T>
inline constexpr bool is_family = false;
template <class... K>
inline constexpr bool is_family<std::variant<K...>> = (Described<K> && ...);

/// Calls `visit.template operator()<K>()` for each kind of a family.
template <class Family, class Visit>
constexpr void for_each_kind(Visit&& visit) {
    [&]<class... K>(std::type_identity<std::variant<K...>>) {
        (visit.template operator()<K>(), ...);
    }(std::type_identity<Family>{});
}

/// What a described type says of combinations of its fields that no single bound can express.
/// A type may offer `void check(FieldFaults&) const`; the reader places each fault at the field named.
class FieldFaults {
public:
    virtual ~FieldFaults() = default;
    /// `field` is a field's name (or empty for the whole value); `problem` and `hint` as in Diagnostic.
    virtual void add(std::string_view field, std::string_view problem, std::string_view hint) = 0;
};

}  // namespace riskpool
