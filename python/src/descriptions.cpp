// What the described types say of themselves, as plain data: Python makes its classes of it.
#include "sim/base/description.hpp"

#include <map>

#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>

#include "models/model_register.hpp"
#include "python/src/bindings.hpp"
#include "sim/scenario/number.hpp"
#include "sim/scenario/schema.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace riskpool::python {

namespace {

nb::str text(std::string_view words) {
    return nb::str(words.data(), words.size());  // NOLINT(modernize-return-braced-init-list): an explicit constructor
}

std::string_view form_name(Shape::Form form) {
    switch (form) {
        case Shape::Form::number: return "number";
        case Shape::Form::integer: return "integer";
        case Shape::Form::text: return "text";
        case Shape::Form::truth: return "truth";
        case Shape::Form::choice: return "choice";
        case Shape::Form::record: return "record";
        case Shape::Form::family: return "family";
        case Shape::Form::list: return "list";
        case Shape::Form::belief: return "belief";
        case Shape::Form::source: return "source";
        default: return "other";  // Python then keeps what it is given, and leaves it to the reader
    }
}

/// Every type once. A description is made anew wherever a type is used, so types are told apart by what they say.
class TypeList {
public:
    std::size_t enter(TypeDescription const& type) {
        std::string content = type.full_name() + '\n' + type.about;
        for (auto const& field : type.fields) content += '\n' + field.name + '\t' + field.about;
        if (const auto known = position_.find(content); known != position_.end()) return known->second;
        const std::size_t position = position_.size();
        position_.emplace(std::move(content), position);
        nb::dict entry;
        types_.append(entry);
        entry["kind"] = text(type.kind);
        entry["family"] = text(type.family);
        entry["about"] = text(type.about);
        nb::list fields;
        for (auto const& field : type.fields) {
            nb::dict each;
            each["name"] = text(field.name);
            each["about"] = text(field.about);
            each["required"] = field.required;
            each["default"] = text(field.default_text);
            each["shape"] = shape(field.shape);
            fields.append(each);
        }
        entry["fields"] = fields;
        return position;
    }
    [[nodiscard]] nb::list types() const { return types_; }

private:
    nb::dict shape(Shape const& s) {
        nb::dict entry;
        entry["form"] = text(form_name(s.form));
        entry["unit"] = text(unit_name(s.unit));
        entry["bound"] = text(s.bound.words);
        nb::list choices, types;
        for (auto const& choice : s.choices) choices.append(text(choice));
        for (auto const& type : s.types) types.append(enter(*type));
        entry["choices"] = choices;
        entry["types"] = types;
        entry["file_allowed"] = s.file_allowed();
        entry["item"] = s.item ? nb::object(shape(*s.item)) : nb::none();
        return entry;
    }

    std::map<std::string, std::size_t> position_;
    nb::list types_;
};

/// All types that a scenario is made of, the first of which is the scenario, and the kinds of beliefs, which may stand
/// for its numbers.
nb::list describe() {
    const ModelRegister models = registered_models();
    TypeList list;
    list.enter(*scenario_description(models));
    for (auto const& belief : models.beliefs) list.enter(*belief.description);
    return list.types();
}

/// The number that a file may write as `written`, or why it is none: value, problem, hint.
std::tuple<double, std::string, std::string> read_number(std::string const& written, std::string const& unit) {
    for (int each = 0; each < 256; ++each) {
        if (unit_name(static_cast<Unit>(each)) != unit) continue;
        const ParsedNumber number = parse_number(written, static_cast<Unit>(each));
        return {number.value, number.problem, number.hint};
    }
    throw nb::value_error(("no unit is called " + unit).c_str());
}

}  // namespace

void bind_descriptions(nb::module_& module) {
    module.def("describe", &describe);
    module.def("read_number", &read_number, "written"_a, "unit"_a);
}

}  // namespace riskpool::python
