// Minimum capital in the form of C-ROSS, China's solvency regime: exposure times base factor times characteristic, by
// risk, joined by a correlation matrix. An approximation: the factors are data that the user brings, and no factor of
// phase II is shipped. Form: phase I rules 2 and 8 (P copy: phli.win/?p=743, phli.win/?p=1156); methods 5.10.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/check/correlation.hpp"

namespace riskpool {

/// One base factor RF0 of a table.
struct CRossFactor {
    std::string name;
    double factor = 0;

    static constexpr std::string_view kind = "c_ross_factor";
    static constexpr std::string_view about = "A base factor RF0.";
    static constexpr auto fields = field_list(
        required("name", &CRossFactor::name, "What it is charged on."),
        required("factor", &CRossFactor::factor, not_negative, Unit::fraction, "RF0: minimum capital per exposure."));
    bool operator==(CRossFactor const&) const = default;
};

/// A version of the factors, with the bounds of the characteristic K.
struct CRossTable {
    std::string version;
    double lowest_k = -0.25;  // phase I rule 8 (P copy)
    double highest_k = 0.25;  // the same
    std::vector<CRossFactor> factors;

    void check(FieldFaults& faults) const;
    /// The factor of that name, or null.
    [[nodiscard]] CRossFactor const* find(std::string_view name) const;

    static constexpr std::string_view kind = "c_ross_table";
    static constexpr std::string_view about = "Base factors of one version of the rule: data, not code.";
    static constexpr auto fields = field_list(
        required("version", &CRossTable::version, "Which text of the rule they are from."),
        optional("lowest_k", &CRossTable::lowest_k, Bound{-1, 0, false, false, "between -1 and 0"}, Unit::fraction,
                 "Least characteristic K."),
        optional("highest_k", &CRossTable::highest_k, unit_interval, Unit::fraction, "Greatest characteristic K."),
        required("factors", &CRossTable::factors, "The base factors."));
    bool operator==(CRossTable const&) const = default;
};

/// What is charged: an exposure under a risk.
struct CRossExposure {
    std::string risk;
    std::string factor;
    double exposure = 0;
    std::vector<double> coefficients;

    /// EX x RF0 x (1 + K), K the sum of the coefficients within the bounds of the table.
    [[nodiscard]] double charge(CRossTable const& table) const;

    static constexpr std::string_view kind = "c_ross_exposure";
    static constexpr std::string_view about = "One exposure with its base factor and its characteristics.";
    static constexpr auto fields = field_list(
        required("risk", &CRossExposure::risk, "The risk that it belongs to: exposures of one risk are added up."),
        required("factor", &CRossExposure::factor, "Name of a factor of the table."),
        required("exposure", &CRossExposure::exposure, not_negative, Unit::money, "EX: what the factor is charged on."),
        optional("coefficients", &CRossExposure::coefficients,
                 Bound{-1, 1, false, false, "between -1 and 1 (-100% and 100%)"}, Unit::fraction,
                 "k1, k2 ...: their sum is K, held within the bounds of the table."));
    bool operator==(CRossExposure const&) const = default;
};

/// Minimum capital = sqrt(M'RM) + control risk + additional capital, M by risk.
struct CRossForm {
    std::vector<CRossExposure> exposures;
    std::vector<CorrelationPair> correlations;
    double control_risk = 0;
    double additional = 0;

    /// The risks in the order in which exposures first name them, and M.
    struct Risks {
        std::vector<std::string> names;
        std::vector<double> capital;
    };
    [[nodiscard]] Risks risks(CRossTable const& table) const;
    /// Money; the form has passed check and check_table.
    [[nodiscard]] double minimum_capital(CRossTable const& table) const;
    void check(FieldFaults& faults) const;
    /// Refuses, at `field`, factors that the table does not have.
    void check_table(CRossTable const& table, std::string_view field, FieldFaults& faults) const;

    static constexpr std::string_view kind = "c_ross_form";
    static constexpr std::string_view about = "Approximate minimum capital of one member in the form of C-ROSS.";
    static constexpr auto fields = field_list(
        required("exposures", &CRossForm::exposures, "What is charged."),
        optional("correlations", &CRossForm::correlations,
                 "Correlations of risks; pairs left out are uncorrelated, so give every pair of the rule."),
        optional("control_risk", &CRossForm::control_risk, not_negative, Unit::money, "Capital for control risk."),
        optional("additional", &CRossForm::additional, not_negative, Unit::money, "Additional capital."));
    bool operator==(CRossForm const&) const = default;
};

}  // namespace riskpool
