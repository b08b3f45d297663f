#include "sim/scenario/pool_consistency.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sim/scenario/all_pools.hpp"
#include "sim/scenario/column_slug.hpp"
#include "sim/scenario/path.hpp"
#include "sim/treaty/treaty.hpp"

namespace riskpool {

namespace {

/// Calls each(path, line) for every line of a programme.
template <class Each>
void for_each_line(std::string const& path, std::vector<Tier> const& programme, Each const& each) {
    for (std::size_t t = 0; t < programme.size(); ++t) {
        for (std::size_t k = 0; k < programme[t].size(); ++k) {
            std::visit(
                [&](auto const& treaty) {
                    const std::string item = path_key(path_index(path_index(path, t), k), treaty.kind) + ".lines";
                    for (std::size_t i = 0; i < treaty.lines.size(); ++i) each(path_index(item, i), treaty.lines[i]);
                },
                kind_of(programme[t][k]));
        }
    }
}

bool is_disputed(std::vector<Tier> const& programme) {
    bool disputed = false;
    for_each_line("", programme, [&](std::string const&, Line const& line) { disputed = disputed || line.dispute; });
    return disputed;
}

void check_liquidity(PlacedReport& report, std::string const& path, Pool const& pool) {
    Liquidity const& terms = *pool.liquidity;
    if (pool.programme.empty()) {
        report.report(path, "has no recoveries to wait for: the pool has no programme", "leave it out");
        return;
    }
    if (!(terms.late_part > 0) && !is_disputed(pool.programme)) {
        report.report(path, "bridges nothing: late_part is 0 and no line has a dispute",
                      "give late_part, or a dispute to a line of the pool's programme");
    }
    if (terms.fund_part > 0 && pool.funds().empty()) {
        report.report(path + ".fund_part", "is that of a fund, and the pool has none", "give it a reserve_fund");
    }
    if (terms.commutation && terms.commutation->year > report.scenario().years) {
        report.report(path + ".commutation.year", "is after the last year of the run", "give an earlier year");
    }
}

void check_inward(PlacedReport& report, std::string const& path, Pool const& pool) {
    if (pool.settlement) {
        report.report(path, "cannot stand beside a settlement, which puts members' results in common and cedes nothing",
                      "leave out one of the two");
    }
    if (std::holds_alternative<LineSlip>(pool.shares)) {
        report.report(path, "cannot stand on a slip, whose layers cut the losses of the insured",
                      "share risks by another rule");
    }
    auto const& insureds = report.scenario().insureds.list;
    if (std::none_of(insureds.begin(), insureds.end(), [&](Insured const& insured) {
            return pool.covers.matches(insured) && !insured.originator.empty();
        })) {
        report.report(path, "has no risk that a member wrote", "give insureds their `originator`, or leave it out");
    }
}

void check_assigned(PlacedReport& report, std::string const& path, Pool const& pool) {
    const auto refuse = [&](std::string const& why) {
        report.report(path, "is true, and " + why, "leave out one of the two");
    };
    if (pool.admission) refuse("a facility without a right to refuse asks no admission");
    if (pool.inward) refuse("members of a reinsurance pool keep what it does not take");
    if (std::holds_alternative<LineSlip>(pool.shares)) refuse("a slip leaves insureds what its lines do not take");
}

void check_market_share(PlacedReport& report, std::string const& path, Pool const& pool, ByMarketShare const& rule) {
    if (rule.final_after == 0) return;
    const std::string at = path + ".shares.by_market_share.final_after";
    if (rule.final_after >= report.scenario().years) {
        report.report(at, "is never reached: the run has " + std::to_string(report.scenario().years) + " years",
                      "set `years` higher, or leave it out");
    }
    if (pool.settlement) {
        report.report(at, "cannot stand beside a settlement, which divides results by keys of its own",
                      "leave out one of the two");
    }
}

std::uint32_t term_of(LossSharingKinds const& terms) {
    return std::visit([](auto const& each) { return each.term_years; }, terms);
}

}  // namespace

void check_pool_terms(PlacedReport& report, std::string const& path, Pool const& pool) {
    if (pool.liquidity) check_liquidity(report, path + ".liquidity", pool);
    if (pool.lead_pays) {
        PathFaults faults(report, path + ".lead_pays");
        pool.lead_pays->check_members(report.scenario().members, faults);
        if (pool.settlement) {
            report.report(path + ".lead_pays", "cannot stand beside a settlement, which leaves members one sum a year",
                          "leave out one of the two");
        }
        if (pool.lead_pays->lag >= report.scenario().years) {
            report.report(path + ".lead_pays.lag", "ends after the last year of the run, so nobody pays the lead",
                          "set `years` higher");
        }
    }
    if (pool.inward) check_inward(report, path + ".inward", pool);
    if (pool.assigned_risks) check_assigned(report, path + ".assigned_risks", pool);
    if (auto const* rule = std::get_if<ByMarketShare>(&pool.shares)) check_market_share(report, path, pool, *rule);
    if (pool.loss_sharing && term_of(*pool.loss_sharing) > report.scenario().years) {
        report.report(path + ".loss_sharing", "is shared after the last year of the run",
                      "set `years` to its term_years or more");
    }
}

void check_stress(PlacedReport& report) {
    Scenario const& scenario = report.scenario();
    const bool none = !(scenario.stress_loss < infinity);
    bool read = false;
    const auto found = [&](std::string const& path) {
        read = true;
        if (!none) return;
        report.report(path, "speaks of years of stress, and no year is one without stress_loss",
                      "give `stress_loss`, the loss above which a year is one of stress");
    };
    if (scenario.defaults && scenario.defaults->reads_stress()) {
        found("defaults." + std::string(scenario.defaults->kind()) + ".stress");
    }
    const auto lines = [&](std::string const& path, Line const& line) {
        if (line.dispute && line.dispute->stress_factor > 1) found(path + ".dispute.stress_factor");
    };
    for (std::size_t p = 0; p < scenario.pools.size(); ++p) {
        Pool const& pool = scenario.pools[p];
        const std::string path = path_index("pools", p);
        for_each_line(path + ".programme", pool.programme, lines);
        for (std::size_t k = 0; k < pool.member_reinsurance.size(); ++k) {
            for_each_line(path_index(path + ".member_reinsurance", k) + ".programme",
                          pool.member_reinsurance[k].programme, lines);
        }
        const auto funds = pool.funds();
        for (std::size_t k = 0; k < funds.size(); ++k) {
            if (!funds[k].returns) continue;
            const std::string at = pool.reserve_fund ? path + ".reserve_fund" : path_index(path + ".reserve_funds", k);
            if (std::visit([](auto const& each) { return each.reads_stress(); }, *funds[k].returns)) {
                found(at + ".returns");
            }
        }
    }
    for (std::size_t k = 0; k < scenario.retrocession.size(); ++k) {
        for_each_line(path_index("retrocession", k) + ".programme", scenario.retrocession[k].programme, lines);
    }
    if (none || read) return;
    report.report("stress_loss", "is read by nothing: no default, dispute or return is another in a year of stress",
                  "give defaults.by_rating.stress, or leave it out");
}

void check_column_names(PlacedReport& report) {
    std::vector<std::pair<std::string, std::string>> seen;  // slug, name
    const auto check = [&](std::string const& list, auto const& items) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::string slug = column_slug(items[i].name);
            for (auto const& [other, name] : seen) {
                if (other != slug || name == items[i].name) continue;
                report.report(
                    path_key(path_index(list, i), "name"),
                    '"' + items[i].name + "\" and \"" + name +
                        "\" would name the same columns of results: only letters, digits and their order count",
                    "choose a name that differs in a letter or digit");
            }
            seen.emplace_back(slug, items[i].name);
        }
    };
    Scenario const& scenario = report.scenario();
    check("members", scenario.members);
    check("reinsurers", scenario.reinsurers);
    check("pools", scenario.pools);
    const auto taken = [&](std::string const& path, std::string const& name, std::string const& by) {
        report.report(path, '"' + name + "\" would name the same columns of results as " + by,
                      "choose a name that differs in a letter or digit");
    };
    for (std::size_t p = 0; p < scenario.pools.size(); ++p) {
        std::string const& name = scenario.pools[p].name;
        if (scenario.pools.size() > 1 && column_slug(name) == column_slug(all_pools)) {
            taken(path_key(path_index("pools", p), "name"), name, "the totals of all pools");
        }
        if (!scenario.output.sources) continue;
        for (auto const& source : scenario.sources) {
            // Both have insured losses.
            if (column_slug(name) != column_slug(source.name())) continue;
            taken(path_key(path_index("pools", p), "name"), name, "a source of that name");
        }
    }
}

}  // namespace riskpool
