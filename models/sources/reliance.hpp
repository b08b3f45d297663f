// Who relies on what: the matrix of dependence of insureds on shared assets.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/severity/law.hpp"
#include "sim/base/describe.hpp"
#include "sim/base/id.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/shared_asset.hpp"

namespace riskpool {

/// Something that insureds share, and that can fail: a cloud region, a foundation model, a design tool, a reagent lot.
struct SharedAsset {
    std::string name;
    double rate = not_given;
    double return_period = not_given;

    /// Failures in a year: the rate, or -ln(1 - 1/T).
    [[nodiscard]] double yearly_rate() const;

    static constexpr std::string_view kind = "shared_asset";
    static constexpr std::string_view about = "Something that insureds share, and how often it fails.";
    static constexpr auto fields = field_list(
        required("name", &SharedAsset::name, "Name, unique among the assets of the source."),
        optional("rate", &SharedAsset::rate, Bound{0, 1000, true, false, "above 0 and at most 1000"}, Unit::per_year,
                 "Expected failures in a year; this or return_period."),
        optional("return_period", &SharedAsset::return_period, above_one, Unit::years,
                 "Years in which one failure is expected: a year has one or more with probability 1 / return_period."));
    void check(FieldFaults& faults) const;
    bool operator==(SharedAsset const&) const = default;
};

/// One entry of the matrix of dependence, or the same entry for each insured of a filter.
struct Reliance {
    std::string insured;
    std::optional<Filter> covers;
    std::string asset;
    double share = 1;

    static constexpr std::string_view kind = "reliance";
    static constexpr std::string_view about =
        "How far an insured, or each that a filter selects, relies on an asset: an entry of the matrix of dependence.";
    static constexpr auto fields =
        field_list(optional("insured", &Reliance::insured, "Name of the insured; give this or `covers`."),
                   optional("covers", &Reliance::covers, "Which insureds rely on it alike."),
                   required("asset", &Reliance::asset, "Name of the asset."),
                   optional("share", &Reliance::share, positive_fraction, Unit::fraction,
                            "Part of its revenue or safety that relies on the asset."));
    void check(FieldFaults& faults) const;
    bool operator==(Reliance const&) const = default;
};

/// The dependants of each asset, in ascending order of insureds. Without any entry everybody covered relies wholly on
/// every asset.
[[nodiscard]] std::vector<std::vector<Dependant>> dependants(std::vector<SharedAsset> const& assets,
                                                             std::vector<Reliance> const& reliance,
                                                             Filter const& covers, Insureds const& insureds);

/// Reports no assets, and assets named twice.
void check_assets(std::vector<SharedAsset> const& assets, FieldFaults& faults);

/// Reports entries for unknown insureds and assets, insureds outside `covers`, entries given twice and assets on which
/// nobody relies. True if there is nothing to report.
bool check_reliance(std::vector<SharedAsset> const& assets, std::vector<Reliance> const& reliance, Filter const& covers,
                    Insureds const& insureds, FieldFaults& faults);

/// The same with the names and the rates of the assets.
[[nodiscard]] std::vector<AssetDependants> asset_dependants(std::vector<SharedAsset> const& assets,
                                                            std::vector<Reliance> const& reliance, Filter const& covers,
                                                            Insureds const& insureds);

/// Whoever relies on any of them, ascending, each once.
[[nodiscard]] std::vector<InsuredId> all_dependants(std::vector<std::vector<Dependant>> const& groups);

}  // namespace riskpool
