// What every description must keep, whoever adds a kind: it is read, listed, drawn and printed from its fields alone.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/belief/register.hpp"
#include "models/dependence/register.hpp"
#include "models/register.hpp"
#include "sim/base/description.hpp"
#include "sim/scenario/belief_register.hpp"
#include "sim/scenario/reader.hpp"
#include "sim/scenario/scenario.hpp"
#include "sim/scenario/scenario_shape.hpp"
#include "sim/scenario/schema.hpp"
#include "sim/scenario/source_register.hpp"
#include "sim/scenario/treaty_reading.hpp"

namespace riskpool {
namespace {

/// Calls visit.operator()<T>() for T and every described type within it, once for each way that leads there.
template <class T, class Visit>
void for_each_type(Visit const& visit) {
    if constexpr (description::is_list<T> || description::is_maybe<T>) {
        for_each_type<typename description::Element<T>::type>(visit);
    } else if constexpr (is_family<T>) {
        for_each_kind<T>([&]<class K>() { for_each_type<K>(visit); });
    } else if constexpr (std::is_same_v<T, InsuredList>) {
        for_each_type<Insured>(visit);
    } else if constexpr (Described<T>) {
        visit.template operator()<T>();
        for_each_field<T>([&](auto const& field) {
            for_each_type<typename std::remove_cvref_t<decltype(field)>::value_type>(visit);
        });
    }
}

template <class Visit>
void for_each_type_of_the_program(Visit const& visit) {
    for_each_type<Scenario>(visit);
    for_each_type<SourceKinds>(visit);
    for_each_type<DependenceKinds>(visit);
    for_each_type<BeliefKinds>(visit);
}

/// The same as values: each type by its full name, with all descriptions found under that name.
std::multimap<std::string, TypePointer> described_types() {
    std::multimap<std::string, TypePointer> types;
    for_each_type_of_the_program([&]<class T>() {
        TypePointer type = describe_type<T>();
        if constexpr (BeliefKind<T>) type = describe_belief<T>();
        types.emplace(type->full_name(), std::move(type));
    });
    return types;
}

bool is_snake_case(std::string_view name) {
    return !name.empty() && name.front() >= 'a' && name.front() <= 'z' && name.back() != '_' &&
           name.find("__") == std::string_view::npos && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
           });
}

TEST(DescriptionLaws, EveryFieldHasANameOfItsOwnInSnakeCase) {
    const auto types = described_types();
    EXPECT_GT(types.size(), 60U);
    for (auto const& [kind, type] : types) {
        std::set<std::string> names;
        for (auto const& field : type->fields) {
            EXPECT_TRUE(is_snake_case(field.name)) << kind << '.' << field.name;
            EXPECT_TRUE(names.insert(field.name).second) << kind << '.' << field.name << " stands twice";
        }
    }
}

TEST(DescriptionLaws, EveryKindAndFieldSaysWhatItIsInASentenceOfOneLine) {
    const auto is_sentence = [](std::string const& text) {
        return text.size() > 5 && text.ends_with('.') && text.find('\n') == std::string::npos &&
               text.find('|') == std::string::npos;  // which would end a cell of the reference page's table
    };
    for (auto const& [kind, type] : described_types()) {
        EXPECT_TRUE(is_sentence(type->about)) << kind << ": " << type->about;
        for (auto const& field : type->fields) {
            EXPECT_TRUE(is_sentence(field.about)) << kind << '.' << field.name << ": " << field.about;
        }
    }
}

TEST(DescriptionLaws, EveryKindHasANameOfItsOwnInSnakeCase) {
    for (auto const& [kind, type] : described_types()) EXPECT_TRUE(is_snake_case(kind)) << kind;
    const auto expect_unique = [](std::string const& where, Shape const& family) {
        std::set<std::string> kinds;
        for (auto const& type : family.types) EXPECT_TRUE(kinds.insert(type->kind).second) << where << type->kind;
    };
    for (auto const& [kind, type] : described_types()) {
        for (auto const& field : type->fields) {
            expect_unique(kind + '.' + field.name + ": ", field.shape);
            if (field.shape.item) expect_unique(kind + '.' + field.name + ": ", *field.shape.item);
        }
    }
    expect_unique("sources: ", shape_of<SourceKinds>(any_finite, Unit::none));
    expect_unique("beliefs: ", shape_of<BeliefKinds>(any_finite, Unit::none));
}

// The schema and the reference page hold one definition for each kind's name.
TEST(DescriptionLaws, OneNameMeansOneType) {
    const auto fields_of = [](TypeDescription const& type) {
        std::string text = type.about;
        for (auto const& field : type.fields) text += '\n' + field.name + ": " + field.about;
        return text;
    };
    std::map<std::string, std::string> first;
    for (auto const& [kind, type] : described_types()) {
        const auto [known, fresh] = first.emplace(kind, fields_of(*type));
        EXPECT_EQ(known->second, fields_of(*type)) << kind;
    }
}

TEST(DescriptionLaws, EveryBoundHasWordsAndRoom) {
    const std::function<void(std::string const&, Shape const&)> expect_sound = [&](std::string const& where,
                                                                                   Shape const& shape) {
        if (shape.item) expect_sound(where, *shape.item);
        const bool number = shape.form == Shape::Form::number;
        if (!number && shape.form != Shape::Form::integer) return;
        EXPECT_FALSE(shape.bound.words.empty()) << where;
        EXPECT_LE(shape.bound.low, shape.bound.high) << where;
        EXPECT_TRUE(number || shape.bound.low >= 0) << where;
        EXPECT_FALSE(shape.bound.holds(std::numeric_limits<double>::quiet_NaN())) << where;
    };
    for (auto const& [kind, type] : described_types()) {
        for (auto const& field : type->fields) expect_sound(kind + '.' + field.name, field.shape);
    }
}

// infinity is the mark of "not given" where the bound does not allow it (models/severity/law.hpp).
TEST(DescriptionLaws, EveryDefaultIsAValueThatAFileCouldGiveOrAMark) {
    for_each_type_of_the_program([]<class T>() {
        const T defaults{};
        for_each_field<T>([&](auto const& field) {
            using Value = typename std::remove_cvref_t<decltype(field)>::value_type;
            if (field.need == Need::required) return;
            auto const& value = defaults.*(field.member);
            const auto holds = [&](double x) { return field.bound.holds(x); };
            if constexpr (std::is_same_v<Value, double>) {
                EXPECT_TRUE(holds(value) || value == infinity) << T::kind << '.' << field.name;
            } else if constexpr (std::is_integral_v<Value> && !std::is_same_v<Value, bool>) {
                EXPECT_TRUE(holds(static_cast<double>(value))) << T::kind << '.' << field.name;
            } else if constexpr (std::is_same_v<Value, std::vector<double>>) {
                EXPECT_TRUE(std::all_of(value.begin(), value.end(), holds)) << T::kind << '.' << field.name;
            } else if constexpr (IsChoice<Value>) {
                EXPECT_NE(choice_name(value), "?") << T::kind << '.' << field.name;
            }
        });
    });
}

/// A value that the shape allows, as a file would write it.
std::string sample(Shape const& shape);

/// A map with the fields required, or with all of them.
std::string sample_map(TypeDescription const& type, bool all) {
    std::string text;
    for (auto const& field : type.fields) {
        if (field.required || all) text += (text.empty() ? "" : ", ") + field.name + ": " + sample(field.shape);
    }
    return '{' + text + '}';
}

std::string sample(Shape const& shape) {
    switch (shape.form) {
        case Shape::Form::number:
        case Shape::Form::integer:
            for (const double x : {1.0, 2.0, 0.0, 0.5, shape.bound.low, shape.bound.high}) {
                if (shape.bound.holds(x)) return fmt::format("{}", x);
            }
            return "";
        case Shape::Form::text: return "x";
        case Shape::Form::truth: return "true";
        case Shape::Form::choice: return shape.choices.back();
        case Shape::Form::record: return sample_map(*shape.types.front(), false);
        case Shape::Form::family:
            return '{' + shape.types.front()->kind + ": " + sample_map(*shape.types.front(), false) + '}';
        case Shape::Form::named: return "{x: " + (shape.item ? sample(*shape.item) : "1") + '}';
        case Shape::Form::belief: return "{uniform: {low: 1, high: 2}}";
        case Shape::Form::source: return "{fixed_events: {events: [{year: 1, insured: x, damage: 1}]}}";
        case Shape::Form::list: return '[' + sample(*shape.item) + ']';
    }
    return "";
}

/// What only the reader itself says, and never a type of itself.
bool is_of_the_reader(Diagnostic const& diagnostic) {
    for (auto const* words :
         {"is not a field of", "must be a number", "must be a list,", "must be a map", "must be a text",
          "must be a whole number", "must be true or false", "is no kind known here", "is not one of the choices",
          "is not a number", "must be a kind"}) {
        if (diagnostic.problem.find(words) != std::string::npos) return true;
    }
    return diagnostic.hint.starts_with("it is: ") || diagnostic.problem.starts_with("must be ");
}

template <class T>
std::vector<Diagnostic> read_text(std::string const& text, T& value) {
    static const BeliefRegister beliefs = register_beliefs<BeliefKinds>();
    static const SourceRegister sources = register_sources<SourceKinds>();
    Reader reader;
    reader.beliefs = &beliefs;
    reader.sources = &sources;
    const Node root = parse_document(text, "sample.yaml", reader.diagnostics);
    EXPECT_TRUE(reader.diagnostics.empty()) << text;
    reader.read_fields(root, "", value);
    return reader.diagnostics;
}

template <class T>
inline constexpr bool reads_alone = !std::is_same_v<T, Scenario>;  // which needs the register of sources

TEST(DescriptionLaws, EveryKindReadsWhatItsDescriptionAllows) {
    std::size_t read = 0;
    std::size_t clean = 0;
    for_each_type_of_the_program([&]<class T>() {
        if constexpr (reads_alone<T>) {
            for (const bool all : {false, true}) {
                const std::string text = sample_map(*describe_type<T>(), all);
                T value;
                const auto found = read_text(text, value);
                for (auto const& each : found) {
                    EXPECT_FALSE(is_of_the_reader(each)) << T::kind << ": " << text << '\n' << to_string(each);
                }
                ++read;
                if (found.empty()) ++clean;
            }
        }
    });
    EXPECT_GT(read, 120U);
    EXPECT_GT(clean, read / 2);  // the others lack what only their own check asks for
}

TEST(DescriptionLaws, EveryKindRefusesAFieldThatItDoesNotDescribe) {
    for_each_type_of_the_program([]<class T>() {
        if constexpr (reads_alone<T>) {
            std::string text = sample_map(*describe_type<T>(), false);
            text.insert(text.size() - 1, text == "{}" ? "no_such_field: 1" : ", no_such_field: 1");
            T value;
            const auto found = read_text(text, value);
            const auto refused = std::count_if(found.begin(), found.end(), [](Diagnostic const& each) {
                return each.path == "no_such_field" && each.problem.starts_with("is not a field of");
            });
            EXPECT_EQ(refused, 1) << T::kind << ": " << text;
        }
    });
}

TEST(DescriptionLaws, EveryRequiredFieldIsMissedWhenItIsLeftOut) {
    for_each_type_of_the_program([]<class T>() {
        if constexpr (reads_alone<T>) {
            std::size_t required_fields = 0;
            for_each_field<T>([&](auto const& field) { required_fields += field.need == Need::required ? 1U : 0U; });
            T value;
            const auto found = read_text("{}", value);
            const auto missed = std::count_if(found.begin(), found.end(),
                                              [](Diagnostic const& each) { return each.hint.starts_with("it is: "); });
            EXPECT_EQ(static_cast<std::size_t>(missed), required_fields) << T::kind;
        }
    });
}

/// The types whose defaults description.hpp prints.
template <class T>
inline constexpr bool has_printed_default =
    std::is_arithmetic_v<T> || std::is_same_v<T, std::string> || IsChoice<T> || std::is_same_v<T, std::vector<double>>;

// The default that the reference page prints is the one that holds: writing it into the file changes nothing.
TEST(DescriptionLaws, EveryDefaultPrintedReadsAsTheDefault) {
    std::size_t compared = 0;
    for_each_type_of_the_program([&]<class T>() {
        if constexpr (reads_alone<T>) {
            const TypePointer type = describe_type<T>();
            const T defaults{};
            std::size_t index = 0;
            for_each_field<T>([&](auto const& field) {
                using Value = typename std::remove_cvref_t<decltype(field)>::value_type;
                FieldDescription const& description = type->fields[index++];
                if (description.default_text.empty()) return;
                if constexpr (has_printed_default<Value>) {
                    const bool list = description.shape.form == Shape::Form::list;
                    const std::string written = list ? '[' + description.default_text + ']' : description.default_text;
                    T value;
                    Reader reader;
                    const Node node = parse_document(written, "default.yaml", reader.diagnostics);
                    reader.read(node, "", field.bound, field.unit, value.*(field.member));
                    EXPECT_TRUE(reader.diagnostics.empty()) << T::kind << '.' << field.name << ": " << written;
                    EXPECT_EQ(value.*(field.member), defaults.*(field.member)) << T::kind << '.' << field.name;
                    ++compared;
                }
            });
        }
    });
    EXPECT_GT(compared, 40U);
}

TEST(DescriptionLaws, EveryKindOfTheRegisterIsListedForTheReader) {
    const SourceRegister entries = register_sources<SourceKinds>();
    const Shape family = shape_of<SourceKinds>(any_finite, Unit::none);
    ASSERT_EQ(entries.size(), family.types.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        EXPECT_EQ(entries[i].kind, family.types[i]->kind);
        // Every source may have a name.
        EXPECT_EQ(entries[i].description->fields.size(), 1 + family.types[i]->fields.size());
    }
}

}  // namespace
}  // namespace riskpool
