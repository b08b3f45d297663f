// Event trees: from a frequency of first failures through branches to outcomes.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/severity/law.hpp"
#include "models/sources/effect.hpp"
#include "models/sources/unit_counts.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// One way out of a node.
struct TreeBranch {
    double probability = not_given;
    std::string to;

    static constexpr std::string_view kind = "tree_branch";
    static constexpr std::string_view about = "One way out of a node of an event tree.";
    static constexpr auto fields =
        field_list(optional("probability", &TreeBranch::probability, unit_interval, Unit::fraction,
                            "Probability of this way, given that the node is reached; the rest when left out."),
                   required("to", &TreeBranch::to, "Name of the node or outcome that it leads to."));
    bool operator==(TreeBranch const&) const = default;
};

/// One question of the tree: is it detected, is it put out, does the wall hold?
struct TreeNode {
    std::string name;
    std::vector<TreeBranch> branches;

    static constexpr std::string_view kind = "tree_node";
    static constexpr std::string_view about = "One question of an event tree, with its answers.";
    static constexpr auto fields =
        field_list(required("name", &TreeNode::name, "Name, unique among nodes and outcomes."),
                   required("branches", &TreeNode::branches, "Its ways out; probabilities add up to 1."));
    bool operator==(TreeNode const&) const = default;
};

/// One end of the tree.
struct TreeOutcome {
    std::string name;
    std::optional<Effect> loss;

    static constexpr std::string_view kind = "tree_outcome";
    static constexpr std::string_view about = "One end of an event tree.";
    static constexpr auto fields =
        field_list(required("name", &TreeOutcome::name, "Name, unique among nodes and outcomes."),
                   optional("loss", &TreeOutcome::loss, "What it costs the insured; nothing when left out."));
    bool operator==(TreeOutcome const&) const = default;
};

/// What the rate of first failures counts.
enum class RatePer : std::uint8_t { insured, tool, unit };
template <>
struct Choice<RatePer> {
    static constexpr std::array<std::pair<std::string_view, RatePer>, 3> values{{
        {"insured", RatePer::insured},
        {"tool", RatePer::tool},
        {"unit", RatePer::unit},
    }};
};

/// First failures are a Poisson process; each goes from the first node along branches to an outcome. An outcome's rate
/// is that of first failures times the sum over its ways of the product of their probabilities, and outcomes are
/// independent Poisson processes (Bedford and Cooke, Probabilistic Risk Analysis, 6.4). One event hits one insured.
struct EventTree {
    Filter covers;
    double rate = 0;
    RatePer per = RatePer::insured;
    std::vector<UnitCount> units;
    std::vector<TreeNode> nodes;
    std::vector<TreeOutcome> outcomes;

    static constexpr std::string_view kind = "event_tree";
    static constexpr Drivable drivable{.counts = true, .losses = true, .years = true};
    static constexpr std::string_view about =
        "First failures that branch by detection, suppression, containment and the like into outcomes with losses.";
    static constexpr auto fields =
        field_list(optional("covers", &EventTree::covers, "Which insureds can be hit; all when left out."),
                   required("rate", &EventTree::rate, positive, Unit::per_year, "Expected first failures in a year."),
                   optional("per", &EventTree::per,
                            "What the rate is given for: one insured, one of its tools, or one of its units."),
                   optional("units", &EventTree::units, "Who has how many units; needed with `per: unit`."),
                   required("nodes", &EventTree::nodes, "The questions; the first one is where each failure begins."),
                   required("outcomes", &EventTree::outcomes, "The ends."));
    void check(FieldFaults& faults) const;
    /// The probability of each outcome, given a first failure.
    [[nodiscard]] std::vector<double> outcome_probabilities() const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(EventTree const&) const = default;
};

}  // namespace riskpool
