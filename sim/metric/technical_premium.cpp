#include "sim/metric/technical_premium.hpp"

#include <fmt/format.h>

#include <limits>
#include <stdexcept>
#include <variant>

#include "sim/metric/warning.hpp"

namespace riskpool {

namespace {

constexpr std::string_view priced_quantity = "recovery";
constexpr double visible_share = 0.05;

/// The law of a series whose observations were all kept.
DiscreteLaw law_of(SeriesSummary const& series) {
    if (series.tail.size() < series.observations()) {
        throw std::logic_error(fmt::format("not all observations of {} {} were kept", series.party, series.quantity));
    }
    return DiscreteLaw::of_sample(series.tail, series.observations());
}

template <SeriesPrinciple Principle>
Estimate premium_by(Principle const& principle, SeriesSummary const& series, Reinstatements const* reinstated,
                    std::string&) {
    const SeriesPrice price = principle.price(series);
    if (reinstated == nullptr) return price.estimate;
    const double independent = static_cast<double>(series.observations()) / design_effect(series.sums);
    return premium_of(with_mean_income(price.estimate.value, price.influence, law_of(series), *reinstated),
                      independent);
}

template <class Principle>
Estimate premium_by(Principle const& principle, SeriesSummary const& series, Reinstatements const* reinstated,
                    std::string& warning) {
    const DiscreteLaw law = law_of(series);
    const double independent = law.weight() / design_effect(series.sums);
    const PremiumParts parts = principle.price(law, reinstated == nullptr ? Reinstatements{} : *reinstated);
    const bool once = law.atoms().back().weight == 1;  // a limit that several years reach is no accident of the sample
    if (once && parts.largest_share > visible_share) {
        add_warning(
            warning,
            fmt::format(
                "the largest of {} observations carries {:.0f} % of the price: what is rarer is missing from it",
                series.observations(), 100 * parts.largest_share));
    }
    if (once && parts.largest_variance_share > visible_share) {
        add_warning(
            warning,
            fmt::format("the largest of {} observations makes {:.0f} % of the error: the true standard error may be "
                        "infinite",
                        series.observations(), 100 * parts.largest_variance_share));
    }
    return premium_of(parts, independent);
}

}  // namespace

double TechnicalPremium::lowest_level() const {
    return std::visit([](auto const& kind_of_principle) { return kind_of_principle.lowest_level(); }, principle);
}

double TechnicalPremium::lowest_level(std::string_view quantity, PricedLayer const* layer) const {
    if (quantity != priced_quantity) return 1;
    return layer != nullptr && layer->charges_by_amount() ? 0 : lowest_level();
}

void TechnicalPremium::measure(SeriesSummary const& series, std::vector<MetricRow>& rows) const {
    if (!reads(series.basis) || series.indicator || series.quantity != priced_quantity) return;
    PricedLayer const* layer = series.layer;
    Reinstatements const* reinstated = layer != nullptr && layer->charges_by_amount() ? &layer->reinstated : nullptr;
    std::visit(
        [&]<class Principle>(Principle const& each) {
            std::string warning;
            Estimate estimate = premium_by(each, series, reinstated, warning);
            estimate.value /= 1 - expenses;
            estimate.standard_error /= 1 - expenses;
            if (series.trials() < 2) estimate.standard_error = std::numeric_limits<double>::quiet_NaN();
            MetricRow row =
                sample_row(fmt::format("{}_{}", kind, Principle::kind), series, estimate, normal_interval(estimate));
            row.parameter = each.parameter();
            if (layer != nullptr && layer->reinstated.priced() && layer->priced_by_date) {
                add_warning(warning, "reinstatement premiums that depend on dates are not allowed for");
            }
            if (row.warning.empty()) row.warning = warning;
            rows.push_back(std::move(row));
        },
        principle);
}

}  // namespace riskpool
