// Stop loss: aggregate excess of loss on the losses of a year.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <vector>

#include "sim/treaty/annual_terms.hpp"
#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"

namespace riskpool {

/// StopLoss compiled, in money.
class StopLossPlan {
public:
    static constexpr bool reads_insureds = false;  // LossBlock::insured may be empty

    StopLossPlan(double attachment, double limit) : attachment_(attachment), limit_(limit) {}

    /// The year recovers min((S - D)+, L), S being the sum of its losses.
    void cede_year(std::span<double const> cell_loss, Cession& cession) const noexcept {
        AnnualTerms const terms{attachment_, limit_};
        for (std::size_t c = 0; c < cell_loss.size(); ++c) {
            const double recovered = terms.recovered(cell_loss[c]);
            cession.cell_recovery[c] = recovered;
            cession.claims[c] = recovered > 0 ? 1 : 0;
            cession.exhausted[c] = terms.exhausted(recovered) ? 1 : 0;
        }
    }

private:
    double attachment_;
    double limit_;
};

/// Pays what the year's losses exceed the attachment by, up to the limit; both in money, or both as parts of the
/// subject premium. What the cedent bears of it itself is the part that is not placed.
struct StopLoss : Contract {
    std::optional<double> attachment;
    std::optional<double> limit;
    std::optional<double> attachment_ratio;
    std::optional<double> limit_ratio;
    double premium = 0;

    using Plan = StopLossPlan;
    /// A ratio of a premium of 0 is undefined: such a treaty pays nothing.
    [[nodiscard]] Plan compile(TreatySetting const& setting) const {
        return {by_ratio() ? attachment_ratio.value_or(0) * setting.subject_premium() : attachment.value_or(0),
                annual_capacity(setting)};
    }
    [[nodiscard]] double annual_capacity(TreatySetting const& setting) const {
        if (!by_ratio()) return limit.value_or(0);
        const double subject_premium = setting.subject_premium();
        return subject_premium > 0 ? *limit_ratio * subject_premium : 0;
    }
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const&) const { return {}; }
    [[nodiscard]] double flat_premium(TreatySetting const&) const { return premium; }
    [[nodiscard]] double ceding_commission() const { return 0; }

    void check(FieldFaults& faults) const {
        check_contract(*this, faults);
        const bool money = attachment || limit;
        const bool ratio = attachment_ratio || limit_ratio;
        if (money && ratio) {
            faults.add(attachment_ratio ? "attachment_ratio" : "limit_ratio", "is given beside terms in money",
                       "give attachment and limit, or attachment_ratio and limit_ratio");
        } else if (!ratio) {
            if (!attachment) faults.add("attachment", "is missing", "give it, or attachment_ratio and limit_ratio");
            if (!limit) faults.add("limit", "is missing", "give it (.inf for no limit)");
        } else {
            if (!attachment_ratio) faults.add("attachment_ratio", "is missing", "it goes with limit_ratio");
            if (!limit_ratio) faults.add("limit_ratio", "is missing", "give it (.inf for no limit)");
        }
    }

    static constexpr std::string_view kind = "stop_loss";
    static constexpr std::string_view about = "Excess of loss on the losses of a year, yearly sums included.";
    static constexpr auto fields = std::tuple_cat(
        contract_fields<StopLoss>(),
        std::tuple{
            optional("attachment", &StopLoss::attachment, not_negative, Unit::money,
                     "Loss of the year above which it pays; a loss exactly at it recovers nothing."),
            optional("limit", &StopLoss::limit, positive_or_infinite, Unit::money, "The most it pays in a year."),
            optional("attachment_ratio", &StopLoss::attachment_ratio, not_negative, Unit::none,
                     "Attachment as a part of the subject premium: 0.85 is a loss ratio of 85 %."),
            optional("limit_ratio", &StopLoss::limit_ratio, positive_or_infinite, Unit::none,
                     "Limit as a part of the subject premium."),
            optional("premium", &StopLoss::premium, not_negative, Unit::money,
                     "Premium of a year for 100 % of the treaty.")});
    bool operator==(StopLoss const&) const = default;

private:
    [[nodiscard]] bool by_ratio() const { return limit_ratio.has_value(); }
};

}  // namespace riskpool
