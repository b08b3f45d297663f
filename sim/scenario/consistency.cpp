#include "sim/scenario/consistency.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <string>
#include <variant>

#include "sim/check/check_names.hpp"
#include "sim/scenario/dependence_consistency.hpp"
#include "sim/scenario/path.hpp"
#include "sim/scenario/placed_report.hpp"
#include "sim/scenario/pool_consistency.hpp"
#include "sim/scenario/pool_shares.hpp"
#include "sim/scenario/treaty_consistency.hpp"

namespace riskpool {

namespace {

class ConsistencyCheck {
public:
    explicit ConsistencyCheck(PlacedReport& report) : report_(report), scenario_(report.scenario()) {}

    void run() {
        if (something_is_empty()) return;
        check_names();
        for (std::size_t s = 0; s < scenario_.sources.size(); ++s) check_source(s);
        check_dependence(report_);
        for (std::size_t p = 0; p < scenario_.pools.size(); ++p) check_pool(p);
        check_retrocession(report_);
        check_defaults();
        check_stress(report_);
        check_column_names(report_);
        if (scenario_.checks) {
            PathFaults faults(report_, "checks");
            riskpool::check_names(*scenario_.checks, scenario_.members, scenario_.reinsurers, scenario_.insureds.list,
                                  faults);
        }
        check_overlap();
        check_together();
    }

private:
    /// Nothing can be said of names that refer to an empty list, but that it is empty.
    bool something_is_empty() {
        const std::size_t before = report_.count();
        if (scenario_.members.empty()) report_.report("members", "is empty", "add a member");
        if (scenario_.insureds.list.empty()) report_.report("insureds", "is empty", "insure at least one risk");
        if (scenario_.sources.empty()) report_.report("sources", "is empty", "without a source nothing can happen");
        if (scenario_.pools.empty()) report_.report("pools", "is empty", "add a pool");
        return report_.count() != before;
    }

    template <class Items>
    void check_unique(std::string const& list, Items const& items, std::vector<std::string_view>& seen) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::string path = path_key(path_index(list, i), "name");
            if (items[i].name.empty()) {
                report_.report(path, "is empty", "give it a name");
            } else if (std::find(seen.begin(), seen.end(), items[i].name) != seen.end()) {
                report_.report(path, "the name \"" + items[i].name + "\" is taken already", "choose another");
            }
            seen.push_back(items[i].name);
        }
    }

    void check_names() {
        std::vector<std::string_view> parties, insureds, pools;
        if (scenario_.currency.empty()) report_.report("currency", "is empty", "name it, for example CNY");
        check_unique("members", scenario_.members, parties);
        check_unique("reinsurers", scenario_.reinsurers, parties);
        check_unique("insureds", scenario_.insureds.list, insureds);
        check_unique("pools", scenario_.pools, pools);
        for (std::size_t i = 0; i < scenario_.insureds.list.size(); ++i) {
            std::string const& originator = scenario_.insureds.list[i].originator;
            if (originator.empty()) continue;
            report_.check_known(path_index("insureds", i) + ".originator", originator, report_.members(), "member",
                                "name a member");
        }
    }

    void check_source(std::size_t s) {
        SourceModel const& source = scenario_.sources[s];
        const std::string path = path_key(path_index("sources", s), source.kind());
        for (std::size_t before = 0; before < s && !source.own_name().empty(); ++before) {
            if (scenario_.sources[before].own_name() != source.own_name()) continue;
            report_.report(path_key(path, "name"), "the name \"" + source.own_name() + "\" is taken already",
                           "choose another");
            break;
        }
        PathFaults faults(report_, path);
        const std::size_t before = report_.count();
        source.check_exposure(scenario_.insureds.list, faults);
        if (report_.count() != before) return;
        source.check_years(scenario_.years, faults);
        for (auto const& note : source.notes(scenario_.insureds.list)) {
            report_.warn(note.field.empty() ? path : path_key(path, note.field), note.text);
        }
    }

    /// Pairs of series need two series, and room.
    void check_together() {
        if (!scenario_.output.together) return;
        constexpr std::size_t most = 50;
        const std::size_t pools = scenario_.pools.size();
        const std::size_t sources = scenario_.output.sources ? scenario_.sources.size() : 0;
        const std::size_t members = scenario_.output.members && pools > 1 ? scenario_.members.size() : 0;
        if (pools < 2 && sources < 2) {
            report_.report("output.together",
                           "has no two series to compare: there is one pool, and no two sources are told",
                           "set `sources: true`, or leave it out");
        }
        for (auto const& [what, n] : {std::pair{"pools", pools}, {"sources", sources}, {"members", members}}) {
            if (n <= most) continue;
            report_.report("output.together",
                           "compares " + std::to_string(n) + ' ' + what + " two by two, and " + std::to_string(most) +
                               " are the most",
                           "leave it out, and take `riskpool.together` in Python on the columns that matter");
        }
    }

    void check_pool(std::size_t p) {
        Pool const& pool = scenario_.pools[p];
        const std::string path = path_index("pools", p);
        const std::size_t before = report_.count();
        report_.check_filter(path + ".covers", pool.covers, "pool", Filter{});
        // Where the pool itself covers nobody, its treaties are not to blame.
        const Filter covered = report_.count() == before ? pool.covers : Filter{};
        check_shares(path, pool);
        check_members_of(path, pool);
        check_pool_terms(report_, path, pool);
        check_programme(report_, path + ".programme", pool.programme, covered);
        std::vector<std::string_view> seen;
        for (std::size_t i = 0; i < pool.member_reinsurance.size(); ++i) {
            MemberReinsurance const& own = pool.member_reinsurance[i];
            const std::string own_path = path_index(path + ".member_reinsurance", i);
            if (report_.check_known(own_path + ".member", own.member, report_.members(), "member", "name a member")) {
                check_takes_part(own_path + ".member", own.member, pool.shares);
            }
            if (std::find(seen.begin(), seen.end(), own.member) != seen.end()) {
                report_.report(own_path + ".member",
                               "the member \"" + own.member + "\" has its own reinsurance already",
                               "put all its tiers into one programme");
            }
            seen.push_back(own.member);
            check_programme(report_, own_path + ".programme", own.programme, covered);
        }
    }

    /// Names and amounts that the share rule reads; and shares that the pool can keep over the years.
    void check_shares(std::string const& path, Pool const& pool) {
        std::vector<std::size_t> chosen;
        for (const InsuredId id : pool.covers.select(scenario_.insureds.list)) chosen.push_back(id.index());
        const ShareSetting setting{scenario_.insureds.list, chosen, scenario_.members};
        const std::size_t before = report_.count();
        if (auto const* by_section = std::get_if<BySection>(&pool.shares)) {
            for (std::size_t s = 0; s < by_section->sections.size(); ++s) {
                report_.check_filter_names(path_index(path + ".shares.by_section.sections", s) + ".covers",
                                           by_section->sections[s].covers);
            }
            if (report_.count() != before) return;
        }
        std::visit(
            [&]<class Rule>(Rule const& rule) {
                PathFaults faults(report_, path + ".shares." + std::string(Rule::kind));
                rule.check_setting(setting, faults);
            },
            pool.shares);
        if (report_.count() != before) return;
        const auto shares = pool_shares_by_year(pool, setting, scenario_.years);
        for (std::size_t year = 1; year < shares.size(); ++year) {
            const Eigen::VectorXd change = (shares[year].rowwise().sum() - shares[0].rowwise().sum()).cwiseAbs();
            Eigen::Index risk = 0;
            if (change.size() == 0 || change.maxCoeff(&risk) <= 1e-9) continue;
            report_.report(path + ".shares",
                           "the pool takes another part of \"" +
                               scenario_.insureds.list[chosen[static_cast<std::size_t>(risk)]].name + "\" in year " +
                               std::to_string(year + 1) + " than in year 1, because members come or go",
                           "agree on new shares from that year on with by_year");
            return;
        }
        if (shares.size() > 1 && !pool.member_reinsurance.empty()) {
            const bool moves = std::any_of(shares.begin(), shares.end(), [&](ShareMatrix const& each) {
                return each.size() > 0 && (each - shares[0]).cwiseAbs().maxCoeff() > 1e-9;
            });
            if (moves) {
                report_.report(path + ".member_reinsurance", "cannot follow shares that change over the years",
                               "keep the shares, or leave it out");
            }
        }
        if (std::holds_alternative<LineSlip>(pool.shares) && !pool.member_reinsurance.empty()) {
            report_.report(path + ".member_reinsurance", "cannot stand on a slip, whose layers split every loss anew",
                           "let the pool buy it");
        }
    }

    /// Parties of a loss sharing are nobody's namesakes but the pool's.
    void check_sharers(std::string const& path, Pool const& pool) {
        const LossSharingPlan plan(*pool.loss_sharing);
        for (auto const& party : plan.parties()) {
            for (auto const* names : {&report_.members(), &report_.reinsurers()}) {
                if (std::find(names->begin(), names->end(), party) == names->end()) continue;
                report_.report(path + ".loss_sharing", '"' + party + "\" is a member or a reinsurer of the scenario",
                               "name the pool for what stays with its members, and others by names of their own");
            }
        }
    }

    /// What settlement, liability and admission ask of members.
    void check_members_of(std::string const& path, Pool const& pool) {
        const std::size_t before = report_.count();
        if (pool.settlement) {
            PathFaults faults(report_, path + ".settlement");
            pool.settlement->check_members(scenario_.members, scenario_.years, faults);
            for (auto const& insured : scenario_.insureds.list) {
                if (!pool.covers.matches(insured) || !insured.originator.empty()) continue;
                report_.report(path + ".settlement",
                               "needs to know which member brought \"" + insured.name + "\", to find its own result",
                               "give each insured of the pool its `originator`");
                break;
            }
        }
        if (pool.liability) {
            PathFaults faults(report_, path + ".liability");
            pool.liability->check_members(scenario_.members, faults);
        }
        if (pool.loss_sharing) check_sharers(path, pool);
        if (!pool.admission || report_.count() != before) return;
        for (auto const& refusal : refusals(*pool.admission, members_of(pool))) {
            report_.report(path + ".admission",
                           (refusal.member.empty() ? "the pool" : '"' + refusal.member + '"') +
                               " may not take part: " + refusal.why,
                           "mend its figures, or leave it out of the members");
        }
    }

    /// Those who take a share of some risk in some year.
    [[nodiscard]] std::vector<Member> members_of(Pool const& pool) const {
        std::vector<std::size_t> chosen;
        for (const InsuredId id : pool.covers.select(scenario_.insureds.list)) chosen.push_back(id.index());
        const auto shares =
            pool_shares_by_year(pool, {scenario_.insureds.list, chosen, scenario_.members}, scenario_.years);
        std::vector<Member> members;
        for (std::size_t m = 0; m < scenario_.members.size(); ++m) {
            if (std::any_of(shares.begin(), shares.end(), [&](ShareMatrix const& each) {
                    return each.rows() > 0 && each.col(static_cast<Eigen::Index>(m)).maxCoeff() > 0;
                })) {
                members.push_back(scenario_.members[m]);
            }
        }
        return members;
    }

    /// Reinsurance of a part that is nothing would be read and never applied.
    void check_takes_part(std::string const& path, std::string_view member, ShareRuleKinds const& shares) {
        auto const* by_table = std::get_if<ByTable>(&shares);
        if (by_table == nullptr) return;
        const bool named = std::any_of(by_table->table.begin(), by_table->table.end(),
                                       [&](MemberShare const& row) { return row.member == member; });
        if (!named) {
            report_.report(path,
                           '"' + std::string(member) + "\" takes no part in this pool, so it has nothing to reinsure",
                           "give it a share, or drop the item");
        }
    }

    void check_defaults() {
        if (!scenario_.defaults) {
            for (std::size_t p = 0; p < scenario_.pools.size(); ++p) {
                if (!scenario_.pools[p].liability) continue;
                report_.report(path_index("pools", p) + ".liability", "is not read without defaults",
                               "give `defaults`, or leave it out");
            }
            check_idle_rates("members", scenario_.members);
            check_idle_rates("reinsurers", scenario_.reinsurers);
            return;
        }
        // A party that is never asked to pay in default needs no probability.
        std::vector<CreditParty> parties;
        const bool members_fail = std::any_of(scenario_.pools.begin(), scenario_.pools.end(),
                                              [](Pool const& pool) { return pool.liability || pool.lead_pays; });
        for (auto const& member : scenario_.members) {
            if (!members_fail) break;
            parties.push_back({member.name, member.rating, member.solvency_ratio, member.default_probability});
        }
        for (auto const& each : scenario_.reinsurers) {
            parties.push_back({each.name, each.rating, each.solvency_ratio, each.default_probability});
        }
        PathFaults faults(report_, "defaults." + std::string(scenario_.defaults->kind()));
        scenario_.defaults->check_parties(parties, faults);
    }

    template <class Parties>
    void check_idle_rates(std::string const& list, Parties const& parties) {
        for (std::size_t k = 0; k < parties.size(); ++k) {
            if (!parties[k].recovery_rate) continue;
            report_.report(path_index(list, k) + ".recovery_rate", "is not read without defaults",
                           "give `defaults`, or leave it out");
        }
    }

    void check_overlap() {
        for (std::size_t i = 0; i < scenario_.insureds.list.size(); ++i) {
            std::string first;
            for (std::size_t p = 0; p < scenario_.pools.size(); ++p) {
                if (!scenario_.pools[p].covers.matches(scenario_.insureds.list[i])) continue;
                if (!first.empty()) {
                    report_.report(path_index("pools", p) + ".covers",
                                   "covers \"" + scenario_.insureds.list[i].name + "\", which the pool \"" + first +
                                       "\" covers already",
                                   "let each insured belong to one pool");
                    return;
                }
                first = scenario_.pools[p].name;
            }
        }
    }

    PlacedReport& report_;
    Scenario const& scenario_;
};

}  // namespace

void check_consistency(Scenario const& scenario, Node const& root, std::vector<Diagnostic>& diagnostics) {
    PlacedReport report(scenario, root, diagnostics);
    ConsistencyCheck(report).run();
}

}  // namespace riskpool
