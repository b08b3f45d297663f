#include "sim/base/diagnostic.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace riskpool {

namespace {

/// Edit distance with neighbouring transpositions (optimal string alignment): the slips that fingers make.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        now[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + change});
            const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
            if (swapped) now[j] = std::min(now[j], before[j - 2] + 1);
        }
        before.swap(last);
        last.swap(now);
    }
    return last[b.size()];
}

std::string summarise(std::vector<Diagnostic> const& diagnostics) {
    std::string text;
    for (auto const& diagnostic : diagnostics) {
        if (!text.empty()) text += '\n';
        text += to_string(diagnostic);
    }
    return text;
}

}  // namespace

std::string to_string(Diagnostic const& d) {
    std::string text = d.file;
    if (d.line > 0) text += ':' + std::to_string(d.line) + ':' + std::to_string(d.column);
    if (!text.empty()) text += ": ";
    text += d.level == Level::error ? "error: " : "warning: ";
    if (!d.path.empty()) text += d.path + ": ";
    text += d.problem;
    if (!d.hint.empty()) text += "; " + d.hint;
    return text;
}

bool has_errors(std::vector<Diagnostic> const& diagnostics) {
    return std::any_of(diagnostics.begin(), diagnostics.end(),
                       [](Diagnostic const& d) { return d.level == Level::error; });
}

std::vector<Diagnostic> in_order_of_place(std::vector<Diagnostic> diagnostics, std::string_view first_file) {
    const auto key = [&](Diagnostic const& d) {
        return std::tuple(d.file != first_file, std::string_view(d.file), d.line, d.column);
    };
    std::stable_sort(diagnostics.begin(), diagnostics.end(),
                     [&](Diagnostic const& a, Diagnostic const& b) { return key(a) < key(b); });
    std::vector<Diagnostic> kept;
    for (auto& diagnostic : diagnostics) {
        bool said = false;
        for (auto same = kept.rbegin(); same != kept.rend() && key(*same) == key(diagnostic) && !said; ++same) {
            said = diagnostic.line > 0 && same->problem == diagnostic.problem;
        }
        if (!said) kept.push_back(std::move(diagnostic));
    }
    return kept;
}

std::string_view nearest(std::string_view word, std::vector<std::string_view> const& known) {
    std::string_view best;
    // A third of the letters may differ, and never all of them: "C" is not meant to be "A".
    std::size_t best_distance = std::min(std::max<std::size_t>(1, word.size() / 3) + 1, word.size());
    for (auto const candidate : known) {
        if (candidate.empty()) continue;
        const std::size_t distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

ScenarioError::ScenarioError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(summarise(diagnostics)), diagnostics_(std::move(diagnostics)) {}

}  // namespace riskpool
