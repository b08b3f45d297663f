// Scale or shape of a generalised Pareto law, after losses above a threshold, by a grid over both (Coles, An
// Introduction to the Statistical Theory of Extreme Values, 9.1). Few losses say little of a shape, so it has a prior
// of its own.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/belief/data_weights.hpp"
#include "models/belief/grid_law.hpp"
#include "models/severity/law.hpp"
#include "sim/scenario/belief.hpp"

namespace riskpool {

enum class GpdParameter : std::uint8_t { scale, shape };
template <>
struct Choice<GpdParameter> {
    static constexpr std::array<std::pair<std::string_view, GpdParameter>, 2> values{
        {{"scale", GpdParameter::scale}, {"shape", GpdParameter::shape}}};
};

/// The posterior of (ln scale, shape) on a grid: density flat in ln scale, normal in shape, cut off at shape 1.
struct GpdPosterior {
    std::vector<double> log_scale_ends;
    std::vector<double> shape_ends;
    /// weight[shape cell][scale cell]; they sum to 1.
    std::vector<std::vector<double>> weight;

    [[nodiscard]] GridLaw scale() const;
    [[nodiscard]] GridLaw shape() const;
    [[nodiscard]] std::vector<double> scale_ends() const;
    /// P(the next excess over the threshold exceeds y): the mean of the survival functions, heavier than that of the
    /// mean parameters.
    [[nodiscard]] double predictive_survival(double y) const;
    /// Spearman's rank correlation of scale and shape.
    [[nodiscard]] double rank_correlation() const;
};

/// A loss above the threshold, and how much it counts.
struct WeighedExcess {
    double value = 0;
    double weight = 1;
    bool operator==(WeighedExcess const&) const = default;
};

/// Excesses are above 0, with weights above 0, and three at least.
[[nodiscard]] GpdPosterior gpd_posterior(std::vector<WeighedExcess> const& excesses, double prior_shape,
                                         double prior_sd, int cells = 160);

struct GpdGrid {
    GpdParameter of = GpdParameter::shape;
    double threshold = 0;
    std::vector<double> losses;
    double prior_shape = 0.3;
    double prior_sd = 0.2;
    std::vector<double> weights{};
    std::vector<double> ages{};
    double discount = 0;

    static constexpr std::string_view kind = "gpd_grid";
    static constexpr std::string_view about =
        "Scale or shape of a generalised Pareto law after losses above a threshold; those up to it are left out. The "
        "shape has a normal prior and stays below 1; the scale is anything. The data tie both, a higher shape to a "
        "lower "
        "scale: give them as named beliefs with the rank correlation that the remark of either tells.";
    static constexpr auto fields = join_fields(
        field_list(required("of", &GpdGrid::of, "Which parameter this is a belief about."),
                   required("threshold", &GpdGrid::threshold, not_negative, Unit::money, "The location of the law."),
                   required("losses", &GpdGrid::losses, positive, Unit::money, "Losses that have happened."),
                   optional("prior_shape", &GpdGrid::prior_shape, Bound{-0.5, 1, false, true, "from -0.5 to below 1"},
                            Unit::none, "Mean of the prior of the shape: 0.2 for light, 0.6 for heavy lines."),
                   optional("prior_sd", &GpdGrid::prior_sd, Bound{0, 1, true, false, "above 0 and at most 1"},
                            Unit::none, "Standard deviation of the prior of the shape.")),
        weight_fields<GpdGrid>());
    bool operator==(GpdGrid const&) const = default;

    void check(FieldFaults& faults) const;
    [[nodiscard]] LawPointer law() const;
    [[nodiscard]] std::string remark() const;

    /// Those that count at all.
    [[nodiscard]] std::vector<WeighedExcess> excesses() const;
};

}  // namespace riskpool
