#include "sim/io/alike_warnings.hpp"

#include <cstddef>
#include <utility>

namespace riskpool {

namespace {

/// A whole number as it stands in a text; compared by length and digits, so that none is too large.
struct Extremes {
    std::string low, high;
};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool less(std::string const& a, std::string const& b) {
    return a.size() != b.size() ? a.size() < b.size() : a < b;
}

/// The pieces of a text between its numbers, and the numbers.
struct Shape {
    std::vector<std::string> pieces;
    std::vector<std::string> numbers;
};

Shape shape_of(std::string const& text) {
    Shape shape{{""}, {}};
    for (std::size_t at = 0; at < text.size();) {
        if (!is_digit(text[at])) {
            shape.pieces.back() += text[at++];
            continue;
        }
        std::string number;
        while (at < text.size() && is_digit(text[at])) number += text[at++];
        shape.numbers.push_back(std::move(number));
        shape.pieces.emplace_back();
    }
    return shape;
}

}  // namespace

Warnings alike_warnings(Warnings const& by_text) {
    struct Group {
        std::vector<Extremes> numbers;
        std::vector<std::string> who;
    };
    std::map<std::vector<std::string>, Group> groups;
    for (auto const& [text, who] : by_text) {
        const Shape shape = shape_of(text);
        Group& group = groups[shape.pieces];
        if (group.numbers.empty()) {
            for (auto const& number : shape.numbers) group.numbers.push_back({number, number});
        }
        for (std::size_t k = 0; k < shape.numbers.size(); ++k) {
            Extremes& seen = group.numbers[k];
            if (less(shape.numbers[k], seen.low)) seen.low = shape.numbers[k];
            if (less(seen.high, shape.numbers[k])) seen.high = shape.numbers[k];
        }
        group.who.insert(group.who.end(), who.begin(), who.end());
    }
    Warnings told;
    for (auto& [pieces, group] : groups) {
        std::string text = pieces.front();
        for (std::size_t k = 0; k < group.numbers.size(); ++k) {
            Extremes const& seen = group.numbers[k];
            text += seen.low == seen.high ? seen.low : seen.low + " to " + seen.high;
            text += pieces[k + 1];
        }
        told[text] = std::move(group.who);
    }
    return told;
}

}  // namespace riskpool
