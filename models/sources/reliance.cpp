#include "models/sources/reliance.hpp"

#include <algorithm>

#include "models/sources/choice_of_insured.hpp"
#include "models/sources/hit.hpp"
#include "sim/base/diagnostic.hpp"
#include "sim/base/math/elementary.hpp"

namespace riskpool {

namespace {

std::vector<InsuredId> select(Reliance const& entry, Insureds const& insureds) {
    return entry.covers ? entry.covers->select(insureds) : Filter{"", "", "", {entry.insured}}.select(insureds);
}

bool same(Dependant const& each, InsuredId id) {
    return each.insured == id;
}

bool check_asset_name(std::string const& at, std::string const& name, std::vector<SharedAsset> const& assets,
                      FieldFaults& faults) {
    std::vector<std::string_view> names;
    for (SharedAsset const& asset : assets) names.push_back(asset.name);
    if (std::find(names.begin(), names.end(), name) != names.end()) return true;
    const auto near = nearest(name, names);
    faults.add(at, '"' + name + "\" is no asset of the source",
               near.empty() ? "name one of `assets`" : "did you mean \"" + std::string(near) + "\"?");
    return false;
}

}  // namespace

double SharedAsset::yearly_rate() const {
    return is_given(rate) ? rate : -math::log1p(-1 / return_period);
}

void SharedAsset::check(FieldFaults& faults) const {
    if (is_given(rate) != is_given(return_period)) return;
    faults.add(is_given(rate) ? "return_period" : "",
               is_given(rate) ? "is given together with rate" : "does not say how often it fails",
               "give `rate` or `return_period`");
}

void Reliance::check(FieldFaults& faults) const {
    if (insured.empty() != !covers) return;
    faults.add(covers ? "covers" : "", covers ? "is given together with insured" : "does not say who relies on it",
               "give `insured` or `covers`");
}

std::vector<std::vector<Dependant>> dependants(std::vector<SharedAsset> const& assets,
                                               std::vector<Reliance> const& reliance, Filter const& covers,
                                               Insureds const& insureds) {
    std::vector<std::vector<Dependant>> groups(assets.size());
    for (std::size_t a = 0; a < assets.size(); ++a) {
        if (reliance.empty()) {
            for (const InsuredId id : covers.select(insureds)) groups[a].push_back({id, 1.0});
        }
        for (Reliance const& entry : reliance) {
            if (entry.asset != assets[a].name) continue;
            for (const InsuredId id : select(entry, insureds)) groups[a].push_back({id, entry.share});
        }
        std::sort(groups[a].begin(), groups[a].end(),
                  [](Dependant const& x, Dependant const& y) { return x.insured < y.insured; });
    }
    return groups;
}

void check_assets(std::vector<SharedAsset> const& assets, FieldFaults& faults) {
    if (assets.empty()) faults.add("assets", "is empty, so nothing can fail", "give an asset");
    for (std::size_t a = 0; a < assets.size(); ++a) {
        for (std::size_t before = 0; before < a; ++before) {
            if (assets[before].name != assets[a].name) continue;
            faults.add("assets[" + std::to_string(a) + "].name", '"' + assets[a].name + "\" is named twice",
                       "give each asset a name of its own");
            break;
        }
    }
}

bool check_reliance(std::vector<SharedAsset> const& assets, std::vector<Reliance> const& reliance, Filter const& covers,
                    Insureds const& insureds, FieldFaults& faults) {
    if (!check_covers(covers, insureds, faults)) return false;
    bool well = true;
    std::vector<std::vector<Dependant>> seen(assets.size());
    for (std::size_t r = 0; r < reliance.size(); ++r) {
        Reliance const& entry = reliance[r];
        const std::string at = "reliance[" + std::to_string(r) + ']';
        const bool known = check_asset_name(at + ".asset", entry.asset, assets, faults) &&
                           (entry.covers ? check_covers(*entry.covers, insureds, faults, at + ".covers")
                                         : check_name(at + ".insured", entry.insured, insureds, faults));
        well = well && known;
        if (!known) continue;
        for (std::size_t a = 0; a < assets.size(); ++a) {
            if (assets[a].name != entry.asset) continue;
            for (const InsuredId id : select(entry, insureds)) {
                std::string const& name = insureds[id.index()].name;
                if (!covers.matches(insureds[id.index()])) {
                    faults.add(at, '"' + name + "\" is not among the insureds that the source covers",
                               "widen `covers`, or leave the entry out");
                    well = false;
                } else if (std::any_of(seen[a].begin(), seen[a].end(),
                                       [&](auto const& each) { return same(each, id); })) {
                    faults.add(at, '"' + name + "\" has an entry for \"" + entry.asset + "\" already",
                               "give one share for each insured and asset");
                    well = false;
                }
                seen[a].push_back({id, entry.share});
            }
        }
    }
    for (std::size_t a = 0; well && !reliance.empty() && a < assets.size(); ++a) {
        if (!seen[a].empty()) continue;
        faults.add("assets[" + std::to_string(a) + "].name", "is an asset on which nobody relies",
                   "give an entry of `reliance`, or leave the asset out");
        well = false;
    }
    return well;
}

std::vector<AssetDependants> asset_dependants(std::vector<SharedAsset> const& assets,
                                              std::vector<Reliance> const& reliance, Filter const& covers,
                                              Insureds const& insureds) {
    std::vector<AssetDependants> all;
    auto groups = dependants(assets, reliance, covers, insureds);
    for (std::size_t a = 0; a < assets.size(); ++a) {
        all.push_back({assets[a].name, assets[a].yearly_rate(), std::move(groups[a])});
    }
    return all;
}

std::vector<InsuredId> all_dependants(std::vector<std::vector<Dependant>> const& groups) {
    std::vector<InsuredId> ids;
    for (auto const& group : groups) {
        for (Dependant const& each : group) ids.push_back(each.insured);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

}  // namespace riskpool
