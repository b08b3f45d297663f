// What a described type says of itself, as a value: the JSON Schema, the reference page and the Python classes are
// made from this, never from a second list.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

struct TypeDescription;
using TypePointer = std::shared_ptr<TypeDescription const>;

/// What the value of a field looks like.
struct Shape {
    enum class Form : std::uint8_t {
        number,
        integer,
        text,
        truth,
        choice,
        record,
        family,
        list,
        named,
        belief,
        source
    };
    Form form = Form::number;
    Bound bound;
    Unit unit = Unit::none;
    std::vector<std::string> choices;   // of a choice
    std::vector<TypePointer> types;     // of a record (one) or a family (each kind)
    std::shared_ptr<Shape const> item;  // of a list, or of a map from names of one's own

    /// Of a list of records: {file: x.csv} may stand in its place.
    [[nodiscard]] bool may_be_rows() const { return form == Form::list && item->form == Form::record; }
    /// Of a list of single values: {file: x.csv, column: y} may.
    [[nodiscard]] bool may_be_cells() const {
        return form == Form::list && (item->form == Form::number || item->form == Form::integer ||
                                      item->form == Form::text || item->form == Form::choice);
    }
    [[nodiscard]] bool file_allowed() const { return may_be_rows() || may_be_cells(); }
};

struct FieldDescription {
    std::string name;
    std::string about;
    Shape shape;
    bool required = false;
    std::string default_text;  // empty when the default is "nothing"
};

struct TypeDescription {
    std::string kind;
    std::string about;
    std::vector<FieldDescription> fields;
    std::string family;  // of kinds whose names may also be those of another family; else empty

    /// A name that no other type has.
    [[nodiscard]] std::string full_name() const { return family.empty() ? kind : kind + '_' + family; }
};

template <Described T>
TypePointer describe_type();

/// A type that the reader reads in a way of its own says its shape by specialising this.
template <class T>
struct ShapeOf;

template <class T>
concept HasOwnShape = requires {
    ShapeOf<T>::shape();
};

namespace description {

template <class T>
struct Element {
    using type = void;
};
template <class T>
struct Element<std::vector<T>> {
    using type = T;
};
template <class T>
struct Element<std::optional<T>> {
    using type = T;
};
template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_maybe = false;
template <class T>
inline constexpr bool is_maybe<std::optional<T>> = true;

std::string number_text(double value);

}  // namespace description

/// The shape of a field of type T under a bound and a unit.
template <class T>
Shape shape_of(Bound const& bound, Unit unit) {
    Shape shape;
    shape.bound = bound;
    shape.unit = unit;
    if constexpr (HasOwnShape<T>) {
        return ShapeOf<T>::shape();
    } else if constexpr (description::is_maybe<T>) {
        return shape_of<typename description::Element<T>::type>(bound, unit);
    } else if constexpr (description::is_list<T>) {
        shape.form = Shape::Form::list;
        shape.item = std::make_shared<Shape const>(shape_of<typename description::Element<T>::type>(bound, unit));
    } else if constexpr (is_family<T>) {
        shape.form = Shape::Form::family;
        for_each_kind<T>([&]<class K>() { shape.types.push_back(describe_type<K>()); });
    } else if constexpr (Described<T>) {
        shape.form = Shape::Form::record;
        shape.types.push_back(describe_type<T>());
    } else if constexpr (IsChoice<T>) {
        shape.form = Shape::Form::choice;
        for (auto const& [name, value] : Choice<T>::values) shape.choices.emplace_back(name);
    } else if constexpr (std::is_same_v<T, bool>) {
        shape.form = Shape::Form::truth;
    } else if constexpr (std::is_same_v<T, std::string>) {
        shape.form = Shape::Form::text;
    } else if constexpr (std::is_integral_v<T>) {
        shape.form = Shape::Form::integer;
    }
    return shape;
}

/// The default of a field, as the reference page prints it.
template <class T>
std::string default_text(T const& value) {
    if constexpr (IsChoice<T>) {
        return std::string(choice_name(value));
    } else if constexpr (std::is_same_v<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::is_same_v<T, std::string>) {
        return value;
    } else if constexpr (std::is_arithmetic_v<T>) {
        return description::number_text(static_cast<double>(value));
    } else if constexpr (std::is_same_v<T, std::vector<double>>) {
        std::string text;
        for (const double x : value) text += (text.empty() ? "" : ", ") + description::number_text(x);
        return text;
    } else {
        return {};
    }
}

template <Described T>
TypePointer describe_type() {
    auto type = std::make_shared<TypeDescription>();
    type->kind = T::kind;
    type->about = T::about;
    const T defaults{};
    for_each_field<T>([&](auto const& field) {
        using Value = typename std::remove_cvref_t<decltype(field)>::value_type;
        FieldDescription entry;
        entry.name = field.name;
        entry.about = field.about;
        entry.shape = shape_of<Value>(field.bound, field.unit);
        entry.required = field.need == Need::required;
        if (!entry.required) entry.default_text = default_text(defaults.*(field.member));
        if constexpr (std::is_same_v<Value, double>) {
            // A mark of "not given" (such as a mean that mu and sigma replace) is no value that a file could hold.
            if (!field.bound.holds(defaults.*(field.member))) entry.default_text.clear();
        }
        type->fields.push_back(std::move(entry));
    });
    return type;
}

}  // namespace riskpool
