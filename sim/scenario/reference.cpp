// docs/reference.md, made from the descriptions.
#include <fmt/format.h>

#include <set>

#include "sim/scenario/schema.hpp"

namespace riskpool {

namespace {

std::string link(TypeDescription const& type) {
    return fmt::format("[`{}`](#{})", type.kind, type.full_name());
}

std::string value_text(Shape const& shape) {
    switch (shape.form) {
        case Shape::Form::number: return fmt::format("{}, {}", unit_name(shape.unit), shape.bound.words);
        case Shape::Form::integer: return fmt::format("whole number, {}", shape.bound.words);
        case Shape::Form::text: return "text";
        case Shape::Form::truth: return "true or false";
        case Shape::Form::choice: {
            std::string text;
            for (auto const& choice : shape.choices) text += (text.empty() ? "" : ", ") + choice;
            return "one of " + text;
        }
        case Shape::Form::record: return link(*shape.types.front());
        case Shape::Form::family: {
            std::string text;
            for (auto const& type : shape.types) text += (text.empty() ? "" : ", ") + link(*type);
            return "one kind of " + text;
        }
        case Shape::Form::named:
            return shape.item ? "map of names to " + value_text(*shape.item) : std::string("map of paths to values");
        case Shape::Form::belief: return "one kind of belief";
        case Shape::Form::source: return "one kind of source";
        case Shape::Form::list: return "list of " + value_text(*shape.item);
    }
    return {};
}

class ReferenceWriter {
public:
    void write(TypeDescription const& type) {
        if (!written_.insert(type.full_name()).second) return;
        text_ += fmt::format("\n## {}\n\n{}\n", type.full_name(), type.about);
        if (type.fields.empty()) {
            text_ += fmt::format("\nNo fields: write `{}: {{}}`.\n", type.kind);
            return;
        }
        text_ += "\n| field | value | default | meaning |\n|---|---|---|---|\n";
        for (auto const& field : type.fields) {
            const std::string missing = field.required               ? "**required**"
                                        : field.default_text.empty() ? "–"
                                                                     : '`' + field.default_text + '`';
            text_ +=
                fmt::format("| `{}` | {} | {} | {} |\n", field.name, value_text(field.shape), missing, field.about);
        }
        for (auto const& field : type.fields) follow(field.shape);
    }
    void add(std::string_view text) { text_ += text; }
    [[nodiscard]] std::string const& text() const { return text_; }

private:
    void follow(Shape const& shape) {
        for (auto const& type : shape.types) write(*type);
        if (shape.item) follow(*shape.item);
    }

    std::set<std::string> written_;
    std::string text_;
};

}  // namespace

std::string scenario_reference(ModelRegister const& models) {
    ReferenceWriter writer;
    writer.write(*scenario_description(models));
    std::string kinds;
    for (auto const& belief : models.beliefs) kinds += (kinds.empty() ? "" : ", ") + link(*belief.description);
    writer.add("\n# Beliefs\n\nIn place of a number that nobody knows: " + kinds + ".\n");
    for (auto const& belief : models.beliefs) writer.write(*belief.description);
    return "# Reference of scenario files\n\n"
           "Made by `riskpool reference` from the descriptions in the code; do not edit.\n\n"
           "Numbers of money take the suffixes k, m, bn, tn, 万, 亿, 万亿; fractions take % and ‰; `.inf` is infinity "
           "where "
           "the bound allows it. Any number may say where it comes from: `{value: 0.6%, source: D, note: ...}` with "
           "the "
           "solidity codes P primary, S secondary, T weak, D derived, R recalled, J judgement. A number that "
           "nobody knows is a belief in its place, `{pert: {low: 0.3%, mode: 0.6%, high: 1%}, source: J}`. "
           "A list may stand in a table beside the scenario: a list of records as `{file: claims.csv}`, a list of "
           "numbers "
           "or texts as `{file: claims.csv, column: amount}`, either with `where: {sector: chips}` for the rows that "
           "hold "
           "these texts. An item of a family is a one-key map: `cat_xl: {limit: 1bn, ...}`; a kind that needs no field "
           "may "
           "stand as its bare name: `metrics: [aal, ep_curve]`.\n" +
           writer.text();
}

}  // namespace riskpool
