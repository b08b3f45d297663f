// How likely it is that a party fails within a year, and what is still paid then.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/pool/credit_party.hpp"

namespace riskpool {

/// One grade of a rating scale.
struct RatingProbability {
    std::string rating;
    double probability = 0;

    static constexpr std::string_view kind = "rating_probability";
    static constexpr std::string_view about = "The probability of default of one rating.";
    static constexpr auto fields =
        field_list(required("rating", &RatingProbability::rating, "A grade such as AA, or a finer one such as AA-."),
                   required("probability", &RatingProbability::probability, unit_interval, Unit::fraction,
                            "Probability of default within a year."));
    bool operator==(RatingProbability const&) const = default;
};

/// One point of the curve for parties without a rating.
struct SolvencyProbability {
    double solvency_ratio = 0;
    double probability = 0;

    static constexpr std::string_view kind = "solvency_probability";
    static constexpr std::string_view about = "The probability of default at one solvency ratio.";
    static constexpr auto fields = field_list(required("solvency_ratio", &SolvencyProbability::solvency_ratio, positive,
                                                       Unit::fraction, "Actual over required capital."),
                                              required("probability", &SolvencyProbability::probability, unit_interval,
                                                       Unit::fraction, "Probability of default within a year."));
    bool operator==(SolvencyProbability const&) const = default;
};

/// Commission Delegated Regulation (EU) 2015/35, art. 199 (2): credit quality steps 0 to 6 (P).
[[nodiscard]] std::vector<RatingProbability> eu_rating_probabilities();
/// Commission Delegated Regulation (EU) 2015/35, art. 199 (3): insurers without a rating (P).
[[nodiscard]] std::vector<SolvencyProbability> eu_solvency_probabilities();
/// The probability of a rating in a list; nothing where neither it nor its grade is listed. Case does not matter, and
/// one sign + or - that the list does not know is left out: "aa-" is AA-, or else AA.
[[nodiscard]] std::optional<double> find_rating(std::vector<RatingProbability> const& ratings, std::string_view rating);
/// Refuses empty ratings and ratings listed twice, at `field`.
void check_ratings(std::vector<RatingProbability> const& ratings, std::string_view field, FieldFaults& faults);

/// One-year probabilities of default by rating and, for parties without one, by solvency ratio: linear between the
/// points and level beyond them, as art. 199 (3) says.
struct CreditCurve {
    std::vector<RatingProbability> ratings = eu_rating_probabilities();
    std::vector<SolvencyProbability> solvency = eu_solvency_probabilities();
    std::optional<double> unrated;
    double loss_given_default = 0.5;  // of a reinsurance recoverable: Solvency II's 50 % (S: gccapitalideas.com 2011)

    static constexpr std::string_view kind = "credit_curve";
    static constexpr std::string_view about =
        "One-year probabilities of default by rating, or by solvency ratio where there is no rating, and what is lost "
        "then. Left out, the table of art. 199 of the EU's Delegated Regulation 2015/35.";
    static constexpr auto fields = field_list(
        optional("ratings", &CreditCurve::ratings,
                 "Probability by rating; left out: AAA 0.002%, AA 0.01%, A 0.05%, BBB 0.24%, BB 1.2%, B and lower "
                 "4.2%."),
        optional("solvency", &CreditCurve::solvency,
                 "Probability by solvency ratio, from the highest ratio down, linear between; left out: 196% 0.01%, "
                 "175% 0.05%, 150% 0.1%, 125% 0.2%, 122% 0.24%, 100% 0.5%, 95% 1.2%, 75% 4.2%."),
        optional("unrated", &CreditCurve::unrated, unit_interval, Unit::fraction,
                 "Probability of a party with neither rating nor solvency ratio; left out: such a party is refused."),
        optional("loss_given_default", &CreditCurve::loss_given_default, unit_interval, Unit::fraction,
                 "Part of what a party in default owes that it does not pay."));
    void check(FieldFaults& faults) const;

    /// The part of what it owes that a party in default still pays.
    [[nodiscard]] double recovery_rate() const { return 1 - loss_given_default; }
    /// Nothing where the curve has no points by solvency ratio.
    [[nodiscard]] std::optional<double> by_solvency_ratio(double ratio) const;
    /// The first that holds: the party's own probability, that of its rating, that of its solvency ratio, `unrated`.
    /// Nothing where check_party finds a fault.
    [[nodiscard]] std::optional<double> probability(CreditParty const& party) const;
    /// Refuses a rating that the curve does not have, and a party of which nothing is known.
    void check_party(CreditParty const& party, FieldFaults& faults) const;
    bool operator==(CreditCurve const&) const = default;
};

}  // namespace riskpool
