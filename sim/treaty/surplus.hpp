// Surplus: of every risk the part above the retained line.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "sim/treaty/cession.hpp"
#include "sim/treaty/contract.hpp"

namespace riskpool {

/// What a surplus treaty measures the size of a risk by.
enum class SurplusBasis : std::uint8_t { sum_insured, pml };

template <>
struct Choice<SurplusBasis> {
    static constexpr std::array<std::pair<std::string_view, SurplusBasis>, 2> values{{
        {"sum_insured", SurplusBasis::sum_insured},
        {"pml", SurplusBasis::pml},
    }};
};

/// Surplus compiled: a ceded share for each insured.
class SurplusPlan {
public:
    explicit SurplusPlan(std::vector<double> ceded_share) : ceded_share_(std::move(ceded_share)) {}

    [[nodiscard]] bool needs_order() const noexcept { return false; }
    [[nodiscard]] bool needs_time() const noexcept { return false; }

    void cede(Subject const& subject, Cession& cession) const noexcept {
        LossBlock const& block = subject.block;
        const bool rows_wanted = !cession.row_recovery.empty();
        for (std::size_t c = 0; c < cession.cell_recovery.size(); ++c) {
            double year = 0;
            double claims = 0;
            for (std::size_t e = block.event_begin[c]; e < block.event_begin[c + 1]; ++e) {
                double ceded = 0;
                for (std::size_t i = block.row_begin[e]; i < block.row_begin[e + 1]; ++i) {
                    const double risk = ceded_share_[block.insured[i].index()] * subject.row_loss[i];
                    if (rows_wanted) cession.row_recovery[i] = risk;
                    ceded += risk;
                }
                year += ceded;
                claims += ceded > 0 && !(block.has_aggregates && block.aggregate[e] != 0) ? 1 : 0;
            }
            cession.cell_recovery[c] = year;
            cession.claims[c] = claims;
            cession.exhausted[c] = 0;
        }
    }

private:
    std::vector<double> ceded_share_;
};

/// A risk of size B, of which the retained line is R and the treaty takes n lines, is ceded by the share
///     min((B - R)+, n R) / B ,   0 where B is 0,
/// of premium and of every loss alike, also of a loss above the PML. B is what earlier tiers left of the risk. A second
/// surplus above the first retains (1 + n) R.
struct Surplus : Contract {
    double retained_line = 0;
    double number_of_lines = 0;
    SurplusBasis basis = SurplusBasis::sum_insured;
    double commission = 0;

    using Plan = SurplusPlan;
    [[nodiscard]] Plan compile(TreatySetting const& setting) const { return Plan(ceded_share(setting)); }
    [[nodiscard]] std::vector<double> ceded_share(TreatySetting const& setting) const {
        std::vector<double> shares(setting.insureds.size(), 0.0);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            Insured const& insured = setting.insureds[i];
            const double size = setting.share[i] *
                                (basis == SurplusBasis::pml ? insured.probable_maximum_loss() : insured.sum_insured());
            if (size > retained_line)
                shares[i] = std::min(size - retained_line, number_of_lines * retained_line) / size;
        }
        return shares;
    }
    [[nodiscard]] double flat_premium(TreatySetting const&) const { return 0; }
    [[nodiscard]] double ceding_commission() const { return commission; }
    [[nodiscard]] double annual_capacity(TreatySetting const&) const { return infinity; }
    void check(FieldFaults& faults) const { check_contract(*this, faults); }

    static constexpr std::string_view kind = "surplus";
    static constexpr std::string_view about = "Cedes of every risk the part above the retained line.";
    static constexpr auto fields = std::tuple_cat(
        contract_fields<Surplus>(),
        std::tuple{required("retained_line", &Surplus::retained_line, positive, Unit::money,
                            "What the cedent keeps of every risk."),
                   required("number_of_lines", &Surplus::number_of_lines, not_negative, Unit::count,
                            "Capacity of the treaty in multiples of the retained line."),
                   optional("basis", &Surplus::basis,
                            "What measures the size of a risk: its sum insured or its probable maximum loss."),
                   optional("commission", &Surplus::commission, unit_interval, Unit::fraction,
                            "Part of the ceded premium that the reinsurers give back.")});
    bool operator==(Surplus const&) const = default;
};

}  // namespace riskpool
