// Lists of fields as flat values. std::tuple does the same, and takes a compiler five times as long for a family of
// twenty kinds, in every file that includes them.
#pragma once

#include <cstddef>
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
struct Leaves<std::index_sequence<I...>, F...> : Leaf<I, F>... {
    /// Calls `visit(field)` for each field in its order.
    template <class Visit>
    constexpr void for_each([[maybe_unused]] Visit& visit) const {
        (visit(static_cast<Leaf<I, F> const&>(*this).field), ...);
    }
};

}  // namespace field_list_parts

/// Fields of one owner.
template <class... F>
struct FieldList : field_list_parts::Leaves<std::index_sequence_for<F...>, F...> {};

template <class T>
inline constexpr bool is_field_list = false;
template <class... F>
inline constexpr bool is_field_list<FieldList<F...>> = true;

/// The fields given, in their order: `static constexpr auto fields = field_list(required(...), optional(...))`.
template <class... F>
constexpr FieldList<F...> field_list(F const&... field) {
    return {{{field}...}};
}

namespace field_list_parts {

template <class... A, std::size_t... I, class... B, std::size_t... J>
constexpr FieldList<A..., B...> join(FieldList<A...> const& a, std::index_sequence<I...>, FieldList<B...> const& b,
                                     std::index_sequence<J...>) {
    return {{{static_cast<Leaf<I, A> const&>(a).field}..., {static_cast<Leaf<J, B> const&>(b).field}...}};
}

}  // namespace field_list_parts

/// One list after another.
template <class... A, class... B>
constexpr FieldList<A..., B...> join_fields(FieldList<A...> const& a, FieldList<B...> const& b) {
    return field_list_parts::join(a, std::index_sequence_for<A...>{}, b, std::index_sequence_for<B...>{});
}
template <class... A, class... B, class... Rest>
constexpr auto join_fields(FieldList<A...> const& a, FieldList<B...> const& b, Rest const&... rest) {
    return join_fields(join_fields(a, b), rest...);
}

}  // namespace riskpool
