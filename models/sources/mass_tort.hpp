// Many claims from one cause, made over years: product liability, drugs, data breaches.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "models/frequency/frequency.hpp"
#include "models/severity/severity.hpp"
#include "models/sources/unit_counts.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// The year to which a policy assigns a claim.
enum class ClaimBasis : std::uint8_t { occurrence, claims_made };
template <>
struct Choice<ClaimBasis> {
    static constexpr std::array<std::pair<std::string_view, ClaimBasis>, 2> values{{
        {"occurrence", ClaimBasis::occurrence},
        {"claims_made", ClaimBasis::claims_made},
    }};
};

/// At each insured causes arise as a Poisson process: a flaw of a product, a side effect, a breach. A cause brings a
/// number of claims, each with an amount of its own and a latency from the cause to the claim. On the basis of
/// occurrence all of them belong to the time of the cause, and are reported after their latency; on that of claims made
/// each belongs to the time when it is made, so that causes of earlier years still bring claims. Each claim is an
/// event, with a deductible and limit of its own; under a batch clause all claims of one cause are one event, at the
/// time of the cause or, on the basis of claims made, of the first claim.
struct MassTort {
    Filter covers;
    double rate = 0;
    std::optional<Frequency> claims;
    std::optional<Severity> affected;
    std::vector<UnitCount> exposed;
    Severity claim;
    std::optional<Severity> latency_years;
    ClaimBasis basis = ClaimBasis::occurrence;
    bool batch = true;
    std::uint32_t earlier_years = 0;

    static constexpr std::string_view kind = "mass_tort";
    static constexpr Drivable drivable{.counts = true, .losses = true};
    static constexpr std::string_view about =
        "Causes that each bring many claims over years, with or without a batch clause, by occurrence or claims made.";
    static constexpr auto fields = field_list(
        optional("covers", &MassTort::covers, "Which insureds may face such claims; all when left out."),
        required("rate", &MassTort::rate, Bound{0, 1000, true, false, "above 0 and at most 1000"}, Unit::per_year,
                 "Expected causes in a year at each insured."),
        optional("claims", &MassTort::claims, "Number of claims of one cause; this or `affected`."),
        optional("affected", &MassTort::affected, "Part of the persons exposed that claims, drawn for each cause."),
        optional("exposed", &MassTort::exposed, "Persons exposed at each insured; needed with `affected`."),
        required("claim", &MassTort::claim, "Amount of one claim."),
        optional("latency_years", &MassTort::latency_years,
                 "Years from the cause to a claim, drawn for each claim; none when left out."),
        optional("basis", &MassTort::basis,
                 "Whether a claim belongs to the time of its cause or to the time it is made."),
        optional("batch", &MassTort::batch,
                 "Whether a batch clause makes all claims of one cause one event; otherwise each claim is one."),
        optional("earlier_years", &MassTort::earlier_years, Bound{0, 1000, false, false, "from 0 to 1000"}, Unit::count,
                 "Years before the first one whose causes may still bring claims; for claims made."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(MassTort const&) const = default;
};

}  // namespace riskpool
