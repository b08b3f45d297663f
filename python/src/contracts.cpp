// A pool's programme applied to losses that the caller brings, without a source, a fund or a ledger: the same compiled
// treaties as in a run.
#include <nanobind/stl/string.h>

#include <numeric>
#include <stdexcept>

#include "python/src/bindings.hpp"
#include "sim/run/buyer_plan.hpp"
#include "sim/scenario/load.hpp"
#include "sim/treaty/programme.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace riskpool::python {

namespace {

/// Losses as the caller has them, in order of cells, events and rows; all arrays contiguous.
struct GivenLosses {
    std::uint32_t trials = 0, years = 1;
    Array<std::uint32_t> events;   // per cell: its number of events
    Array<std::uint32_t> rows;     // per event: its number of rows
    Array<float> time;             // per event
    Array<double> index;           // per event
    Array<float> delay;            // per event
    Array<std::uint32_t> insured;  // per row
    Array<double> loss;            // per row
};

std::vector<std::uint32_t> begins(Array<std::uint32_t> const& counts) {
    std::vector<std::uint32_t> begin(counts.size() + 1, 0);
    std::partial_sum(counts.data(), counts.data() + counts.size(), begin.begin() + 1);
    return begin;
}

template <class T>
std::vector<T> copy(Array<T> const& values) {
    return {values.data(), values.data() + values.size()};
}

LossBlock make_block(GivenLosses const& given) {
    LossBlock block;
    block.cells = {0, given.trials, given.years};
    block.event_begin = begins(given.events);
    block.row_begin = begins(given.rows);
    block.time = copy(given.time);
    block.source.assign(block.events(), SourceId{});
    block.index = copy(given.index);
    block.delay = copy(given.delay);
    block.aggregate.assign(block.events(), 0);
    block.insured.reserve(given.insured.size());
    for (std::size_t r = 0; r < given.insured.size(); ++r) block.insured.emplace_back(given.insured.data()[r]);
    block.loss = copy(given.loss);
    block.single_rows = block.events() == block.rows();
    for (std::size_t e = 0; e < block.events(); ++e) block.single_rows = block.single_rows && given.rows.data()[e] == 1;
    return block;
}

/// What one treaty answers, per cell and per row, for the placed part.
struct TreatyAnswer {
    std::vector<double> recovery, reinstatement_premium, claims, exhausted;
    std::vector<double> premium_adjustment, commission_adjustment, profit_commission;

    explicit TreatyAnswer(std::size_t cells)
        : recovery(cells),
          reinstatement_premium(cells),
          claims(cells),
          exhausted(cells),
          premium_adjustment(cells),
          commission_adjustment(cells),
          profit_commission(cells) {}
    TreatyColumns columns(bool adjusts) {
        TreatyColumns spans{recovery, reinstatement_premium, claims, exhausted, {}, {}, {}};
        if (adjusts) {
            spans.premium_adjustment = premium_adjustment;
            spans.commission_adjustment = commission_adjustment;
            spans.profit_commission = profit_commission;
        }
        return spans;
    }
};

struct ProgrammeAnswer {
    std::vector<TreatyAnswer> treaties;
    std::vector<std::vector<double>> rows;  // per treaty: recovery of each row
    std::vector<double> gross, net, net_rows;
};

ProgrammeAnswer apply(Programme programme, LossBlock const& block) {
    const std::size_t cells = block.cells.size();
    ProgrammeAnswer answer;
    answer.gross.resize(cells);
    answer.net.resize(cells);
    ProgrammeOutcome outcome;
    outcome.gross = answer.gross;
    outcome.net = answer.net;
    for (std::size_t k = 0; k < programme.treaties(); ++k) {
        programme.assume({k, k, 1.0});  // rows of every treaty, as if a reinsurer of all of it ceded them on
        answer.treaties.emplace_back(cells);
        answer.rows.emplace_back(block.rows(), 0.0);
    }
    for (std::size_t k = 0; k < programme.treaties(); ++k) {
        outcome.treaties.push_back(answer.treaties[k].columns(programme.treaty(k).account.adjusts()));
    }
    ProgrammeScratch scratch;
    programme.cede(block, block.loss, true, scratch, outcome, answer.rows);
    answer.net_rows = std::move(outcome.net_rows);
    return answer;
}

nb::dict describe(ProgrammeTreaty const& treaty, TreatyAnswer answer, std::vector<double> rows) {
    nb::dict entry;
    entry["name"] = treaty.name;
    entry["kind"] = treaty.kind;
    entry["placed"] = treaty.placed;
    entry["premium"] = treaty.premium;
    entry["commission"] = treaty.commission;
    entry["brokerage"] = treaty.brokerage;
    entry["annual_limit"] = treaty.annual_limit;
    entry["indemnity"] = treaty.indemnity;
    entry["recovery"] = to_numpy(std::move(answer.recovery));
    entry["reinstatement_premium"] = to_numpy(std::move(answer.reinstatement_premium));
    entry["claims"] = to_numpy(std::move(answer.claims));
    entry["exhausted"] = to_numpy(std::move(answer.exhausted));
    entry["premium_adjustment"] = to_numpy(std::move(answer.premium_adjustment));
    entry["commission_adjustment"] = to_numpy(std::move(answer.commission_adjustment));
    entry["profit_commission"] = to_numpy(std::move(answer.profit_commission));
    entry["row_recovery"] = to_numpy(std::move(rows));
    return entry;
}

/// Cedes the losses, taken to be the pool's part, under the programme of a pool.
nb::dict cede(LoadedScenario const& loaded, std::size_t pool, std::uint32_t trials, std::uint32_t years,
              Array<std::uint32_t> events, Array<std::uint32_t> rows, Array<float> time, Array<double> index,
              Array<float> delay, Array<std::uint32_t> insured, Array<double> loss) {
    Scenario const& scenario = loaded.scenario;
    std::vector<double> share(scenario.insureds.list.size(), 0.0), premium(share.size(), 0.0);
    for (const InsuredId id : scenario.pools.at(pool).covers.select(scenario.insureds.list)) {
        share[id.index()] = 1;
        premium[id.index()] = scenario.insureds.list[id.index()].premium;
    }
    Programme programme(scenario.pools[pool].programme, {scenario.insureds.list, share, premium},
                        source_causes(scenario));
    const LossBlock block = make_block({trials, years, events, rows, time, index, delay, insured, loss});
    ProgrammeAnswer answer;
    {
        const nb::gil_scoped_release others_go_on;
        answer = apply(programme, block);
    }
    nb::list treaties;
    for (std::size_t k = 0; k < programme.treaties(); ++k) {
        treaties.append(describe(programme.treaty(k), std::move(answer.treaties[k]), std::move(answer.rows[k])));
    }
    nb::dict found;
    found["treaties"] = treaties;
    found["gross"] = to_numpy(std::move(answer.gross));
    found["net"] = to_numpy(std::move(answer.net));
    found["net_rows"] = to_numpy(std::move(answer.net_rows));
    return found;
}

}  // namespace

void bind_contracts(nb::module_& module) {
    module.def("cede", &cede, "scenario"_a, "pool"_a, "trials"_a, "years"_a, "events"_a, "rows"_a, "time"_a, "index"_a,
               "delay"_a, "insured"_a, "loss"_a);
}

}  // namespace riskpool::python
