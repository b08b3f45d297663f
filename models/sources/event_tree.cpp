#include "models/sources/event_tree.hpp"

#include <algorithm>
#include <numeric>

#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/event_counts.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { counts = 0, damages = 1, times = 2, places = 3, outcomes = 4, restarts = 5, ramps = 6 };

template <class Named>
std::size_t find_named(std::vector<Named> const& list, std::string const& name) {
    const auto found = std::find_if(list.begin(), list.end(), [&](Named const& each) { return each.name == name; });
    return static_cast<std::size_t>(found - list.begin());
}

double probability_of(TreeNode const& node, std::size_t branch) {
    if (is_given(node.branches[branch].probability)) return node.branches[branch].probability;
    double rest = 1;
    for (TreeBranch const& each : node.branches) rest -= is_given(each.probability) ? each.probability : 0;
    return std::max(rest, 0.0);
}

/// The nodes in an order in which each stands before those it leads to, without those that no way from the first node
/// reaches; empty if some way leads back to where it came from.
std::vector<std::size_t> in_order(EventTree const& tree) {
    enum class Mark : std::uint8_t { unseen, open, done };
    std::vector<Mark> marks(tree.nodes.size(), Mark::unseen);
    std::vector<std::size_t> order;
    bool loops = false;
    const auto visit = [&](auto const& self, std::size_t n) -> void {
        marks[n] = Mark::open;
        for (TreeBranch const& branch : tree.nodes[n].branches) {
            const std::size_t next = find_named(tree.nodes, branch.to);
            if (next == tree.nodes.size() || marks[next] == Mark::done) continue;
            if (marks[next] == Mark::open) {
                loops = true;
            } else {
                self(self, next);
            }
        }
        marks[n] = Mark::done;
        order.push_back(n);
    };
    visit(visit, 0);
    std::reverse(order.begin(), order.end());
    return loops ? std::vector<std::size_t>{} : order;
}

std::vector<double> weights_of(EventTree const& terms, Insureds const& insureds) {
    const std::vector<std::uint32_t> units = units_by_insured(terms.units, insureds);
    std::vector<double> weights;
    for (const InsuredId id : terms.covers.select(insureds)) {
        switch (terms.per) {
            case RatePer::insured: weights.push_back(1); break;
            case RatePer::tool: weights.push_back(insureds[id.index()].tools); break;
            case RatePer::unit: weights.push_back(units[id.index()]); break;
        }
    }
    return weights;
}

/// The outcomes that cost something, in the order of the file.
std::vector<std::size_t> costly(EventTree const& terms) {
    std::vector<std::size_t> chosen;
    const std::vector<double> probabilities = terms.outcome_probabilities();
    for (std::size_t o = 0; o < terms.outcomes.size(); ++o) {
        if (terms.outcomes[o].loss && probabilities[o] > 0) chosen.push_back(o);
    }
    return chosen;
}

std::vector<double> costly_probabilities(EventTree const& terms) {
    const std::vector<double> all = terms.outcome_probabilities();
    std::vector<double> chosen;
    for (const std::size_t o : costly(terms)) chosen.push_back(all[o]);
    return chosen;
}

double total_rate(EventTree const& terms, Insureds const& insureds) {
    const std::vector<double> weights = weights_of(terms, insureds), chances = costly_probabilities(terms);
    return terms.rate * std::accumulate(weights.begin(), weights.end(), 0.0) *
           std::accumulate(chances.begin(), chances.end(), 0.0);
}

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
};

class Sampler final : public Source {
public:
    Sampler(EventTree const& terms, Insureds const& insureds, MadeParts* made)
        : hit_(terms.covers.select(insureds)),
          counts_(Frequency{Poisson{total_rate(terms, insureds)}}),
          places_(0, weights_of(terms, insureds)),
          outcomes_(0, costly_probabilities(terms)) {
        for (const std::size_t o : costly(terms)) {
            laws_.emplace_back(*terms.outcomes[o].loss, made);
            used_.stock = used_.stock || laws_.back().columns().stock;
            used_.downtime = used_.downtime || laws_.back().columns().downtime;
            for (const InsuredId id : hit_) bases_.push_back(laws_.back().base_of(insureds[id.index()]));
        }
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        counts_.draw(request, Purpose::counts, static_cast<Scratch&>(scratch).u, events.count);
        constexpr std::array<Purpose, 3> purposes{Purpose::damages, Purpose::restarts, Purpose::ramps};
        for (std::size_t c = 0; c < events.count.size(); ++c) {
            const Cell cell = request.cells.cell(c);
            for (std::uint32_t k = 0; k < events.count[c]; ++k) {
                const auto draw = [&](Purpose purpose) { return uniform(request.stream(purpose), cell, k); };
                const std::size_t place = places_.draw(draw(Purpose::places));
                const std::size_t outcome = outcomes_.draw(draw(Purpose::outcomes));
                const RowLoss row = laws_[outcome].draw(bases_[outcome * hit_.size() + place],
                                                        [&](std::size_t which) { return draw(purposes[which]); });
                append_row(events, used_, hit_[place], row);
                if (request.times_wanted) events.time.push_back(event_time(draw(Purpose::times)));
            }
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(places_.hash()).add(outcomes_.hash());
        for (EffectLaws const& law : laws_) law.add_to(hash);
        for (const InsuredId id : hit_) hash.add(std::uint64_t{id.value});
        for (EffectBase const& base : bases_) hash.add(base.value).add(base.stock);
        return hash.value();
    }

private:
    std::vector<InsuredId> hit_;
    EventCounts counts_;
    GuideTable places_, outcomes_;
    std::vector<EffectLaws> laws_;   // of the outcomes that cost something
    std::vector<EffectBase> bases_;  // by such outcome, then insured
    ColumnsUsed used_;
};

bool check_branches(std::string const& at, TreeNode const& node, EventTree const& tree, FieldFaults& faults) {
    bool well = true;
    const auto report = [&](std::string const& field, std::string const& problem, std::string_view hint) {
        faults.add(field, problem, hint);
        well = false;
    };
    std::size_t rests = 0;
    double sum = 0;
    for (std::size_t b = 0; b < node.branches.size(); ++b) {
        TreeBranch const& branch = node.branches[b];
        rests += is_given(branch.probability) ? 0U : 1U;
        sum += is_given(branch.probability) ? branch.probability : 0;
        if (find_named(tree.nodes, branch.to) < tree.nodes.size()) continue;
        if (find_named(tree.outcomes, branch.to) < tree.outcomes.size()) continue;
        report(at + ".branches[" + std::to_string(b) + "].to", '"' + branch.to + "\" is no node or outcome of the tree",
               "name one of `nodes` or `outcomes`");
    }
    constexpr double slack = 1e-9;
    if (rests > 1) {
        report(at + ".branches", "leaves out more than one probability", "only one branch can be the rest");
    } else if (sum > 1 + slack || (rests == 0 && sum < 1 - slack)) {
        report(at + ".branches", "has probabilities that do not add up to 1", "leave one out: it is the rest");
    }
    return well;
}

}  // namespace

std::vector<double> EventTree::outcome_probabilities() const {
    std::vector<double> of_node(nodes.size()), of_outcome(outcomes.size());
    of_node[0] = 1;
    for (const std::size_t n : in_order(*this)) {
        for (std::size_t b = 0; b < nodes[n].branches.size(); ++b) {
            const double p = of_node[n] * probability_of(nodes[n], b);
            const std::size_t next = find_named(nodes, nodes[n].branches[b].to);
            if (next < nodes.size()) {
                of_node[next] += p;
            } else {
                of_outcome[find_named(outcomes, nodes[n].branches[b].to)] += p;
            }
        }
    }
    return of_outcome;
}

void EventTree::check(FieldFaults& faults) const {
    if (units.empty() == (per == RatePer::unit)) {
        faults.add("units", per == RatePer::unit ? "is missing, and the rate is given per unit" : "is read by nothing",
                   "give both `per: unit` and `units`, or none");
    }
    if (nodes.empty()) return faults.add("nodes", "is empty, so no failure has a way to go", "give a node");
    std::vector<std::string> names;
    for (TreeNode const& each : nodes) names.push_back(each.name);
    for (TreeOutcome const& each : outcomes) names.push_back(each.name);
    bool well = true;
    for (std::size_t n = 0; n < names.size(); ++n) {
        const auto end = names.begin() + static_cast<std::ptrdiff_t>(n);
        if (std::find(names.begin(), end, names[n]) == end) continue;
        const bool is_node = n < nodes.size();
        faults.add((is_node ? "nodes[" : "outcomes[") + std::to_string(is_node ? n : n - nodes.size()) + "].name",
                   '"' + names[n] + "\" is named twice", "give each node and outcome a name of its own");
        well = false;
    }
    for (std::size_t n = 0; well && n < nodes.size(); ++n) {
        well = check_branches("nodes[" + std::to_string(n) + ']', nodes[n], *this, faults);
    }
    if (!well) return;
    const std::vector<std::size_t> order = in_order(*this);
    if (order.empty()) {
        return faults.add("nodes", "lead back to a node that a way has passed already", "a tree has no loops");
    }
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        if (std::find(order.begin(), order.end(), n) != order.end()) continue;
        faults.add("nodes[" + std::to_string(n) + "].name", "is reached by no way from the first node",
                   "lead a branch to it, or leave it out");
    }
    const bool costs =
        std::any_of(outcomes.begin(), outcomes.end(), [](TreeOutcome const& o) { return o.loss.has_value(); });
    if (!costs) faults.add("outcomes", "cost nothing", "give an outcome a `loss`");
}

std::unique_ptr<Source> EventTree::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void EventTree::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    if (!check_covers(covers, insureds, faults)) return;
    const std::vector<InsuredId> ids = covers.select(insureds);
    if (!check_units("units", units, insureds, faults)) return;
    const std::vector<double> weights = weights_of(*this, insureds);
    const std::string unit(choice_name(per));
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (weights[i] > 0) continue;
        faults.add("covers",
                   '"' + insureds[ids[i].index()].name + "\" has no " + unit + "s to which the rate could refer",
                   "give it some, or leave it out of `covers`");
    }
    if (costly(*this).empty()) {
        faults.add("outcomes", "that cost something have probability 0", "give a branch that leads to one");
    }
    check_total_rate("rate", total_rate(*this, insureds), max_mean_count, faults);
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
        if (!outcomes[o].loss) continue;
        outcomes[o].loss->check_values("outcomes[" + std::to_string(o) + "].loss", ids, insureds, faults);
    }
}

}  // namespace riskpool
