// Which insureds a source, pool or treaty concerns.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/base/id.hpp"
#include "sim/loss/insured.hpp"

namespace riskpool {

/// A condition on insureds; every part that is given must hold, and an empty filter holds for all.
struct Filter {
    std::string sector;
    std::string cluster;
    std::string type;
    std::vector<std::string> insureds;

    [[nodiscard]] bool matches(Insured const& insured) const {
        return (sector.empty() || sector == insured.sector) && (cluster.empty() || cluster == insured.cluster) &&
               (type.empty() || type == insured.type) &&
               (insureds.empty() || std::find(insureds.begin(), insureds.end(), insured.name) != insureds.end());
    }
    [[nodiscard]] bool matches_all() const {
        return sector.empty() && cluster.empty() && type.empty() && insureds.empty();
    }
    /// The ids of the insureds for which the filter holds, ascending.
    [[nodiscard]] std::vector<InsuredId> select(Insureds const& all) const {
        std::vector<InsuredId> chosen;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (matches(all[i])) chosen.emplace_back(i);
        }
        return chosen;
    }

    static constexpr std::string_view kind = "filter";
    static constexpr std::string_view about = "Which insureds are meant; every part given must hold.";
    static constexpr auto fields =
        field_list(optional("sector", &Filter::sector, "Only insureds of this sector."),
                   optional("cluster", &Filter::cluster, "Only insureds of this cluster."),
                   optional("type", &Filter::type, "Only insureds of this type."),
                   optional("insureds", &Filter::insureds, "Only insureds with these names."));
    bool operator==(Filter const&) const = default;
};

}  // namespace riskpool
