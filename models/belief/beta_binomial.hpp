// A probability, after so many hits among so many trials: hits are binomial and the probability is beta (Klugman,
// Panjer, Willmot, Loss Models, 4th ed., 15.3).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/belief/data_weights.hpp"
#include "models/severity/beta.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

struct BetaBinomial {
    std::vector<double> hits;
    std::vector<double> trials;
    double prior_mean = not_given;
    double prior_trials = not_given;
    std::vector<double> weights{};
    std::vector<double> ages{};
    double discount = 0;

    static constexpr std::string_view kind = "beta_binomial";
    static constexpr std::string_view about =
        "A probability after data: so many hits among so many trials. Without a prior it is that of Jeffreys, "
        "beta(1/2, 1/2), which weighs one trial.";
    static constexpr auto fields = join_fields(
        field_list(
            required("hits", &BetaBinomial::hits, not_negative, Unit::count,
                     "How often it came about, row by row; 0 counts as well."),
            required("trials", &BetaBinomial::trials, not_negative, Unit::count, "Out of how many trials, row by row."),
            optional("prior_mean", &BetaBinomial::prior_mean, open_unit_interval, Unit::fraction,
                     "What the probability was believed to be before the data."),
            optional("prior_trials", &BetaBinomial::prior_trials, positive, Unit::none,
                     "Strength of the prior: the number of trials that would weigh as much.")),
        weight_fields<BetaBinomial>());
    bool operator==(BetaBinomial const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    [[nodiscard]] std::string remark() const;

    /// The belief after the data, beta(a + sum w k, b + sum w (n - k)).
    [[nodiscard]] Beta posterior() const;
    /// The probability of k hits among the next n trials: beta-binomial.
    [[nodiscard]] double predictive(std::uint32_t k, std::uint32_t n) const;

private:
    [[nodiscard]] std::vector<double> row_weights() const;
};

}  // namespace riskpool
