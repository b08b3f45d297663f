// Who is insured, with what values and on which original terms.
#pragma once

#include <string>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// A date within a year.
inline constexpr Bound part_of_year{0, 1, false, true, "0 or more and below 1 (100%)"};

/// One insured, which is one risk unit (危险单位): the object of one largest loss.
struct Insured {
    std::string name;
    std::string sector;
    std::string cluster;
    std::string type;
    std::string originator;   // name of the member that brought the risk into the pool; empty where none did
    double property = 0;      // money: value of buildings, tools and contents
    double interruption = 0;  // money: insured gross profit of one year
    double stock = 0;         // money: value of work in progress and stock
    double pml = 0;           // money: probable maximum loss of the risk unit; 0 stands for the sum insured
    double premium = 0;       // money per year for 100 % of the risk
    double deductible = 0;    // money: per event, on property damage and stock together
    double limit = infinity;  // money: per event, on all coverages together
    double waiting_days = 0;
    double indemnity_days = 365;
    double tools = 0;
    double cycle_days = 0;
    double inception = 0;  // part of the year gone when its annual policy begins

    /// All values at stake: the sum insured.
    [[nodiscard]] double sum_insured() const { return property + interruption + stock; }
    /// The probable maximum loss, or the sum insured where none is stated.
    [[nodiscard]] double probable_maximum_loss() const { return pml > 0 ? pml : sum_insured(); }

    static constexpr std::string_view kind = "insured";
    static constexpr std::string_view about = "One insured: one risk unit with its values and original policy terms.";
    static constexpr auto fields = field_list(
        required("name", &Insured::name, "Name, unique among insureds."),
        optional("sector", &Insured::sector, "Sector, for filters."),
        optional("cluster", &Insured::cluster, "What it shares with others: a park, a cloud, a reagent lot."),
        optional("type", &Insured::type, "What it is within the sector: fab, packaging, materials, design."),
        optional("originator", &Insured::originator,
                 "Name of the member that brought the risk; shares by_premium and settlements read it."),
        optional("property", &Insured::property, not_negative, Unit::money, "Value of buildings, tools and contents."),
        optional("interruption", &Insured::interruption, not_negative, Unit::money,
                 "Insured gross profit of one year; a day lost costs 1/365 of it."),
        optional("stock", &Insured::stock, not_negative, Unit::money, "Value of work in progress and stock."),
        optional("pml", &Insured::pml, not_negative, Unit::money,
                 "Probable maximum loss of the risk unit; the sum insured when left out."),
        optional("premium", &Insured::premium, not_negative, Unit::money, "Premium of one year for the whole risk."),
        optional("deductible", &Insured::deductible, not_negative, Unit::money,
                 "Deductible per event on property damage and stock together."),
        optional("limit", &Insured::limit, positive_or_infinite, Unit::money,
                 "Limit per event on all coverages together."),
        optional("waiting_days", &Insured::waiting_days, not_negative, Unit::days,
                 "Days of interruption that the insured bears in each event."),
        optional("indemnity_days", &Insured::indemnity_days, not_negative, Unit::days,
                 "Length of the indemnity period, counted from the end of the waiting period."),
        optional("tools", &Insured::tools, not_negative, Unit::count,
                 "Process tools; sources of ignition in fab_fire."),
        optional("cycle_days", &Insured::cycle_days, not_negative, Unit::days,
                 "Days that a wafer or lot is in process: what a contamination can spoil."),
        optional("inception", &Insured::inception, part_of_year, Unit::fraction,
                 "Part of the year gone when its annual policy begins: 0 is New Year, 50% midyear. Read by treaties "
                 "that attach by policy (attachment_basis: risks_attaching)."));
    bool operator==(Insured const&) const = default;
};

using Insureds = std::vector<Insured>;

}  // namespace riskpool
