// The many small losses of a year as one amount for each insured.
#pragma once

#include <memory>

#include "models/sources/choice_of_insured.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// One amount a year for each insured covered: gamma distributed with mean loss_ratio x premium and coefficient of
/// variation `cv` (shape 1 / cv^2), independent between insureds and years. The gamma law is the usual one of aggregate
/// claims (Bowers et al., Actuarial Mathematics, 12.5). The amounts are net of policy terms already, because a yearly
/// sum has no event to which a deductible could be applied.
struct Attritional {
    Filter covers;
    double loss_ratio = 0;
    double cv = 0;

    static constexpr Drivable drivable{.losses = true, .years = true};  // yearly sums: there is no count
    static constexpr std::string_view kind = "attritional";
    static constexpr std::string_view about =
        "The small losses of a year as one amount for each insured, net of policy terms; they enter quota share, "
        "surplus and stop loss, and no cover per risk or event.";
    static constexpr auto fields = field_list(
        optional("covers", &Attritional::covers, "Which insureds have such losses; all when left out."),
        required("loss_ratio", &Attritional::loss_ratio, Bound{0, 100, true, false, "above 0 and at most 100"},
                 Unit::fraction, "Expected amount of a year as a part of the insured's premium."),
        required("cv", &Attritional::cv, Bound{0, 10, false, false, "from 0 to 10"}, Unit::none,
                 "Coefficient of variation of the amount of one insured in one year; 0 for a certain amount."));
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(Attritional const&) const = default;
};

}  // namespace riskpool
