#include "sim/app/provenance_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "sim/io/text_table.hpp"

namespace riskpool {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> codes{
    std::pair{"P", "primary"}, std::pair{"S", "secondary"}, std::pair{"T", "weak"},
    std::pair{"D", "derived"}, std::pair{"R", "recalled"},  std::pair{"J", "judgement"}};

}  // namespace

std::string provenance_table(LoadedScenario const& loaded) {
    TextTable table({"number", "value", "source", "note"});
    for (auto const& origin : loaded.provenance) {
        table.add({origin.path, origin.value, origin.source.empty() ? "-" : origin.source, origin.note});
    }
    std::size_t silent = 0;
    for (auto const& number : loaded.uncertain) {
        const auto same = [&](Provenance const& origin) { return origin.path == number.path; };
        if (std::any_of(loaded.provenance.begin(), loaded.provenance.end(), same)) continue;
        ++silent;
        Belief const& belief = number.belief;
        table.add(
            {number.path,
             fmt::format("{} {:g} to {:g}, mean {:g}", belief.kind(), belief.lowest(), belief.highest(), belief.mean()),
             "-", number.name.empty() ? "" : "belief " + number.name});
    }
    if (table.empty()) return {};
    std::string counts;
    const auto count = [&](std::string_view code, std::string_view words) {
        const auto n = std::count_if(loaded.provenance.begin(), loaded.provenance.end(),
                                     [&](Provenance const& origin) { return origin.source == code; });
        if (n > 0) counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", n, words);
    };
    for (auto const& [code, words] : codes) count(code, fmt::format("{} ({})", words, code));
    count("", "without a code");
    if (silent > 0) counts += fmt::format("{}{} beliefs that say nothing of it", counts.empty() ? "" : ", ", silent);
    return fmt::format("{}\n  {}\n  {} of them uncertain; a run of their means holds the mean of each belief\n",
                       table.text(), counts, loaded.uncertain.size());
}

}  // namespace riskpool
