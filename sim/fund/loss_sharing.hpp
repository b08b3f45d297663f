// Losses shared among government, bank, insurer, guarantor, investor: by fixed parts with caps, or in tranches.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/base/describe.hpp"

namespace riskpool {

/// One who shares losses by a fixed part.
struct LossParty {
    std::string name;
    double share = 0;
    double annual_cap = infinity;

    static constexpr std::string_view kind = "loss_party";
    static constexpr std::string_view about = "One who bears a fixed part of each loss, up to a cap a year.";
    static constexpr auto fields =
        field_list(required("name", &LossParty::name, "Name, unique among the parties."),
                   required("share", &LossParty::share, unit_interval, Unit::fraction, "Its part of each loss."),
                   optional("annual_cap", &LossParty::annual_cap, not_negative_or_infinite, Unit::money,
                            "The most that it pays in a year."));
    bool operator==(LossParty const&) const = default;
};

/// Each loss by fixed parts; what is above a party's cap falls on the residual party, up to that one's own cap
/// (methods.md 1.19; domain.md D10, 政府风险补偿).
struct ProportionalWithCaps {
    std::vector<LossParty> parties;
    std::string residual;
    double suspension_default_rate = 1;
    std::uint32_t term_years = 1;

    static constexpr std::string_view kind = "proportional_with_caps";
    static constexpr std::string_view about =
        "Losses shared by fixed parts with yearly caps; one party bears what is above the others' caps.";
    static constexpr auto fields = field_list(
        required("parties", &ProportionalWithCaps::parties, "Who shares; their parts add up to 100 %."),
        required("residual", &ProportionalWithCaps::residual, "Name of the party that bears what is above caps."),
        optional("suspension_default_rate", &ProportionalWithCaps::suspension_default_rate, unit_interval,
                 Unit::fraction,
                 "After a year with a higher default rate no new business is taken; old claims are shared on."),
        optional("term_years", &ProportionalWithCaps::term_years, Bound{1, 4095, false, false, "between 1 and 4095"},
                 Unit::years,
                 "The losses of so many years are shared together at the end of the last of them; caps are then those "
                 "of the term. 1: each year by itself."));
    bool operator==(ProportionalWithCaps const&) const = default;
    void check(FieldFaults& faults) const;
};

/// One step of a waterfall.
struct LossTranche {
    std::string party;
    double limit = 0;
    double share = 1;
    std::string co_party{};

    static constexpr std::string_view kind = "loss_tranche";
    static constexpr std::string_view about = "A tranche of the year's losses, borne by one party or by two.";
    static constexpr auto fields =
        field_list(required("party", &LossTranche::party, "Who bears it."),
                   required("limit", &LossTranche::limit, positive_or_infinite, Unit::money,
                            "How much of a year's losses it takes."),
                   optional("share", &LossTranche::share, unit_interval, Unit::fraction, "The party's part of it."),
                   optional("co_party", &LossTranche::co_party, "Who bears the other part."));
    bool operator==(LossTranche const&) const = default;
    void check(FieldFaults& faults) const;
};

/// The year's losses run through tranches in order; above the last one nobody pays.
struct LossTranches {
    std::vector<LossTranche> tranches;
    std::uint32_t term_years = 1;

    static constexpr std::string_view kind = "tranches";
    static constexpr std::string_view about = "The year's losses borne in order by tranches, each of one party or two.";
    static constexpr auto fields = field_list(
        required("tranches", &LossTranches::tranches, "From the first loss up."),
        optional("term_years", &LossTranches::term_years, Bound{1, 4095, false, false, "between 1 and 4095"},
                 Unit::years,
                 "The losses of so many years run through the tranches together at the end of the last of them, as of "
                 "a seed fund that is settled when it ends. 1: each year by itself."));
    bool operator==(LossTranches const&) const = default;
    void check(FieldFaults& faults) const;
};

using LossSharingKinds = Kinds<ProportionalWithCaps, LossTranches>;

/// A loss sharing ready to run. The caller keeps the running totals of the year.
class LossSharingPlan {
public:
    LossSharingPlan() = default;

    /// `terms` are valid.
    explicit LossSharingPlan(LossSharingKinds const& terms);

    /// Names, in the order of all spans below: of parties as listed, of tranches as they first appear.
    [[nodiscard]] std::vector<std::string> const& parties() const noexcept { return parties_; }

    /// How many years are shared together.
    [[nodiscard]] std::uint32_t term() const noexcept { return term_; }

    /// How many running totals a year has; all are 0 when it begins.
    [[nodiscard]] std::size_t totals() const noexcept { return parties_.size() + 1; }

    /// Shares one loss (0 or more): what each party pays goes into `paid`, and `year_totals` move on. Returns what
    /// nobody pays: loss = sum of `paid` + that.
    double share(double loss, std::span<double> year_totals, std::span<double> paid) const noexcept;

    /// True if a year with this part of its loans in default stops new business.
    [[nodiscard]] bool suspends(double default_rate) const noexcept { return default_rate > suspension_default_rate_; }

private:
    struct Tranche {
        double attachment = 0, limit = 0, share = 1;
        std::size_t party = 0, co_party = 0;
    };
    explicit LossSharingPlan(ProportionalWithCaps const& terms);
    explicit LossSharingPlan(LossTranches const& terms);
    std::size_t party_of(std::string const& name);

    std::vector<std::string> parties_;
    std::vector<double> shares_, caps_;  // proportional
    std::size_t residual_ = 0;
    double suspension_default_rate_ = 1;
    std::uint32_t term_ = 1;
    std::vector<Tranche> tranches_;
};

}  // namespace riskpool
