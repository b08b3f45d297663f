// Who pays what members in default leave unpaid: the pool's form of liability (methods 1.13 and 1.14).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/pool/member.hpp"

namespace riskpool {

enum class LiabilityForm : std::uint8_t { several, solidarity, capped_solidarity, joint };
template <>
struct Choice<LiabilityForm> {
    static constexpr std::array values{
        std::pair{std::string_view{"several"}, LiabilityForm::several},
        std::pair{std::string_view{"solidarity"}, LiabilityForm::solidarity},
        std::pair{std::string_view{"capped_solidarity"}, LiabilityForm::capped_solidarity},
        std::pair{std::string_view{"joint"}, LiabilityForm::joint}};
};

/// Who is left with what no member pays.
enum class ShortfallBearer : std::uint8_t { insured, lead };
template <>
struct Choice<ShortfallBearer> {
    static constexpr std::array values{std::pair{std::string_view{"insured"}, ShortfallBearer::insured},
                                       std::pair{std::string_view{"lead"}, ShortfallBearer::lead}};
};

/// What a member can pay with.
enum class MemberAssets : std::uint8_t { stated, with_results };
template <>
struct Choice<MemberAssets> {
    static constexpr std::array values{std::pair{std::string_view{"stated"}, MemberAssets::stated},
                                       std::pair{std::string_view{"with_results"}, MemberAssets::with_results}};
};

/// How a member stands after a settlement.
enum class Standing : std::uint8_t {
    pays_all,      // all that it was asked for
    at_cap,        // its own share and, beyond it, as much as capped solidarity asks at most
    in_default,    // a part of its own share
    out_of_assets  // all that it has, which is less than it was asked for
};

/// One settlement: what each member owes, and what it can pay. One entry a member in each span, in the same order.
struct LiabilityCase {
    std::span<double const> owed;             // money: its own share of the loss
    std::span<std::uint8_t const> defaulted;  // 1 if it is in default
    std::span<double const> recovery_rate;    // part of `owed` that a member in default pays
    std::span<double const> assets;           // money it can pay at most, infinity for no limit; empty: not looked at
    std::span<double const> free_capacity;    // money it can take beyond its own share; read by plans of which
                                              // `reads_free_capacity` holds, and may else be empty
};

/// Sum of owed = sum of paid + borne_by_lead + shortfall.
struct LiabilityOutcome {
    double borne_by_lead = 0;  // what the lead pays for others, on top of its own `paid`
    double shortfall = 0;      // what nobody pays: the insured's
    std::uint32_t rounds = 0;  // of re-allocation; at most as many as there are members
};

/// The liability terms with the members' names looked up.
struct LiabilityPlan {
    static constexpr std::size_t nobody = static_cast<std::size_t>(-1);

    LiabilityForm form = LiabilityForm::several;
    double part_of_own_share = infinity;
    bool reads_free_capacity = false;
    std::size_t lead = nobody;  // position of the member that bears the shortfall

    /// Fills what each member pays and how it stands (spans as long as the case's). Nothing is allocated.
    LiabilityOutcome settle(LiabilityCase const& of, std::span<double> paid,
                            std::span<Standing> standing) const noexcept;
};

/// Members in default pay delta_i owed_i. What they leave:
///     several              stays unpaid;
///     solidarity           is shared by the survivors in proportion to owed_i;
///     capped_solidarity    the same, none more than min(part_of_own_share owed_i, its free capacity): water filling;
///     joint                the same; what somebody then lacks in assets is asked of the most solvent survivor first.
/// A re-allocation may ask more of a member than its assets: then it pays these and fails, and the rest is
/// re-allocated until nobody else fails (fictitious default, Eisenberg and Noe, Management Science 47(2), 2001). What
/// is left at last is the lead's or the insured's.
struct Liability {
    LiabilityForm form = LiabilityForm::several;
    double part_of_own_share = infinity;
    bool within_capacity = false;
    ShortfallBearer bearer = ShortfallBearer::insured;
    std::string lead;
    MemberAssets assets = MemberAssets::stated;

    static constexpr std::string_view kind = "liability";
    static constexpr std::string_view about =
        "Who pays what members in default leave unpaid: nobody (several), the other members by their shares "
        "(solidarity), the same up to a cap (capped_solidarity), or the other members down to their last assets "
        "(joint). What is then left stays with the insured or with the lead.";
    static constexpr auto fields = field_list(
        optional("form", &Liability::form, "several, solidarity, capped_solidarity or joint."),
        optional("part_of_own_share", &Liability::part_of_own_share, not_negative_or_infinite, Unit::fraction,
                 "Of capped_solidarity: the most that a member takes for others, as a part of its own share."),
        optional("within_capacity", &Liability::within_capacity,
                 "Of capped_solidarity: whether a member takes for others no more than the capacity that its own share "
                 "leaves free."),
        optional("bearer", &Liability::bearer,
                 "Who is left with what no member pays: insured, or lead where the lead issued the policy for 100 %."),
        optional("lead", &Liability::lead, "Name of the member that bears it, where `bearer` is lead."),
        optional("assets", &Liability::assets,
                 "What a member can pay with. stated: its capital and reserves, in each year anew; with_results: the "
                 "same and its results in this pool in earlier years of the trial."));
    void check(FieldFaults& faults) const;
    /// Faults that only the members show.
    void check_members(std::vector<Member> const& members, FieldFaults& faults) const;
    /// Of checked terms.
    [[nodiscard]] LiabilityPlan compile(std::vector<Member> const& members) const;
    bool operator==(Liability const&) const = default;
};

}  // namespace riskpool
