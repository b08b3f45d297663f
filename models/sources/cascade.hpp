// Failures that travel through a network: contingent business interruption along a supply chain.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/severity/severity.hpp"
#include "models/sources/effect.hpp"
#include "models/sources/reliance.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// One edge: who hands a failure on to whom.
struct SupplyEdge {
    std::string from;
    std::string to;
    double probability = 1;
    double inventory_days = 0;

    static constexpr std::string_view kind = "supply_edge";
    static constexpr std::string_view about = "An edge of a network: who hands a failure on to whom, and how surely.";
    static constexpr auto fields = field_list(
        required("from", &SupplyEdge::from, "The supplier: the name of an insured, or of somebody outside."),
        required("to", &SupplyEdge::to, "The customer: the name of an insured, or of somebody outside."),
        optional("probability", &SupplyEdge::probability, positive_fraction, Unit::fraction,
                 "Probability that a failure passes; 1 less the chance of another supplier."),
        optional("inventory_days", &SupplyEdge::inventory_days, not_negative, Unit::days,
                 "Days for which the customer's stock of this input lasts; it is without output after that."));
    void check(FieldFaults& faults) const;
    bool operator==(SupplyEdge const&) const = default;
};

/// Failures begin at nodes, each a Poisson process, and go along edges that are open, each with its own probability
/// and independently of the others: bond percolation (Grimmett, Percolation, ch. 1). With `outage_days` the first node
/// is out for D days, and a node reached along a path for D less the stocks of that path; of several paths that with
/// the least stock counts, and a node whose stocks outlast D is not hit. A node that is an insured has a row; suppliers
/// outside only hand on. A failure that hits no insured is no event.
struct Cascade {
    std::vector<SharedAsset> starts;
    std::vector<SupplyEdge> edges;
    std::optional<Severity> outage_days;
    std::optional<Severity> ramp_days;
    std::optional<Effect> first;
    std::optional<Effect> loss;

    static constexpr std::string_view kind = "cascade";
    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view about =
        "Failures that travel through a network of suppliers: contingent business interruption.";
    static constexpr auto fields = field_list(
        required("starts", &Cascade::starts, "Where failures begin (nodes of the network), and how often."),
        required("edges", &Cascade::edges, "Who hands a failure on to whom."),
        optional("outage_days", &Cascade::outage_days, "Days for which the first node is without output."),
        optional("ramp_days", &Cascade::ramp_days,
                 "Days in which output climbs back to normal, the same for all nodes of a failure."),
        optional("first", &Cascade::first, "What the first node loses beside the outage, if it is an insured."),
        optional("loss", &Cascade::loss, "What every other insured that is reached loses beside the outage."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] double total_rate() const;
    /// The starts, each with whoever a failure there may reach.
    [[nodiscard]] std::vector<AssetDependants> shared_assets(Insureds const& insureds) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(Cascade const&) const = default;
};

}  // namespace riskpool
