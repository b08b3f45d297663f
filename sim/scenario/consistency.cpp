#include "sim/scenario/consistency.hpp"

#include <algorithm>
#include <string>
#include <variant>

#include "sim/scenario/path.hpp"

namespace riskpool {

namespace {

class ConsistencyCheck {
public:
    ConsistencyCheck(Scenario const& scenario, Node const& root, std::vector<Diagnostic>& diagnostics)
        : scenario_(scenario), root_(root), diagnostics_(diagnostics) {}

    void run() {
        check_names();
        for (std::size_t s = 0; s < scenario_.sources.size(); ++s) check_source(s);
        if (scenario_.insureds.list.empty()) report("insureds", "is empty", "insure at least one risk");
        if (scenario_.pools.empty()) report("pools", "is empty", "add a pool");
        if (scenario_.sources.empty()) report("sources", "is empty", "without a source nothing can happen");
        for (std::size_t p = 0; p < scenario_.pools.size(); ++p) check_pool(p);
        check_overlap();
    }

private:
    void report(std::string const& path, std::string problem, std::string hint) {
        Node const* at = find_nearest(root_, path);
        diagnostics_.push_back(
            {Level::error, at->file, at->place.line, at->place.column, path, std::move(problem), std::move(hint)});
    }

    template <class Items>
    void check_unique(std::string const& list, Items const& items, std::vector<std::string_view>& seen) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::string path = path_key(path_index(list, i), "name");
            if (items[i].name.empty()) report(path, "is empty", "give it a name");
            if (std::find(seen.begin(), seen.end(), items[i].name) != seen.end()) {
                report(path, "the name \"" + items[i].name + "\" is taken already", "choose another");
            }
            seen.push_back(items[i].name);
        }
    }

    void check_names() {
        std::vector<std::string_view> insureds, pools;
        check_unique("members", scenario_.members, members_);
        std::vector<std::string_view> parties = members_;
        check_unique("reinsurers", scenario_.reinsurers, parties);
        reinsurers_.assign(parties.begin() + static_cast<std::ptrdiff_t>(members_.size()), parties.end());
        check_unique("insureds", scenario_.insureds.list, insureds);
        check_unique("pools", scenario_.pools, pools);
    }

    void check_known(std::string const& path, std::string_view name, std::vector<std::string_view> const& known,
                     std::string_view what, std::string_view none) {
        if (std::find(known.begin(), known.end(), name) != known.end()) return;
        const auto near = nearest(name, known);
        report(path, '"' + std::string(name) + "\" is no " + std::string(what) + " of the scenario",
               near.empty() ? std::string(none) : "did you mean \"" + std::string(near) + "\"?");
    }

    /// A filter must name things that exist, and cover somebody.
    void check_filter(std::string const& path, Filter const& filter, std::string_view owner) {
        std::vector<std::string_view> sectors, clusters, types, names;
        for (auto const& insured : scenario_.insureds.list) {
            sectors.push_back(insured.sector);
            clusters.push_back(insured.cluster);
            types.push_back(insured.type);
            names.push_back(insured.name);
        }
        const std::size_t before = diagnostics_.size();
        if (!filter.sector.empty())
            check_known(path + ".sector", filter.sector, sectors, "insured's sector", "name a sector of an insured");
        if (!filter.cluster.empty())
            check_known(path + ".cluster", filter.cluster, clusters, "insured's cluster",
                        "name a cluster of an insured");
        if (!filter.type.empty())
            check_known(path + ".type", filter.type, types, "insured's type", "name a type of an insured");
        for (std::size_t i = 0; i < filter.insureds.size(); ++i) {
            check_known(path_index(path + ".insureds", i), filter.insureds[i], names, "insured", "name an insured");
        }
        if (diagnostics_.size() == before && filter.select(scenario_.insureds.list).empty()) {
            report(path, "matches no insured, so the " + std::string(owner) + " covers nobody", "widen the filter");
        }
    }

    void check_source(std::size_t s) {
        class Faults final : public FieldFaults {
        public:
            Faults(ConsistencyCheck& check, std::string path) : check_(check), path_(std::move(path)) {}
            void add(std::string_view field, std::string_view problem, std::string_view hint) override {
                check_.report(field.empty() ? path_ : path_key(path_, field), std::string(problem), std::string(hint));
            }

        private:
            ConsistencyCheck& check_;
            std::string path_;
        };
        SourceModel const& source = scenario_.sources[s];
        const std::string path = path_key(path_index("sources", s), source.kind());
        Faults faults(*this, path);
        const std::size_t before = diagnostics_.size();
        source.check_exposure(scenario_.insureds.list, faults);
        if (diagnostics_.size() != before || scenario_.insureds.list.empty()) return;
        const std::uint32_t needed = source.years_needed();
        if (needed > scenario_.years) {
            report(path,
                   "has an event in year " + std::to_string(needed) + ", and the run has " +
                       std::to_string(scenario_.years) + " years",
                   "set `years` higher or move the event");
        }
    }

    void check_pool(std::size_t p) {
        Pool const& pool = scenario_.pools[p];
        const std::string path = path_index("pools", p);
        check_filter(path + ".covers", pool.covers, "pool");
        if (auto const* by_table = std::get_if<ByTable>(&pool.shares)) {
            for (std::size_t i = 0; i < by_table->table.size(); ++i) {
                check_known(path_index(path + ".shares.by_table.table", i) + ".member", by_table->table[i].member,
                            members_, "member", "name a member");
            }
        }
        if (std::holds_alternative<ByCapacity>(pool.shares)) check_capacity(path);
        check_programme(path + ".programme", pool.programme);
        std::vector<std::string_view> seen;
        for (std::size_t i = 0; i < pool.member_reinsurance.size(); ++i) {
            MemberReinsurance const& own = pool.member_reinsurance[i];
            const std::string own_path = path_index(path + ".member_reinsurance", i);
            check_known(own_path + ".member", own.member, members_, "member", "name a member");
            if (std::find(seen.begin(), seen.end(), own.member) != seen.end()) {
                report(own_path + ".member", "the member \"" + own.member + "\" has its own reinsurance already",
                       "put all its tiers into one programme");
            }
            seen.push_back(own.member);
            check_programme(own_path + ".programme", own.programme);
        }
    }

    void check_programme(std::string const& path, std::vector<Tier> const& programme) {
        std::vector<std::string_view> names;
        for (std::size_t t = 0; t < programme.size(); ++t) {
            const std::string tier_path = path_index(path, t);
            for (std::size_t k = 0; k < programme[t].size(); ++k) {
                std::visit([&](auto const& treaty) { check_treaty(path_index(tier_path, k), treaty, names); },
                           programme[t][k]);
            }
            check_tier(tier_path, programme[t]);
        }
    }

    void check_capacity(std::string const& path) {
        const bool any = std::any_of(scenario_.members.begin(), scenario_.members.end(),
                                     [](Member const& member) { return member.capacity > 0; });
        if (!any) report(path + ".shares.by_capacity", "no member declares a capacity", "give members `capacity`");
    }

    template <class Treaty>
    void check_treaty(std::string const& item, Treaty const& treaty, std::vector<std::string_view>& names) {
        const std::string path = path_key(item, Treaty::kind);
        check_filter(path + ".covers", treaty.covers, "treaty");
        for (std::size_t i = 0; i < treaty.lines.size(); ++i) {
            check_known(path_index(path + ".lines", i) + ".reinsurer", treaty.lines[i].reinsurer, reinsurers_,
                        "reinsurer", "add it to `reinsurers`");
        }
        if (treaty.name.empty()) return;
        if (std::find(names.begin(), names.end(), treaty.name) != names.end()) {
            report(path + ".name", "the name \"" + treaty.name + "\" is taken already in this programme",
                   "choose another");
        }
        names.push_back(treaty.name);
    }

    /// Treaties of one tier see the same loss; together they must not recover more than all of it.
    void check_tier(std::string const& path, Tier const& tier) {
        double worst = 0;
        for (auto const& insured : scenario_.insureds.list) worst = std::max(worst, joint_cession(tier, insured));
        if (worst > 1 + 1e-9) {
            report(path,
                   "treaties of this tier may together recover more than the loss, because they see the same loss",
                   "put treaties that follow one another into tiers that follow one another");
        }
    }

    /// Upper bound of the part of a further unit of one insured's loss that a tier recovers.
    static double joint_cession(Tier const& tier, Insured const& insured) {
        struct Layer {
            double begin, end, placed;
            bool per_risk;
        };
        std::vector<Layer> layers;
        double proportional = 0;
        for (auto const& kind : tier) {
            std::visit(
                [&]<class Treaty>(Treaty const& treaty) {
                    if (!treaty.covers.matches(insured)) return;
                    if constexpr (requires {
                                      treaty.attachment;
                                      treaty.limit;
                                      treaty.reinstatements;
                                  }) {
                        layers.push_back({treaty.attachment, treaty.attachment + treaty.limit, treaty.placed_part(),
                                          Treaty::kind == std::string_view("per_risk_xl")});
                    } else if constexpr (requires { treaty.cession; }) {
                        proportional += treaty.cession * treaty.placed_part();
                    } else if constexpr (requires { treaty.retained_line; }) {
                        Insureds one{insured};
                        proportional += treaty.ceded_share({one, {1.0}, {0.0}})[0] * treaty.placed_part();
                    } else {
                        proportional += treaty.placed_part();
                    }
                },
                kind);
        }
        double per_risk = 0;
        double per_event = 0;
        for (auto const& at : layers) {
            double sum = 0;
            for (auto const& layer : layers) {
                const bool over = layer.per_risk == at.per_risk && layer.begin <= at.begin && at.begin < layer.end;
                if (over) sum += layer.placed;
            }
            (at.per_risk ? per_risk : per_event) = std::max(at.per_risk ? per_risk : per_event, sum);
        }
        return proportional + per_risk + per_event;
    }

    void check_overlap() {
        for (std::size_t i = 0; i < scenario_.insureds.list.size(); ++i) {
            std::string first;
            for (std::size_t p = 0; p < scenario_.pools.size(); ++p) {
                if (!scenario_.pools[p].covers.matches(scenario_.insureds.list[i])) continue;
                if (!first.empty()) {
                    report(path_index("pools", p) + ".covers",
                           "covers \"" + scenario_.insureds.list[i].name + "\", which the pool \"" + first +
                               "\" covers already",
                           "let each insured belong to one pool");
                    return;
                }
                first = scenario_.pools[p].name;
            }
        }
    }

    Scenario const& scenario_;
    Node const& root_;
    std::vector<Diagnostic>& diagnostics_;
    std::vector<std::string_view> members_, reinsurers_;
};

}  // namespace

void check_consistency(Scenario const& scenario, Node const& root, std::vector<Diagnostic>& diagnostics) {
    ConsistencyCheck(scenario, root, diagnostics).run();
}

}  // namespace riskpool
