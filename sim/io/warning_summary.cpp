#include "sim/io/warning_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <sstream>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/io/pool_summary.hpp"
#include "sim/io/summary_figures.hpp"
#include "sim/metric/warning.hpp"

namespace riskpool {

namespace {

/// A sentence cut at its first whole number that stands by itself.
struct Sentence {
    std::string before, after;
    double number = 0;
    bool counts = false;  // it has a number

    explicit Sentence(std::string_view text) : before(text) {
        const std::size_t begin = text.find_first_of("0123456789");
        if (begin == std::string_view::npos || (begin > 0 && text[begin - 1] != ' ')) return;
        const std::size_t end = text.find_first_not_of("0123456789", begin);
        if (end == std::string_view::npos || text[end] != ' ') return;
        counts = std::from_chars(text.data() + begin, text.data() + end, number).ec == std::errc();
        before = text.substr(0, begin);
        after = text.substr(end);
    }
};

/// Sentences of one form: who they are about, and the least and the greatest number.
struct Told {
    std::vector<std::string> about;
    double least = 0, greatest = 0;
    bool counts = false;
};

class Warnings {
public:
    void add(std::string_view sentence, std::string about) {
        const Sentence cut(sentence);
        Told& told = told_[{cut.before, cut.after}];
        told.least = told.about.empty() ? cut.number : std::min(told.least, cut.number);
        told.greatest = told.about.empty() ? cut.number : std::max(told.greatest, cut.number);
        told.counts = cut.counts;
        told.about.push_back(std::move(about));
    }
    [[nodiscard]] bool empty() const { return told_.empty(); }
    [[nodiscard]] std::string text() const {
        std::string out;
        for (auto const& [parts, told] : told_) {
            std::string number;
            if (told.counts) number = fmt::format("{}", told.least);
            if (told.counts && told.greatest > told.least) number += fmt::format(" to {}", told.greatest);
            const std::size_t others = told.about.size() - 1;
            out += fmt::format("  {}{}{} ({}{})\n", parts.first, number, parts.second, told.about.front(),
                               others > 0 ? fmt::format(" and {} more", others) : "");
        }
        return out;
    }

private:
    std::map<std::pair<std::string, std::string>, Told> told_;
};

}  // namespace

std::string warning_summary(ResultTables const& tables) {
    Warnings warnings;
    for (auto const& row : tables.metrics) {
        if (row.warning.empty() || is_told_with_limits(row)) continue;
        std::string_view left = row.warning;
        while (!left.empty()) {
            const std::size_t end = left.find(between_warnings);
            warnings.add(left.substr(0, end), row.metric + " of " + row.party + " " + words(row.quantity));
            left = end == std::string_view::npos ? std::string_view{} : left.substr(end + between_warnings.size());
        }
    }
    for (auto const& treaty : tables.treaties) {
        if (!treaty.note.empty()) warnings.add(treaty.note, "treaty " + treaty.treaty);
    }
    std::size_t judged = 0;
    for (auto const& row : tables.provenance) judged += row.source == "J" ? 1U : 0U;

    std::string out;
    std::istringstream told(tables.warnings);
    for (std::string line; std::getline(told, line);) out += "  " + line + '\n';
    if (tables.trials != tables.trials_asked) {
        out += fmt::format("  the run was stopped after {} of {} trials; the figures are those of a run of {} trials\n",
                           tables.trials, tables.trials_asked, tables.trials);
    }
    if (tables.draws == 0 && !tables.uncertain.empty()) {
        out += fmt::format(
            "  {} numbers are uncertain, and this run holds their means: what is not known of them is in no figure\n",
            tables.uncertain.size());
    }
    if (judged > 0)
        out += fmt::format("  {} numbers of the scenario rest on judgement (`riskpool check` lists them)\n", judged);
    out += warnings.text();
    return out.empty() ? out : "\nMind\n" + out;
}

}  // namespace riskpool
