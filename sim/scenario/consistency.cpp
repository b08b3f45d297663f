#include "sim/scenario/consistency.hpp"

#include <algorithm>
#include <string>
#include <variant>

#include "sim/scenario/path.hpp"
#include "sim/scenario/placed_report.hpp"
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
        for (std::size_t p = 0; p < scenario_.pools.size(); ++p) check_pool(p);
        check_retrocession(report_);
        check_overlap();
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
    }

    void check_source(std::size_t s) {
        SourceModel const& source = scenario_.sources[s];
        const std::string path = path_key(path_index("sources", s), source.kind());
        PathFaults faults(report_, path);
        const std::size_t before = report_.count();
        source.check_exposure(scenario_.insureds.list, faults);
        if (report_.count() != before) return;
        const std::uint32_t needed = source.years_needed();
        if (needed > scenario_.years) {
            report_.report(path,
                           "has an event in year " + std::to_string(needed) + ", and the run has " +
                               std::to_string(scenario_.years) + " years",
                           "set `years` higher or move the event");
        }
    }

    void check_pool(std::size_t p) {
        Pool const& pool = scenario_.pools[p];
        const std::string path = path_index("pools", p);
        const std::size_t before = report_.count();
        report_.check_filter(path + ".covers", pool.covers, "pool", Filter{});
        // Where the pool itself covers nobody, its treaties are not to blame.
        const Filter covered = report_.count() == before ? pool.covers : Filter{};
        if (auto const* by_table = std::get_if<ByTable>(&pool.shares)) {
            for (std::size_t i = 0; i < by_table->table.size(); ++i) {
                report_.check_known(path_index(path + ".shares.by_table.table", i) + ".member",
                                    by_table->table[i].member, report_.members(), "member", "name a member");
            }
        }
        if (auto const* by_capacity = std::get_if<ByCapacity>(&pool.shares)) {
            check_capacity(path + ".shares.by_capacity", *by_capacity);
        }
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

    void check_capacity(std::string const& path, ByCapacity const& rule) {
        const auto any = [&](auto const& holds) {
            return std::any_of(scenario_.members.begin(), scenario_.members.end(), holds);
        };
        if (!any([](Member const& member) { return member.capacity > 0; })) {
            report_.report(path, "no member declares a capacity", "give members `capacity`");
        } else if (!any([&](Member const& member) { return rule.cap(member) > 0 && member.capacity > 0; })) {
            report_.report(path,
                           "no member with a capacity has capital or reserves, so the legal cap leaves none a share",
                           "give members `capital`, or set part_of_capital: .inf");
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
