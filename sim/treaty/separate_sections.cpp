#include "sim/treaty/separate_sections.hpp"

#include <algorithm>

namespace riskpool {

bool surely_overlap(Filter const& a, Filter const& b) {
    const auto wider = [](std::string const& x, std::string const& y) { return x.empty() || x == y; };
    const auto contains = [&](Filter const& x, Filter const& y) {
        const bool names =
            x.insureds.empty() ||
            (!y.insureds.empty() && std::all_of(y.insureds.begin(), y.insureds.end(), [&](std::string const& name) {
                return std::find(x.insureds.begin(), x.insureds.end(), name) != x.insureds.end();
            }));
        return names && wider(x.sector, y.sector) && wider(x.cluster, y.cluster) && wider(x.type, y.type);
    };
    const auto may_agree = [&](std::string const& x, std::string const& y) { return y.empty() || wider(x, y); };
    const bool shared_name = std::find_first_of(a.insureds.begin(), a.insureds.end(), b.insureds.begin(),
                                                b.insureds.end()) != a.insureds.end();
    return contains(a, b) || contains(b, a) ||
           (shared_name && may_agree(a.sector, b.sector) && may_agree(a.cluster, b.cluster) &&
            may_agree(a.type, b.type));
}

void check_sections(std::string const& field, std::vector<Filter> const& sections, FieldFaults& faults) {
    if (sections.empty()) faults.add(field, "is empty, so nothing is covered", "give a section");
    if (sections.size() > most_sections) {
        faults.add(field, "has more than " + std::to_string(most_sections) + " sections",
                   "join sections, or split the contract in two");
    }
    for (std::size_t s = 1; s < sections.size(); ++s) {
        for (std::size_t before = 0; before < s; ++before) {
            if (!surely_overlap(sections[before], sections[s])) continue;
            faults.add(field + '[' + std::to_string(s) + "].covers",
                       "covers insureds of section " + std::to_string(before + 1) + " as well",
                       "let each insured belong to one section");
            break;
        }
    }
}

std::vector<std::uint8_t> section_of_insureds(std::vector<Filter> const& sections, Insureds const& insureds) {
    std::vector<std::uint8_t> section_of(insureds.size(), no_section);
    for (std::size_t i = 0; i < insureds.size(); ++i) {
        const auto found = std::find_if(sections.begin(), sections.end(),
                                        [&](Filter const& covers) { return covers.matches(insureds[i]); });
        if (found != sections.end()) section_of[i] = static_cast<std::uint8_t>(found - sections.begin());
    }
    return section_of;
}

}  // namespace riskpool
