// The rule of the first-set equipment scheme: a strong insurer writes a risk alone, or the pool shares it, never both.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "sim/pool/simple_share_rule.hpp"

namespace riskpool {

/// One risk that a member writes alone.
struct SoloRisk {
    std::string insured;
    std::string member;

    static constexpr std::string_view kind = "solo_risk";
    static constexpr std::string_view about = "A risk that one member writes alone.";
    static constexpr auto fields =
        field_list(required("insured", &SoloRisk::insured, "Name of an insured of the pool."),
                   required("member", &SoloRisk::member, "Name of the member."));
    bool operator==(SoloRisk const&) const = default;
};

/// A risk written alone is its writer's whole and is not co-insured; all others are shared by `shares`. The defaults
/// are those of 保监发〔2015〕15号 (P copy): a solo writer needs capital of CNY 5 bn and a solvency ratio of 150 %.
struct SoloOrPool {
    std::vector<SoloRisk> solo;
    SimpleShareRules shares;
    double capital = 5e9;
    double solvency_ratio = 1.5;

    static constexpr std::string_view kind = "solo_or_pool";
    static constexpr std::string_view about =
        "Some risks are written alone by a member strong enough, and are then not co-insured; the others are shared.";
    static constexpr auto fields =
        field_list(optional("solo", &SoloOrPool::solo, "Risks that members write alone."),
                   required("shares", &SoloOrPool::shares, "How each other risk is shared between members."),
                   optional("capital", &SoloOrPool::capital, not_negative, Unit::money,
                            "Least paid-in capital of a member that writes alone."),
                   optional("solvency_ratio", &SoloOrPool::solvency_ratio, not_negative, Unit::fraction,
                            "Least solvency ratio of a member that writes alone."));
    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    void check_setting(ShareSetting const& setting, FieldFaults& faults) const;
    bool operator==(SoloOrPool const&) const = default;

private:
    /// The item that speaks of the insured; null if the pool shares it.
    [[nodiscard]] SoloRisk const* find(std::string const& insured) const;
};

}  // namespace riskpool
