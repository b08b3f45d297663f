#include "sim/check/lead_reinsurer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "sim/check/yearly_limit.hpp"

namespace riskpool {

namespace {

ReinsurerStanding const* find(std::vector<ReinsurerStanding> const& list, std::string const& reinsurer) {
    for (auto const& each : list) {
        if (each.reinsurer == reinsurer) return &each;
    }
    return nullptr;
}

}  // namespace

std::vector<Finding> LeadReinsurerRule::findings(std::span<LedTreaty const> treaties) const {
    std::vector<Finding> all;
    for (auto const& treaty : treaties) {
        if (std::all_of(treaty.sectors.begin(), treaty.sectors.end(),
                        [&](std::string const& sector) { return is_exempt(exempt_sectors, sector); })) {
            continue;
        }
        ReinsurerStanding const* lead = find(reinsurers, treaty.lead);
        const bool rated = ratings.empty() ? !treaty.rating.empty()
                                           : std::find(ratings.begin(), ratings.end(), treaty.rating) != ratings.end();
        const bool sound = rated || (lead != nullptr && lead->state_owned);
        std::string words = fmt::format("\"{}\" leads \"{}\"", treaty.lead, treaty.treaty);
        const double needed = lead != nullptr && !lead->professional ? direct_insurer_capital : capital;
        if (lead == nullptr) {
            words += "; its capital is not known and not checked";
        } else {
            words += fmt::format(" with a capital of {:.6g}; {:.6g} is the least", lead->capital, needed);
        }
        if (!sound) words += treaty.rating.empty() ? "; it has no rating" : "; its rating does not suffice";
        // What is needed is measured, and the lead's own capital is the limit to it.
        Finding finding = finding_on(kind, treaty.buyer, treaty.treaty, needed,
                                     lead != nullptr ? lead->capital : needed, std::move(words));
        if (lead == nullptr) finding.use = 0;
        if (!sound) {
            finding.breach = true;
            finding.use = most_use;
        }
        all.push_back(std::move(finding));
    }
    return all;
}

void LeadReinsurerRule::check(FieldFaults& faults) const {
    for (auto const& each : reinsurers) {
        if (find(reinsurers, each.reinsurer) == &each) continue;
        faults.add("reinsurers", "names \"" + each.reinsurer + "\" twice", "name each reinsurer once");
        return;
    }
}

}  // namespace riskpool
