#include "sim/scenario/draw_fault.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace riskpool {

namespace {

constexpr std::size_t most_tried = 64;
constexpr std::size_t most_told = 8;  // a message is one line

std::size_t common_length(std::string_view a, std::string_view b) {
    return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

/// The values as `path = value`, those first whose paths have most in common with `path`.
std::string told(DrawnValues const& values, std::string_view path) {
    std::vector<std::pair<std::string_view, double>> ordered(values.begin(), values.end());
    std::stable_sort(ordered.begin(), ordered.end(), [&](auto const& a, auto const& b) {
        return common_length(a.first, path) > common_length(b.first, path);
    });
    std::string text;
    for (std::size_t i = 0; i < std::min(most_told, ordered.size()); ++i) {
        text += fmt::format("{}{} = {:.6g}", text.empty() ? "" : ", ", ordered[i].first, ordered[i].second);
    }
    if (ordered.size() > most_told) text += fmt::format(", and {} more", ordered.size() - most_told);
    return text;
}

std::string what_to_do(ValuesAtFault const& at_fault) {
    if (at_fault.together) {
        return "keep these beliefs `within` bounds that go together, share one belief between them, or write points";
    }
    std::string paths;
    for (auto const& [path, value] : at_fault.values) paths += (paths.empty() ? "" : " and of ") + path;
    return "keep the belief of " + paths + " `within` bounds that hold in every draw, or write a point";
}

}  // namespace

ValuesAtFault values_at_fault(DrawnValues const& values, std::function<bool(DrawnValues const&)> const& fails) {
    ValuesAtFault found;
    if (values.size() <= most_tried) {
        for (auto const& each : values) {
            if (fails({each})) found.values.insert(each);
        }
    }
    if (found.values.empty()) found = {values, values.size() > 1};
    return found;
}

void tell_draw(std::vector<Diagnostic>& faults, std::string const& draw, ValuesAtFault const& at_fault) {
    const std::string hint = what_to_do(at_fault);
    for (auto& fault : faults) {
        fault.problem += fmt::format(", in {} ({})", draw, told(at_fault.values, fault.path));
        fault.hint += (fault.hint.empty() ? "" : "; ") + hint;
    }
}

ScenarioError fault_of_draw(LoadedScenario const& loaded, std::optional<std::size_t> alternative,
                            std::string const& draw, ValuesAtFault const& at_fault, std::string const& problem,
                            std::string const& hint) {
    std::vector<Diagnostic> faults;
    for (auto const& number : alternative ? loaded.alternatives[*alternative].uncertain : loaded.uncertain) {
        if (at_fault.values.find(number.path) == at_fault.values.end()) continue;
        if (at_fault.together && !faults.empty()) break;
        faults.push_back(
            {Level::error, number.file, number.place.line, number.place.column, number.path, problem, hint});
    }
    tell_draw(faults, draw, at_fault);
    return ScenarioError(in_order_of_place(std::move(faults), loaded.file));
}

}  // namespace riskpool
