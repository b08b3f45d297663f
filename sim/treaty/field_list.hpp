// Lists of fields that kinds share, put together into the fields of one kind. std::tuple_cat does the same, and takes a
// compiler five times as long for a family of twenty kinds, in every file that includes them.
#pragma once

#include <cstddef>
#include <tuple>
#include <type_traits>
#include <utility>

namespace riskpool {

namespace field_list_parts {

template <std::size_t I, class F>
struct Leaf {
    F field;
};

template <class Indices, class... F>
struct Leaves;
template <std::size_t... I, class... F>
struct Leaves<std::index_sequence<I...>, F...> : Leaf<I, F>... {};

}  // namespace field_list_parts

/// Fields of one owner, as a flat value.
template <class... F>
struct FieldList : field_list_parts::Leaves<std::index_sequence_for<F...>, F...> {};

/// The fields given, in their order.
template <class... F>
constexpr FieldList<F...> field_list(F const&... field) {
    return {{{field}...}};
}

namespace field_list_parts {

template <class To, class... A, std::size_t... I, class... B, std::size_t... J>
constexpr To join(FieldList<A...> const& a, std::index_sequence<I...>, FieldList<B...> const& b,
                  std::index_sequence<J...>) {
    if constexpr (std::is_same_v<To, FieldList<A..., B...>>) {
        return {{{static_cast<Leaf<I, A> const&>(a).field}..., {static_cast<Leaf<J, B> const&>(b).field}...}};
    } else {
        return {static_cast<Leaf<I, A> const&>(a).field..., static_cast<Leaf<J, B> const&>(b).field...};
    }
}

}  // namespace field_list_parts

/// One list after another.
template <class... A, class... B>
constexpr FieldList<A..., B...> join_fields(FieldList<A...> const& a, FieldList<B...> const& b) {
    return field_list_parts::join<FieldList<A..., B...>>(a, std::index_sequence_for<A...>{}, b,
                                                         std::index_sequence_for<B...>{});
}
template <class... A, class... B, class... Rest>
constexpr auto join_fields(FieldList<A...> const& a, FieldList<B...> const& b, Rest const&... rest) {
    return join_fields(join_fields(a, b), rest...);
}

/// The same as what a kind lists: `static constexpr auto fields = kind_fields(...)`.
template <class... A, class... B>
constexpr std::tuple<A..., B...> kind_fields(FieldList<A...> const& a, FieldList<B...> const& b) {
    return field_list_parts::join<std::tuple<A..., B...>>(a, std::index_sequence_for<A...>{}, b,
                                                          std::index_sequence_for<B...>{});
}
template <class... A, class... B, class... Rest>
constexpr auto kind_fields(FieldList<A...> const& a, FieldList<B...> const& b, Rest const&... rest) {
    return kind_fields(join_fields(a, b), rest...);
}

}  // namespace riskpool
