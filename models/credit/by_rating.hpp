// Defaults by rating: a yearly indicator for each party, more likely in years of stress.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/pool/credit_curve.hpp"
#include "sim/pool/default_model.hpp"

namespace riskpool {

/// The probability of default in a year of stress for one party, because of an event or of the pool's loss (wrong-way
/// risk, methods 1.14): that of its rating in the list, or min(1, factor p) where no list says otherwise.
struct CreditStress {
    double factor = 1;
    std::vector<RatingProbability> ratings;

    static constexpr std::string_view kind = "credit_stress";
    static constexpr std::string_view about =
        "How much likelier a default is in a year of stress for the party: by a factor, or by a list of its own.";
    static constexpr auto fields = field_list(
        optional("factor", &CreditStress::factor, at_least_one, Unit::none,
                 "Multiple of the probability of an ordinary year, up to certainty."),
        optional(
            "ratings", &CreditStress::ratings,
            "Probabilities of default by rating in a year of stress; the factor holds for parties of other ratings "
            "or of none."));
    void check(FieldFaults& faults) const;
    bool operator==(CreditStress const&) const = default;
};

/// A state of the whole market, drawn anew for each year of each trial and common to all parties.
struct SystemicState {
    double probability = 0;
    double factor = 1;

    static constexpr std::string_view kind = "systemic_state";
    static constexpr std::string_view about =
        "A state of the market, common to all parties, in which defaults are likelier: it makes them cluster.";
    static constexpr auto fields =
        field_list(required("probability", &SystemicState::probability, unit_interval, Unit::fraction,
                            "Probability of the state in a year."),
                   required("factor", &SystemicState::factor, at_least_one, Unit::none,
                            "Multiple of each party's probability of default in the state, up to certainty."));
    bool operator==(SystemicState const&) const = default;
};

/// In each cell a party is in default with the probability
///     q = p of the curve, or in a year of stress that of `stress`;   in the systemic state min(1, factor q) instead.
/// Given state and stress, parties and years are independent. p is the probability of an ordinary year; over all years
/// without stress it is p (1 - s) + min(1, factor p) s with s the probability of the systemic state.
struct ByRating {
    CreditCurve curve;
    std::optional<CreditStress> stress;
    std::optional<SystemicState> systemic;
    bool stays = false;

    static constexpr std::string_view kind = "by_rating";
    static constexpr std::string_view about =
        "Defaults drawn for each party and year with the probability of its rating or solvency ratio, likelier in "
        "years of stress for the party and in a systemic state common to all.";
    static constexpr auto fields = field_list(
        optional("curve", &ByRating::curve,
                 "Probabilities of default and the loss given default; left out: EU art. "
                 "199."),
        optional("stress", &ByRating::stress, "Years of stress for a party; left out: they are as other years."),
        optional("systemic", &ByRating::systemic, "The systemic state; left out: there is none."),
        optional("stays", &ByRating::stays,
                 "Whether a party in default stays so in the later years of the trial; if not, it is in good standing "
                 "again, or replaced by its like, when the year is over."));
    void check(FieldFaults& faults) const;
    void check_parties(std::span<CreditParty const> parties, FieldFaults& faults) const;
    [[nodiscard]] double recovery_rate() const { return curve.recovery_rate(); }
    [[nodiscard]] bool reads_stress() const { return stress.has_value(); }
    /// Of checked terms and parties.
    [[nodiscard]] std::unique_ptr<DefaultSampler> compile(std::span<CreditParty const> parties) const;
    bool operator==(ByRating const&) const = default;
};

}  // namespace riskpool
