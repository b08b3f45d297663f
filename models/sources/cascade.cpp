#include "models/sources/cascade.hpp"

#include <algorithm>
#include <array>

#include "models/draw/event_times.hpp"
#include "models/draw/guide_table.hpp"
#include "models/draw/nested_stream.hpp"
#include "models/frequency/event_counts.hpp"
#include "models/sources/choice_of_insured.hpp"
#include "models/sources/clusters.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t {
    counts = 0,
    choices = 1,
    times = 2,
    outages = 3,
    ramps = 4,
    edge_streams = 5,
    damages = 6,
    restarts = 7,
    effect_ramps = 8
};

constexpr std::size_t most_nodes = 100000;

/// The nodes of a network: the names of its edges and starts, in the order in which they first appear.
std::vector<std::string> nodes_of(Cascade const& terms) {
    std::vector<std::string> names;
    const auto add = [&](std::string const& name) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    for (SharedAsset const& each : terms.starts) add(each.name);
    for (SupplyEdge const& each : terms.edges) {
        add(each.from);
        add(each.to);
    }
    return names;
}

std::uint32_t node_named(std::string const& name, std::vector<std::string> const& nodes) {
    return static_cast<std::uint32_t>(std::find(nodes.begin(), nodes.end(), name) - nodes.begin());
}

struct Edge {
    std::uint32_t number = 0;  // in the file: its uniform
    std::uint32_t to = 0;
    double probability = 1, inventory_days = 0;
};

struct Node {
    bool insured = false;
    InsuredId id;
    EffectBase first, loss;
    std::vector<Edge> edges;
};

struct Reached {
    double stock_days = 0;  // days of stock on the path with the least
    std::uint32_t node = 0;
    /// A heap whose top has the least days, then the smallest node.
    bool operator<(Reached const& other) const {
        return stock_days != other.stock_days ? stock_days > other.stock_days : node > other.node;
    }
};

class Scratch final : public SourceScratch {
public:
    std::vector<double> u;
    std::vector<double> days;  // by node: the least days of stock to it, or infinity
    std::vector<Reached> heap;
};

std::vector<double> rates_of(std::vector<SharedAsset> const& starts) {
    std::vector<double> rates;
    for (SharedAsset const& each : starts) rates.push_back(each.yearly_rate());
    return rates;
}

class Sampler final : public Source {
public:
    Sampler(Cascade const& terms, Insureds const& insureds, MadeParts* made)
        : counts_(Frequency{Poisson{terms.total_rate()}}),
          choices_(0, rates_of(terms.starts)),
          outage_(terms.outage_days, made),
          ramp_(terms.ramp_days, made) {
        if (terms.first) first_.emplace(*terms.first, made);
        if (terms.loss) loss_.emplace(*terms.loss, made);
        used_.downtime = outage_.given();
        for (EffectLaws const* law : {first_ ? &*first_ : nullptr, loss_ ? &*loss_ : nullptr}) {
            if (law == nullptr) continue;
            used_.stock = used_.stock || law->columns().stock;
            used_.downtime = used_.downtime || law->columns().downtime;
        }
        build(terms, insureds);
    }

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        auto& memory = static_cast<Scratch&>(scratch);
        counts_.draw(request, Purpose::counts, memory.u, events.count);
        for (std::size_t c = 0; c < events.count.size(); ++c) {
            std::uint32_t kept = 0;
            for (std::uint32_t k = 0; k < events.count[c]; ++k) {
                kept += fail(request, request.cells.cell(c), k, memory, events) ? 1U : 0U;
            }
            events.count[c] = kept;
        }
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return std::make_unique<Scratch>(); }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(counts_.hash()).add(choices_.hash());
        outage_.add_to(hash);
        ramp_.add_to(hash);
        if (first_) first_->add_to(hash);
        if (loss_) loss_->add_to(hash);
        for (const std::uint32_t each : starts_) hash.add(std::uint64_t{each});
        for (Node const& node : nodes_) {
            hash.add(std::uint64_t{node.insured}).add(std::uint64_t{node.id.value});
            hash.add(node.first.value).add(node.first.stock).add(node.loss.value).add(node.loss.stock);
            for (Edge const& edge : node.edges) {
                hash.add(std::uint64_t{edge.number}).add(std::uint64_t{edge.to});
                hash.add(edge.probability).add(edge.inventory_days);
            }
        }
        return hash.value();
    }

private:
    void build(Cascade const& terms, Insureds const& insureds) {
        const std::vector<std::string> names = nodes_of(terms);
        nodes_.resize(names.size());
        for (std::size_t i = 0; i < insureds.size(); ++i) {
            const std::uint32_t node = node_named(insureds[i].name, names);
            if (node == names.size()) continue;
            nodes_[node].insured = true;
            nodes_[node].id = InsuredId{i};
            if (first_) nodes_[node].first = first_->base_of(insureds[i]);
            if (loss_) nodes_[node].loss = loss_->base_of(insureds[i]);
        }
        for (std::size_t e = 0; e < terms.edges.size(); ++e) {
            SupplyEdge const& edge = terms.edges[e];
            nodes_[node_named(edge.from, names)].edges.push_back(
                {static_cast<std::uint32_t>(e), node_named(edge.to, names), edge.probability, edge.inventory_days});
        }
        for (SharedAsset const& each : terms.starts) starts_.push_back(node_named(each.name, names));
    }

    /// Adds failure k of a cell, if it hits an insured.
    bool fail(SampleRequest const& request, Cell cell, std::uint32_t k, Scratch& memory, EventColumns& events) const {
        const auto draw = [&](Purpose purpose) { return uniform(request.stream(purpose), cell, k); };
        const std::uint32_t start = starts_[choices_.draw(draw(Purpose::choices))];
        const double outage = outage_.given() ? outage_.draw(draw(Purpose::outages)) : infinity;
        const double ramp = ramp_.given() ? ramp_.draw(draw(Purpose::ramps)) : 0.0;
        reach(start, outage, nested_stream(request.stream(Purpose::edge_streams), cell, k), cell, memory);
        const std::size_t first_row = events.rows();
        for (std::uint32_t n = 0; n < nodes_.size(); ++n) {
            if (!nodes_[n].insured || !(memory.days[n] < outage)) continue;
            RowLoss row = loss_of(n, n == start, request, cell, k);
            if (outage_.given()) {
                row.restart_days = std::max(row.restart_days, outage - memory.days[n]);
                row.ramp_days = std::max(row.ramp_days, ramp);
            }
            if (!row.nothing()) append_row(events, used_, nodes_[n].id, row);
        }
        if (events.rows() == first_row) return false;
        end_event(events, used_, first_row);
        if (request.times_wanted) events.time.push_back(event_time(draw(Purpose::times)));
        return true;
    }

    /// The least days of stock on the way from `start` to each node along open edges, by the algorithm of Dijkstra; a
    /// node whose way outlasts the outage hands nothing on.
    void reach(std::uint32_t start, double outage, Stream open, Cell cell, Scratch& memory) const {
        memory.days.assign(nodes_.size(), infinity);
        memory.heap.assign(1, {0.0, start});
        memory.days[start] = 0;
        while (!memory.heap.empty()) {
            std::pop_heap(memory.heap.begin(), memory.heap.end());
            const Reached at = memory.heap.back();
            memory.heap.pop_back();
            if (at.stock_days > memory.days[at.node]) continue;
            for (Edge const& edge : nodes_[at.node].edges) {
                const double days = at.stock_days + edge.inventory_days;
                if (!(days < outage && days < memory.days[edge.to])) continue;
                if (edge.probability < 1 && !(uniform(open, cell, edge.number) < edge.probability)) continue;
                memory.days[edge.to] = days;
                memory.heap.push_back({days, edge.to});
                std::push_heap(memory.heap.begin(), memory.heap.end());
            }
        }
    }

    [[nodiscard]] RowLoss loss_of(std::uint32_t n, bool is_start, SampleRequest const& request, Cell cell,
                                  std::uint32_t k) const {
        constexpr std::array<Purpose, 3> purposes{Purpose::damages, Purpose::restarts, Purpose::effect_ramps};
        const auto u = [&](std::size_t which) {
            return row_uniform(request.stream(purposes[which]), cell, k, nodes_[n].id);
        };
        if (is_start) return first_ ? first_->draw(nodes_[n].first, u) : RowLoss{};
        return loss_ ? loss_->draw(nodes_[n].loss, u) : RowLoss{};
    }

    std::vector<Node> nodes_;
    std::vector<std::uint32_t> starts_;
    EventCounts counts_;
    GuideTable choices_;
    OptionalLaw outage_, ramp_;
    std::optional<EffectLaws> first_, loss_;
    ColumnsUsed used_;
};

}  // namespace

void SupplyEdge::check(FieldFaults& faults) const {
    if (from == to) faults.add("to", "leads back to where the edge begins", "leave the edge out");
}

std::vector<AssetDependants> Cascade::shared_assets(Insureds const& insureds) const {
    const std::vector<std::string> names = nodes_of(*this);
    std::vector<std::vector<std::uint32_t>> onward(names.size());
    for (SupplyEdge const& edge : edges) onward[node_named(edge.from, names)].push_back(node_named(edge.to, names));
    std::vector<std::pair<std::uint32_t, InsuredId>> insured_nodes;
    for (std::size_t i = 0; i < insureds.size(); ++i) {
        const std::uint32_t node = node_named(insureds[i].name, names);
        if (node < names.size()) insured_nodes.emplace_back(node, i);
    }
    std::vector<AssetDependants> all;
    for (SharedAsset const& start : starts) {
        std::vector<bool> reached(names.size());
        std::vector<std::uint32_t> next{node_named(start.name, names)};
        while (!next.empty()) {
            const std::uint32_t node = next.back();
            next.pop_back();
            if (reached[node]) continue;
            reached[node] = true;
            next.insert(next.end(), onward[node].begin(), onward[node].end());
        }
        all.push_back({start.name, start.yearly_rate(), {}});
        for (auto const& [node, id] : insured_nodes) {
            if (reached[node]) all.back().dependants.push_back({id, 1});
        }
    }
    return all;
}

double Cascade::total_rate() const {
    double sum = 0;
    for (SharedAsset const& each : starts) sum += each.yearly_rate();
    return sum;
}

void Cascade::check(FieldFaults& faults) const {
    if (starts.empty()) faults.add("starts", "is empty, so nothing can fail", "give a node with its rate");
    if (edges.empty()) faults.add("edges", "is empty, so nothing is handed on", "give an edge, or use another source");
    for (std::size_t s = 0; s < starts.size(); ++s) {
        for (std::size_t before = 0; before < s; ++before) {
            if (starts[before].name != starts[s].name) continue;
            faults.add("starts[" + std::to_string(s) + "].name", '"' + starts[s].name + "\" is named twice",
                       "give each node one rate");
            break;
        }
    }
    for (std::size_t e = 0; e < edges.size(); ++e) {
        const std::string at = "edges[" + std::to_string(e) + ']';
        for (std::size_t before = 0; before < e; ++before) {
            if (edges[before].from != edges[e].from || edges[before].to != edges[e].to) continue;
            faults.add(at, "is given twice", "give one probability from each supplier to each customer");
            break;
        }
        if (edges[e].inventory_days > 0 && !outage_days) {
            faults.add(at + ".inventory_days", "is compared with an outage, and there is none", "give `outage_days`");
        }
    }
    if (!outage_days && !loss && !first) faults.add("", "costs nobody anything", "give `outage_days` or `loss`");
    if (ramp_days && !outage_days)
        faults.add("ramp_days", "follows an outage, and there is none", "give `outage_days`");
    if (nodes_of(*this).size() > most_nodes) faults.add("edges", "has more than 100000 nodes", "merge nodes");
    check_total_rate("starts", total_rate(), max_cluster_events, faults);
}

std::unique_ptr<Source> Cascade::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Sampler>(*this, insureds, made);
}

void Cascade::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    const std::vector<std::string> names = nodes_of(*this);
    std::vector<InsuredId> nodes, begun;
    for (std::size_t i = 0; i < insureds.size(); ++i) {
        const std::uint32_t node = node_named(insureds[i].name, names);
        if (node == names.size()) continue;
        nodes.emplace_back(i);
        if (node < starts.size()) begun.emplace_back(i);
    }
    if (nodes.empty()) {
        faults.add("edges", "names no insured, so nothing that happens costs anything", "name insureds as nodes");
    }
    if (first) first->check_values("first", begun, insureds, faults);
    if (loss) loss->check_values("loss", nodes, insureds, faults);
}

}  // namespace riskpool
