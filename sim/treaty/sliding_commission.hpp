// Sliding scale commission: the better the year, the more commission the reinsurers pay.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/treaty/scale.hpp"

namespace riskpool {

/// One point of a commission scale.
struct CommissionPoint {
    double loss_ratio = 0;
    double commission = 0;

    static constexpr std::string_view kind = "commission_point";
    static constexpr std::string_view about = "The commission at one loss ratio.";
    static constexpr auto fields =
        field_list(required("loss_ratio", &CommissionPoint::loss_ratio, not_negative, Unit::fraction,
                            "Loss ratio of the treaty: losses to premium."),
                   required("commission", &CommissionPoint::commission, unit_interval, Unit::fraction,
                            "Commission at this loss ratio as a part of the premium."));
    bool operator==(CommissionPoint const&) const = default;
};

/// Which losses a commission scale is read at.
enum class LossRatioBasis : std::uint8_t { net, gross_of_corridor };
template <>
struct Choice<LossRatioBasis> {
    static constexpr std::array<std::pair<std::string_view, LossRatioBasis>, 2> values{{
        {"net", LossRatioBasis::net},
        {"gross_of_corridor", LossRatioBasis::gross_of_corridor},
    }};
};

/// What of a year goes into the next year's loss ratio.
enum class CarryForward : std::uint8_t { none, loss, loss_and_credit };
template <>
struct Choice<CarryForward> {
    static constexpr std::array<std::pair<std::string_view, CarryForward>, 3> values{{
        {"none", CarryForward::none},
        {"loss", CarryForward::loss},
        {"loss_and_credit", CarryForward::loss_and_credit},
    }};
};

/// Commission c(LR) on points (LR_1, c_1) .. (LR_m, c_m), LR rising and c never rising: c_1 up to LR_1, c_m from LR_m
/// on, straight lines between (Clark, "Basics of Reinsurance Pricing", CAS study note 2014). With losses carried
/// forward the scale is read at A / P, A being the year's losses and what was carried; what A exceeds LR_m P by is
/// carried on, and, where credit is carried too, what A falls short of LR_1 P by is taken off the next year.
struct SlidingCommission {
    std::vector<CommissionPoint> scale;
    LossRatioBasis loss_ratio_basis = LossRatioBasis::net;
    CarryForward carry_forward = CarryForward::none;

    /// c(LR).
    [[nodiscard]] double rate(double loss_ratio) const noexcept {
        return read_scale(scale, loss_ratio, &CommissionPoint::loss_ratio, &CommissionPoint::commission);
    }
    /// What is owed when nothing better can be shown: c_m.
    [[nodiscard]] double least_rate() const noexcept { return scale.back().commission; }
    /// What adjusted losses A of a year with premium P leave for the next year; negative is credit.
    [[nodiscard]] double carried(double adjusted_losses, double premium) const noexcept {
        if (carry_forward == CarryForward::none) return 0;
        const double loss = std::max(adjusted_losses - scale.back().loss_ratio * premium, 0.0);
        if (carry_forward == CarryForward::loss) return loss;
        return loss - std::max(scale.front().loss_ratio * premium - adjusted_losses, 0.0);
    }

    void check(FieldFaults& faults) const {
        if (scale.empty()) return faults.add("scale", "is empty", "give at least one point");
        if (!rises(scale, &CommissionPoint::loss_ratio)) {
            faults.add("scale", "has loss ratios that do not rise", "list the points from the lowest loss ratio up");
        }
        for (std::size_t j = 1; j < scale.size(); ++j) {
            if (scale[j].commission <= scale[j - 1].commission) continue;
            faults.add("scale", "has a commission that rises with the loss ratio", "let it fall or stay");
            break;
        }
    }

    static constexpr std::string_view kind = "sliding_commission";
    static constexpr std::string_view about =
        "Commission by the loss ratio of the year: straight lines between the points, flat outside.";
    static constexpr auto fields = field_list(
        required("scale", &SlidingCommission::scale, "Points of rising loss ratio and falling commission."),
        optional("loss_ratio_basis", &SlidingCommission::loss_ratio_basis,
                 "Losses that the scale is read at: net of the corridor and the loss ratio cap, or gross of both."),
        optional(
            "carry_forward", &SlidingCommission::carry_forward,
            "What goes into the next year: nothing, losses beyond the last point, or these and the credit of losses "
            "below the first."));
    bool operator==(SlidingCommission const&) const = default;
};

}  // namespace riskpool
