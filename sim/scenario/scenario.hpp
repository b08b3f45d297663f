// The scenario: a plain value. One that exists is valid.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sim/base/describe.hpp"
#include "sim/check/check.hpp"
#include "sim/fund/backstop.hpp"
#include "sim/fund/fund.hpp"
#include "sim/fund/liquidity.hpp"
#include "sim/fund/loss_sharing.hpp"
#include "sim/fund/premium_subsidy.hpp"
#include "sim/loss/dependence.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/insured.hpp"
#include "sim/loss/source.hpp"
#include "sim/metric/register.hpp"
#include "sim/pool/admission.hpp"
#include "sim/pool/chance.hpp"
#include "sim/pool/default_model.hpp"
#include "sim/pool/inward.hpp"
#include "sim/pool/lead_pays.hpp"
#include "sim/pool/liability.hpp"
#include "sim/pool/member.hpp"
#include "sim/pool/settlement.hpp"
#include "sim/pool/share_rule.hpp"
#include "sim/scenario/alternative.hpp"
#include "sim/scenario/together.hpp"
#include "sim/scenario/uncertainty.hpp"
#include "sim/treaty/any_treaty.hpp"

namespace riskpool {

/// What one member cedes of its part of a pool on its own account.
struct MemberReinsurance {
    std::string member;
    std::vector<Tier> programme;

    static constexpr std::string_view kind = "member_reinsurance";
    static constexpr std::string_view about = "Reinsurance that one member buys for its own part of the pool.";
    static constexpr auto fields =
        field_list(required("member", &MemberReinsurance::member, "Name of a member of the scenario."),
                   required("programme", &MemberReinsurance::programme,
                            "Its treaties in tiers; they see its part of the pool's net loss."));
};

/// What one reinsurer cedes on of all that its lines make it pay.
struct Retrocession {
    std::string reinsurer;
    std::vector<Tier> programme;

    static constexpr std::string_view kind = "retrocession";
    static constexpr std::string_view about = "Reinsurance that one reinsurer buys for the sum of its lines.";
    static constexpr auto fields =
        field_list(required("reinsurer", &Retrocession::reinsurer, "Name of a reinsurer of the scenario."),
                   required("programme", &Retrocession::programme,
                            "Its treaties in tiers; they see what it pays under its lines, by insured and event."));
};

/// A pool: whom it covers, who shares, what it cedes, what it saves.
struct Pool {
    std::string name;
    Filter covers;
    ShareRuleKinds shares;
    double expenses = 0;  // part of gross premium
    std::vector<Tier> programme;
    std::vector<MemberReinsurance> member_reinsurance;
    std::vector<PremiumSubsidy> premium_subsidies;
    std::optional<LossSharingKinds> loss_sharing;
    std::optional<ReserveFund> reserve_fund;
    std::vector<ReserveFund> reserve_funds;
    std::vector<BackstopKinds> backstops;
    std::optional<Settlement> settlement;
    std::optional<Liability> liability;
    std::optional<Admission> admission;
    std::optional<Liquidity> liquidity;
    std::optional<LeadPays> lead_pays;
    std::optional<InwardCession> inward;
    bool assigned_risks = false;

    /// Its reserve funds in the order in which they are used.
    [[nodiscard]] std::vector<ReserveFund> funds() const {
        if (reserve_fund) return {*reserve_fund};
        return reserve_funds;
    }
    void check(FieldFaults& faults) const;

    static constexpr std::string_view kind = "pool";
    static constexpr std::string_view about =
        "A co-insurance pool: who shares, what is ceded, and who pays what is left.";
    static constexpr auto fields = field_list(
        required("name", &Pool::name, "Name, unique among pools."),
        optional("covers", &Pool::covers, "Which insureds the pool covers; all when left out."),
        required("shares", &Pool::shares, "How each risk is shared between members."),
        optional("expenses", &Pool::expenses, unit_interval, Unit::fraction,
                 "Acquisition and administration as a part of gross premium."),
        optional("programme", &Pool::programme,
                 "Reinsurance in tiers, in inuring order; treaties of one tier see the same subject loss."),
        optional("member_reinsurance", &Pool::member_reinsurance,
                 "What members cede of their parts on their own account, after the pool's programme."),
        optional("premium_subsidies", &Pool::premium_subsidies, "What the state pays of insureds' premiums."),
        optional("loss_sharing", &Pool::loss_sharing,
                 "Who else bears the pool's net losses of a year: the state, a bank, a guarantor, an investor. A party "
                 "of the pool's own name is the pool."),
        optional("reserve_fund", &Pool::reserve_fund, "The pool's special reserve."),
        optional("reserve_funds", &Pool::reserve_funds,
                 "Several special reserves in the order in which they are used; then leave `reserve_fund` out."),
        optional("backstops", &Pool::backstops, "Who pays behind the funds, in order."),
        optional("settlement", &Pool::settlement,
                 "Profit and risk sharing between members at the end of a year; each insured needs its `originator`."),
        optional("liability", &Pool::liability,
                 "Who pays what members in default leave; members default only where this is said."),
        optional("admission", &Pool::admission, "What the pool asks of its members."),
        optional("liquidity", &Pool::liquidity,
                 "Recoveries that arrive late, and who lends the money until then; left out: members do, where a line "
                 "has a dispute."),
        optional("lead_pays", &Pool::lead_pays,
                 "The lead pays claims for all and recovers the others' parts later; left out: each pays its own."),
        optional("inward", &Pool::inward,
                 "A reinsurance pool: members write the risks and cede a part of them; left out: the pool insures them "
                 "itself."),
        optional(
            "assigned_risks", &Pool::assigned_risks,
            "true: a facility that may refuse no risk; what members' capacities leave of one is shared as well, in "
            "proportion to what they take of it, or in equal parts where they take nothing."));
};

/// How trial tables are stored.
enum class TableStorage : std::uint8_t { float32, float64 };
template <>
struct Choice<TableStorage> {
    static constexpr std::array values{std::pair{std::string_view{"float32"}, TableStorage::float32},
                                       std::pair{std::string_view{"float64"}, TableStorage::float64}};
};

/// What a run keeps besides metrics.
struct Output {
    bool trials = true;
    bool members = false;
    bool sources = false;
    TableStorage storage = TableStorage::float32;
    std::optional<Together> together;

    static constexpr std::string_view kind = "output";
    static constexpr std::string_view about = "What the result file keeps of each trial, and tells beside metrics.";
    static constexpr auto fields = field_list(
        optional("trials", &Output::trials, "Keep the table of trials; metrics are there in any case."),
        optional("members", &Output::members, "Keep a column of net loss for each member."),
        optional("sources", &Output::sources, "Report the insured losses of each source, with their tails."),
        optional("storage", &Output::storage, "float32 (rounding 6e-8, far below sampling error) or float64."),
        optional(
            "together", &Output::together,
            "Tell how every two pools hang together, every two sources where `sources` is true, and every two members "
            "of several pools where `members` is; not told when left out."));
};

/// Insureds inline or from a table of their own (`{file: x.csv}`).
struct InsuredList {
    Insureds list;
};

struct Scenario {
    std::uint32_t schema = 1;
    std::string name;
    std::string text;  // `about` of the file
    std::string currency;
    std::uint32_t years = 1;
    std::uint64_t trials = 100'000;
    std::uint64_t seed = 1;
    std::vector<Member> members;
    std::vector<Reinsurer> reinsurers;
    InsuredList insureds;
    std::vector<SourceModel> sources;
    std::vector<DependenceModel> dependence;
    std::vector<Pool> pools;
    std::vector<Retrocession> retrocession;
    std::optional<DefaultModel> defaults;
    double stress_loss = infinity;
    std::optional<Checks> checks;
    std::vector<MetricKinds> metrics;
    Output output;
    std::shared_ptr<CellChance const> chance;  // no field of the file: the models' numbers, handed in by the reader
    BeliefNames beliefs;
    std::vector<BeliefCorrelation> belief_correlation;
    std::vector<Alternative> alternatives;
    Uncertainty uncertainty;

    static constexpr std::string_view kind = "scenario";
    static constexpr std::string_view about = "What may happen, to whom, and who pays.";
    static constexpr auto fields = field_list(
        required("schema", &Scenario::schema, Bound{1, 1, false, false, "1, the version this program reads"},
                 Unit::count, "Version of the file format: 1."),
        required("name", &Scenario::name, "Title of the scenario."),
        optional("about", &Scenario::text, "Whom it is about and where its numbers come from."),
        required("currency", &Scenario::currency, "Currency of all money in the file, for example CNY."),
        optional("years", &Scenario::years, Bound{1, 4095, false, false, "between 1 and 4095"}, Unit::count,
                 "Policy years of each trial."),
        optional("trials", &Scenario::trials, Bound{1, 4503599627370495.0, false, false, "at least 1"}, Unit::count,
                 "Trials when the command line gives none."),
        optional("seed", &Scenario::seed, Bound{0, 9007199254740991.0, false, false, "between 0 and 2^53 - 1"},
                 Unit::count, "Seed when the command line gives none."),
        required("members", &Scenario::members, "The co-insurers."),
        optional("reinsurers", &Scenario::reinsurers, "The reinsurers whose lines treaties name."),
        required("insureds", &Scenario::insureds, "Who is insured: a list, or {file: x.csv}."),
        required("sources", &Scenario::sources, "What may happen."),
        optional("dependence", &Scenario::dependence,
                 "What sources have in common: factors, shocks, copulas; without it they are independent."),
        required("pools", &Scenario::pools, "The pools."),
        optional("retrocession", &Scenario::retrocession,
                 "What reinsurers cede on, one after another: lines of one may be taken by those after it."),
        optional("defaults", &Scenario::defaults,
                 "Who fails to pay, and how often: reinsurers on their lines, members of pools with a `liability`."),
        optional("stress_loss", &Scenario::stress_loss, positive_or_infinite, Unit::money,
                 "A year in which the gross losses of all pools together are above this is one of stress, in which "
                 "failures and disputes may be likelier and a fund's returns worse."),
        optional("checks", &Scenario::checks, "Limits of law that are checked in each year, and reported."),
        optional("metrics", &Scenario::metrics,
                 "What is measured; aal, sd, var and tvar at 99.5 %, and ep_curve when left out."),
        optional("output", &Scenario::output, "What the result file keeps of each trial, and tells beside metrics."),
        optional("beliefs", &Scenario::beliefs,
                 "Beliefs that several numbers share, by names of one's own: `{belief: name}` stands for the number."),
        optional("belief_correlation", &Scenario::belief_correlation, "Beliefs that are high or low together."),
        optional(
            "alternatives", &Scenario::alternatives,
            "Models that exclude one another; each draw takes one of them, by weight. Without draws the file holds "
            "as it is written."),
        optional("uncertainty", &Scenario::uncertainty, "How uncertain numbers are drawn and told."));
};

}  // namespace riskpool
