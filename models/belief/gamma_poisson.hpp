// A rate, after so many events in so much exposure: events are Poisson and the rate is gamma (Klugman, Panjer, Willmot,
// Loss Models, 4th ed., 15.3). Years without an event count as data: with E years and no event the default prior
// leaves a mean of 1 / (2 E).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "models/belief/data_weights.hpp"
#include "models/frequency/negative_binomial.hpp"
#include "models/severity/gamma.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

struct GammaPoisson {
    std::vector<double> events;
    std::vector<double> exposure;
    double prior_mean = not_given;
    double prior_exposure = 0;
    std::vector<double> weights{};
    std::vector<double> ages{};
    double discount = 0;

    static constexpr std::string_view kind = "gamma_poisson";
    static constexpr std::string_view about =
        "A rate of events after data: so many events in so much exposure. Without a prior it is that of Jeffreys, "
        "gamma(1/2, 0), which weighs half an event and no exposure.";
    static constexpr auto fields = join_fields(
        field_list(
            required("events", &GammaPoisson::events, not_negative, Unit::count,
                     "Number of events, year by year or segment by segment; 0 counts as well."),
            required(
                "exposure", &GammaPoisson::exposure, not_negative, Unit::none,
                "Exposure behind each number, in the unit per which the rate is (years, insured years); or one number, "
                "the exposure of each."),
            optional("prior_mean", &GammaPoisson::prior_mean, positive, Unit::inherited,
                     "What the rate was believed to be before the data."),
            optional("prior_exposure", &GammaPoisson::prior_exposure, not_negative, Unit::none,
                     "Strength of the prior: the exposure whose data would weigh as much.")),
        weight_fields<GammaPoisson>());
    bool operator==(GammaPoisson const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    [[nodiscard]] std::string remark() const;

    /// The belief after the data, gamma(a + sum w n, b + sum w e).
    [[nodiscard]] Gamma posterior() const;
    /// The number of events in the next `exposure`: negative binomial, wider than Poisson at the mean rate.
    [[nodiscard]] NegativeBinomial predictive(double next_exposure) const;
    /// The weight of the data in the mean, sum w e / (b + sum w e).
    [[nodiscard]] double credibility() const;

private:
    [[nodiscard]] std::vector<double> row_weights() const;
    [[nodiscard]] double total_events() const;
    [[nodiscard]] double total_exposure() const;
};

}  // namespace riskpool
