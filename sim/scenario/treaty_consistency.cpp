#include "sim/scenario/treaty_consistency.hpp"

#include <algorithm>
#include <concepts>
#include <string>
#include <variant>

#include "sim/scenario/joint_cession.hpp"
#include "sim/scenario/path.hpp"
#include "sim/treaty/treaty.hpp"

namespace riskpool {

namespace {

/// Checks programmes, whoever buys them.
class TreatyCheck {
public:
    explicit TreatyCheck(PlacedReport& report) : report_(report), scenario_(report.scenario()) {}

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
                            report_.check_known(path_index(item + ".not_inuring", i), treaty.not_inuring[i], earlier,
                                                "treaty of an earlier tier", "name a treaty of an earlier tier");
                        }
                        if constexpr (requires { treaty.follows(); }) check_followed(item, treaty, programme[t]);
                    },
                    kind_of(programme[t][k]));
            }
            check_tier(tier_path, programme[t]);
        }
    }

    /// What only a retrocession must not have. `seen` are those whose assumed losses are complete before it cedes.
    template <class Treaty>
    void check_retroceded(std::string const& item, Treaty const& treaty, std::vector<std::string_view> const& seen) {
        const std::string path = path_key(item, Treaty::kind);
        for (std::size_t i = 0; i < treaty.lines.size(); ++i) {
            if (std::find(seen.begin(), seen.end(), treaty.lines[i].reinsurer) == seen.end()) continue;
            report_.report(
                path_index(path + ".lines", i) + ".reinsurer",
                '"' + treaty.lines[i].reinsurer + "\" has ceded already, so the loss would come back to it in a spiral",
                "let lines of a retrocession go to reinsurers after it in the list, or to others");
        }
        if constexpr (requires { requires std::same_as<SurplusBasis const&, decltype((treaty.basis))>; }) {
            report_.report(path, "measures the size of a risk, which a reinsurer's assumed loss does not have",
                           "retrocede by quota share or by excess of loss");
        }
    }

private:
    /// A treaty that follows a layer needs one of that name beside it, whose state it can compute.
    template <class Treaty>
    void check_followed(std::string const& path, Treaty const& treaty, Tier const& tier) {
        std::vector<std::string_view> names;
        CatXl const* followed = nullptr;
        for (auto const& kind : tier) {
            auto const* layer = std::get_if<CatXl>(&kind_of(kind));
            if (layer == nullptr || layer->name.empty()) continue;
            names.push_back(layer->name);
            if (layer->name == treaty.follows()) followed = layer;
        }
        if (!report_.check_known(path, treaty.follows(), names, "named layer of this tier",
                                 "name a cat_xl of the same tier")) {
            return;
        }
        PathFaults faults(report_, path);
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
                report_.check_known(path_index(path + '.' + list, i) + ".insured", items[i].insured, names, "insured",
                                    "name an insured");
            }
        };
        if constexpr (requires { treaty.risks; }) check_insureds("risks", treaty.risks);
        if constexpr (requires { treaty.estimates; }) check_insureds("estimates", treaty.estimates);
        if constexpr (requires { treaty.retention_table; }) {
            for (std::size_t i = 0; i < treaty.retention_table.size(); ++i) {
                report_.check_known(path_index(path + ".retention_table", i) + ".type", treaty.retention_table[i].type,
                                    types, "insured's type", "name a type of an insured");
            }
        }
        if constexpr (requires { treaty.for_each_filter([](std::string const&, Filter const&) {}); }) {
            treaty.for_each_filter([&](std::string const& field, Filter const& filter) {
                report_.check_filter(path + '.' + field, filter, "section", within);
            });
        }
    }

    template <class Treaty>
    void check_causes(std::string const& path, Treaty const& treaty) {
        std::vector<std::string_view> kinds;
        for (auto const& source : scenario_.sources) kinds.push_back(source.cause());
        for (std::size_t i = 0; i < treaty.causes.size(); ++i) {
            report_.check_known(path_index(path + ".causes", i), treaty.causes[i], kinds, "kind of source",
                                "name the kind of a source");
        }
        const TreatySetting setting{scenario_.insureds.list, std::vector(scenario_.insureds.list.size(), 1.0),
                                    std::vector(scenario_.insureds.list.size(), 1.0)};
        if (!treaty.causes.empty() && !treaty.ceded_share(setting).empty()) {
            report_.report(path + ".causes",
                           "cannot be named by a proportional treaty, which cedes the premium of all causes",
                           "leave it out, or cede by excess of loss");
        }
    }

    template <class Treaty>
    void check_treaty(std::string const& path, Treaty const& treaty, std::vector<std::string_view>& names,
                      Filter const& within) {
        report_.check_filter(path + ".covers", treaty.covers, "treaty", within);
        for (std::size_t i = 0; i < treaty.lines.size(); ++i) {
            report_.check_known(path_index(path + ".lines", i) + ".reinsurer", treaty.lines[i].reinsurer,
                                report_.reinsurers(), "reinsurer", "add it to `reinsurers`");
        }
        check_collateral(path, treaty);
        for (std::size_t i = 0; i < treaty.lines.size(); ++i) {
            if (!treaty.lines[i].dispute || Treaty::kind != "cat_bond") continue;
            report_.report(path_index(path + ".lines", i) + ".dispute",
                           "is of no effect on a cat bond, whose money is held in trust", "leave it out");
        }
        if (treaty.name.empty()) return;
        if (std::find(names.begin(), names.end(), treaty.name) != names.end()) {
            report_.report(path + ".name", "the name \"" + treaty.name + "\" is taken already in this programme",
                           "choose another");
        }
        names.push_back(treaty.name);
    }

    /// Collateral is read where somebody may fail, and a part of the limit asks for a limit.
    template <class Treaty>
    void check_collateral(std::string const& path, Treaty const& treaty) {
        const std::vector<double> whole(scenario_.insureds.list.size(), 1.0);
        const bool endless = !(treaty.annual_capacity(TreatySetting{scenario_.insureds.list, whole, whole}) < infinity);
        for (std::size_t i = 0; i < treaty.lines.size(); ++i) {
            auto const& collateral = treaty.lines[i].collateral;
            if (!collateral) continue;
            const std::string at = path_index(path + ".lines", i) + ".collateral";
            if (!scenario_.defaults) {
                report_.report(at, "is not read without defaults", "give `defaults`, or leave it out");
            } else if (endless && collateral->part_of_limit > 0) {
                report_.report(at + ".part_of_limit", "asks for a part of what has no limit in a year",
                               "give an amount of money");
            }
        }
    }

    /// Treaties of one tier see the same loss; together they must not recover more than all of it.
    void check_tier(std::string const& path, Tier const& tier) {
        double worst = 0;
        for (auto const& insured : scenario_.insureds.list) worst = std::max(worst, worst_joint_cession(tier, insured));
        if (worst > 1 + 1e-9) {
            report_.report(
                path, "treaties of this tier may together recover more than the loss, because they see the same loss",
                "put treaties that follow one another into tiers that follow one another");
        }
    }

    PlacedReport& report_;
    Scenario const& scenario_;
};

}  // namespace

void check_programme(PlacedReport& report, std::string const& path, std::vector<Tier> const& programme,
                     Filter const& within) {
    TreatyCheck(report).check_programme(path, programme, within);
}

void check_retrocession(PlacedReport& report) {
    Scenario const& scenario = report.scenario();
    TreatyCheck check(report);
    std::vector<std::string_view> seen;  // those whose assumed losses are complete before the next one cedes
    for (std::size_t k = 0; k < scenario.retrocession.size(); ++k) {
        Retrocession const& terms = scenario.retrocession[k];
        const std::string path = path_index("retrocession", k);
        report.check_known(path + ".reinsurer", terms.reinsurer, report.reinsurers(), "reinsurer",
                           "add it to `reinsurers`");
        if (std::find(seen.begin(), seen.end(), terms.reinsurer) != seen.end()) {
            report.report(path + ".reinsurer", '"' + terms.reinsurer + "\" has its retrocession already",
                          "put all its tiers into one programme");
        }
        seen.push_back(terms.reinsurer);
        check.check_programme(path + ".programme", terms.programme, Filter{});
        for (std::size_t t = 0; t < terms.programme.size(); ++t) {
            for (std::size_t n = 0; n < terms.programme[t].size(); ++n) {
                std::visit(
                    [&](auto const& treaty) {
                        check.check_retroceded(path_index(path_index(path + ".programme", t), n), treaty, seen);
                    },
                    kind_of(terms.programme[t][n]));
            }
        }
    }
}

}  // namespace riskpool
