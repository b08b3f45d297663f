#include "sim/scenario/consistency.hpp"

#include <algorithm>
#include <string>
#include <variant>

#include "sim/scenario/joint_cession.hpp"
#include "sim/scenario/path.hpp"

namespace riskpool {

namespace {

class ConsistencyCheck {
public:
    ConsistencyCheck(Scenario const& scenario, Node const& root, std::vector<Diagnostic>& diagnostics)
        : scenario_(scenario), root_(root), diagnostics_(diagnostics) {}

    void run() {
        if (something_is_empty()) return;
        check_names();
        for (std::size_t s = 0; s < scenario_.sources.size(); ++s) check_source(s);
        for (std::size_t p = 0; p < scenario_.pools.size(); ++p) check_pool(p);
        check_retrocession();
        check_overlap();
    }

private:
    void report(std::string const& path, std::string problem, std::string hint) {
        Node const* at = find_nearest(root_, path);
        diagnostics_.push_back(
            {Level::error, at->file, at->place.line, at->place.column, path, std::move(problem), std::move(hint)});
    }

    /// Nothing can be said of names that refer to an empty list, but that it is empty.
    bool something_is_empty() {
        const std::size_t before = diagnostics_.size();
        if (scenario_.members.empty()) report("members", "is empty", "add a member");
        if (scenario_.insureds.list.empty()) report("insureds", "is empty", "insure at least one risk");
        if (scenario_.sources.empty()) report("sources", "is empty", "without a source nothing can happen");
        if (scenario_.pools.empty()) report("pools", "is empty", "add a pool");
        return diagnostics_.size() != before;
    }

    template <class Items>
    void check_unique(std::string const& list, Items const& items, std::vector<std::string_view>& seen) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::string path = path_key(path_index(list, i), "name");
            if (items[i].name.empty()) {
                report(path, "is empty", "give it a name");
            } else if (std::find(seen.begin(), seen.end(), items[i].name) != seen.end()) {
                report(path, "the name \"" + items[i].name + "\" is taken already", "choose another");
            }
            seen.push_back(items[i].name);
        }
    }

    void check_names() {
        std::vector<std::string_view> insureds, pools;
        if (scenario_.currency.empty()) report("currency", "is empty", "name it, for example CNY");
        check_unique("members", scenario_.members, members_);
        std::vector<std::string_view> parties = members_;
        check_unique("reinsurers", scenario_.reinsurers, parties);
        reinsurers_.assign(parties.begin() + static_cast<std::ptrdiff_t>(members_.size()), parties.end());
        check_unique("insureds", scenario_.insureds.list, insureds);
        check_unique("pools", scenario_.pools, pools);
    }

    /// True if the name is known.
    bool check_known(std::string const& path, std::string_view name, std::vector<std::string_view> const& known,
                     std::string_view what, std::string_view none) {
        if (std::find(known.begin(), known.end(), name) != known.end()) return true;
        const auto near = nearest(name, known);
        report(path, '"' + std::string(name) + "\" is no " + std::string(what) + " of the scenario",
               near.empty() ? std::string(none) : "did you mean \"" + std::string(near) + "\"?");
        return false;
    }

    /// A filter must name things that exist, and cover somebody of `within`.
    void check_filter(std::string const& path, Filter const& filter, std::string_view owner, Filter const& within) {
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
        if (diagnostics_.size() != before) return;
        const bool covers_somebody =
            std::any_of(scenario_.insureds.list.begin(), scenario_.insureds.list.end(),
                        [&](Insured const& insured) { return filter.matches(insured) && within.matches(insured); });
        if (covers_somebody) return;
        const std::string of_pool = within.matches_all() ? "" : " of the pool";
        report(path, "matches no insured" + of_pool + ", so the " + std::string(owner) + " covers nobody",
               "widen the filter");
    }

    /// Faults of the fields of what stands at a path.
    class PathFaults final : public FieldFaults {
    public:
        PathFaults(ConsistencyCheck& check, std::string path) : check_(check), path_(std::move(path)) {}
        void add(std::string_view field, std::string_view problem, std::string_view hint) override {
            check_.report(field.empty() ? path_ : path_key(path_, field), std::string(problem), std::string(hint));
        }

    private:
        ConsistencyCheck& check_;
        std::string path_;
    };

    void check_source(std::size_t s) {
        SourceModel const& source = scenario_.sources[s];
        const std::string path = path_key(path_index("sources", s), source.kind());
        PathFaults faults(*this, path);
        const std::size_t before = diagnostics_.size();
        source.check_exposure(scenario_.insureds.list, faults);
        if (diagnostics_.size() != before) return;
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
        const std::size_t before = diagnostics_.size();
        check_filter(path + ".covers", pool.covers, "pool", Filter{});
        // Where the pool itself covers nobody, its treaties are not to blame.
        const Filter covered = diagnostics_.size() == before ? pool.covers : Filter{};
        if (auto const* by_table = std::get_if<ByTable>(&pool.shares)) {
            for (std::size_t i = 0; i < by_table->table.size(); ++i) {
                check_known(path_index(path + ".shares.by_table.table", i) + ".member", by_table->table[i].member,
                            members_, "member", "name a member");
            }
        }
        if (auto const* by_capacity = std::get_if<ByCapacity>(&pool.shares)) {
            check_capacity(path + ".shares.by_capacity", *by_capacity);
        }
        check_programme(path + ".programme", pool.programme, covered);
        std::vector<std::string_view> seen;
        for (std::size_t i = 0; i < pool.member_reinsurance.size(); ++i) {
            MemberReinsurance const& own = pool.member_reinsurance[i];
            const std::string own_path = path_index(path + ".member_reinsurance", i);
            if (check_known(own_path + ".member", own.member, members_, "member", "name a member")) {
                check_takes_part(own_path + ".member", own.member, pool.shares);
            }
            if (std::find(seen.begin(), seen.end(), own.member) != seen.end()) {
                report(own_path + ".member", "the member \"" + own.member + "\" has its own reinsurance already",
                       "put all its tiers into one programme");
            }
            seen.push_back(own.member);
            check_programme(own_path + ".programme", own.programme, covered);
        }
    }

    /// Reinsurance of a part that is nothing would be read and never applied.
    void check_takes_part(std::string const& path, std::string_view member, ShareRuleKinds const& shares) {
        auto const* by_table = std::get_if<ByTable>(&shares);
        if (by_table == nullptr) return;
        const bool named = std::any_of(by_table->table.begin(), by_table->table.end(),
                                       [&](MemberShare const& row) { return row.member == member; });
        if (!named) {
            report(path, '"' + std::string(member) + "\" takes no part in this pool, so it has nothing to reinsure",
                   "give it a share, or drop the item");
        }
    }

    void check_retrocession() {
        std::vector<std::string_view> seen;  // those whose assumed losses are complete before the next one cedes
        for (std::size_t k = 0; k < scenario_.retrocession.size(); ++k) {
            Retrocession const& terms = scenario_.retrocession[k];
            const std::string path = path_index("retrocession", k);
            check_known(path + ".reinsurer", terms.reinsurer, reinsurers_, "reinsurer", "add it to `reinsurers`");
            if (std::find(seen.begin(), seen.end(), terms.reinsurer) != seen.end()) {
                report(path + ".reinsurer", '"' + terms.reinsurer + "\" has its retrocession already",
                       "put all its tiers into one programme");
            }
            seen.push_back(terms.reinsurer);
            check_programme(path + ".programme", terms.programme, Filter{});
            for (std::size_t t = 0; t < terms.programme.size(); ++t) {
                for (std::size_t n = 0; n < terms.programme[t].size(); ++n) {
                    std::visit(
                        [&](auto const& treaty) {
                            check_retroceded(path_index(path_index(path + ".programme", t), n), treaty, seen);
                        },
                        terms.programme[t][n]);
                }
            }
        }
    }

    template <class Treaty>
    void check_retroceded(std::string const& item, Treaty const& treaty, std::vector<std::string_view> const& seen) {
        const std::string path = path_key(item, Treaty::kind);
        for (std::size_t i = 0; i < treaty.lines.size(); ++i) {
            if (std::find(seen.begin(), seen.end(), treaty.lines[i].reinsurer) == seen.end()) continue;
            report(
                path_index(path + ".lines", i) + ".reinsurer",
                '"' + treaty.lines[i].reinsurer + "\" has ceded already, so the loss would come back to it in a spiral",
                "let lines of a retrocession go to reinsurers after it in the list, or to others");
        }
        if constexpr (requires { treaty.basis; }) {
            report(path, "measures the size of a risk, which a reinsurer's assumed loss does not have",
                   "retrocede by quota share or by excess of loss");
        }
    }

    void check_programme(std::string const& path, std::vector<Tier> const& programme, Filter const& within) {
        std::vector<std::string_view> names;
        for (std::size_t t = 0; t < programme.size(); ++t) {
            const std::string tier_path = path_index(path, t);
            const std::vector<std::string_view> earlier = names;
            for (std::size_t k = 0; k < programme[t].size(); ++k) {
                std::visit(
                    [&](auto const& treaty) {
                        const std::string item = path_key(path_index(tier_path, k), treaty.kind);
                        check_treaty(item, treaty, names, within);
                        check_causes(item, treaty);
                        check_own_names(item, treaty, within);
                        for (std::size_t i = 0; i < treaty.not_inuring.size(); ++i) {
                            check_known(path_index(item + ".not_inuring", i), treaty.not_inuring[i], earlier,
                                        "treaty of an earlier tier", "name a treaty of an earlier tier");
                        }
                        if constexpr (requires { treaty.follows(); }) check_followed(item, treaty, programme[t]);
                    },
                    programme[t][k]);
            }
            check_tier(tier_path, programme[t]);
        }
    }

    /// A treaty that follows a layer needs one of that name beside it, whose state it can compute.
    template <class Treaty>
    void check_followed(std::string const& path, Treaty const& treaty, Tier const& tier) {
        std::vector<std::string_view> names;
        CatXl const* followed = nullptr;
        for (auto const& kind : tier) {
            auto const* layer = std::get_if<CatXl>(&kind);
            if (layer == nullptr || layer->name.empty()) continue;
            names.push_back(layer->name);
            if (layer->name == treaty.follows()) followed = layer;
        }
        if (!check_known(path, treaty.follows(), names, "named layer of this tier", "name a cat_xl of the same tier")) {
            return;
        }
        PathFaults faults(*this, path);
        treaty.check_followed(*followed, faults);
    }

    /// Names of insureds and types of insureds that only some kinds have.
    template <class Treaty>
    void check_own_names(std::string const& path, Treaty const& treaty, Filter const& within) {
        std::vector<std::string_view> names, types;
        for (auto const& insured : scenario_.insureds.list) {
            names.push_back(insured.name);
            types.push_back(insured.type);
        }
        const auto check_insureds = [&](std::string const& list, auto const& items) {
            for (std::size_t i = 0; i < items.size(); ++i) {
                check_known(path_index(path + '.' + list, i) + ".insured", items[i].insured, names, "insured",
                            "name an insured");
            }
        };
        if constexpr (requires { treaty.risks; }) check_insureds("risks", treaty.risks);
        if constexpr (requires { treaty.estimates; }) check_insureds("estimates", treaty.estimates);
        if constexpr (requires { treaty.retention_table; }) {
            for (std::size_t i = 0; i < treaty.retention_table.size(); ++i) {
                check_known(path_index(path + ".retention_table", i) + ".type", treaty.retention_table[i].type, types,
                            "insured's type", "name a type of an insured");
            }
        }
        if constexpr (requires { treaty.for_each_filter([](std::string const&, Filter const&) {}); }) {
            treaty.for_each_filter([&](std::string const& field, Filter const& filter) {
                check_filter(path + '.' + field, filter, "section", within);
            });
        }
    }

    template <class Treaty>
    void check_causes(std::string const& path, Treaty const& treaty) {
        std::vector<std::string_view> kinds;
        for (auto const& source : scenario_.sources) kinds.push_back(source.kind());
        for (std::size_t i = 0; i < treaty.causes.size(); ++i) {
            check_known(path_index(path + ".causes", i), treaty.causes[i], kinds, "kind of source",
                        "name the kind of a source");
        }
        const TreatySetting setting{scenario_.insureds.list, std::vector(scenario_.insureds.list.size(), 1.0),
                                    std::vector(scenario_.insureds.list.size(), 1.0)};
        if (!treaty.causes.empty() && !treaty.ceded_share(setting).empty()) {
            report(path + ".causes", "cannot be named by a proportional treaty, which cedes the premium of all causes",
                   "leave it out, or cede by excess of loss");
        }
    }

    void check_capacity(std::string const& path, ByCapacity const& rule) {
        const auto any = [&](auto const& holds) {
            return std::any_of(scenario_.members.begin(), scenario_.members.end(), holds);
        };
        if (!any([](Member const& member) { return member.capacity > 0; })) {
            report(path, "no member declares a capacity", "give members `capacity`");
        } else if (!any([&](Member const& member) { return rule.cap(member) > 0 && member.capacity > 0; })) {
            report(path, "no member with a capacity has capital or reserves, so the legal cap leaves none a share",
                   "give members `capital`, or set part_of_capital: .inf");
        }
    }

    template <class Treaty>
    void check_treaty(std::string const& path, Treaty const& treaty, std::vector<std::string_view>& names,
                      Filter const& within) {
        check_filter(path + ".covers", treaty.covers, "treaty", within);
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
        for (auto const& insured : scenario_.insureds.list) worst = std::max(worst, worst_joint_cession(tier, insured));
        if (worst > 1 + 1e-9) {
            report(path,
                   "treaties of this tier may together recover more than the loss, because they see the same loss",
                   "put treaties that follow one another into tiers that follow one another");
        }
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
