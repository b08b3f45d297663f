// Reserve funds on premium and losses that the caller brings, and share rules on a table of insureds.
#include <Eigen/Core>

#include <nanobind/stl/string.h>

#include <array>
#include <utility>

#include "python/src/bindings.hpp"
#include "sim/fund/fund_chain.hpp"
#include "sim/scenario/load.hpp"
#include "sim/scenario/pool_shares.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace riskpool::python {

namespace {

constexpr std::array<std::pair<char const*, double FundFlows::*>, 15> flow_names{{
    {"interest", &FundFlows::interest},
    {"accrual", &FundFlows::accrual},
    {"release", &FundFlows::release},
    {"call", &FundFlows::call},
    {"loan_interest", &FundFlows::loan_interest},
    {"loan_drawn", &FundFlows::loan_drawn},
    {"loan_repaid", &FundFlows::loan_repaid},
    {"shortfall", &FundFlows::shortfall},
    {"refund", &FundFlows::refund},
    {"need", &FundFlows::need},
    {"grant", &FundFlows::grant},
    {"transfer_in", &FundFlows::transfer_in},
    {"transfer_out", &FundFlows::transfer_out},
    {"levied", &FundFlows::levied},
    {"sale_loss", &FundFlows::sale_loss},
}};

/// Flows by name, with the balance and the loan at the end of each year.
struct FundPaths {
    std::array<std::vector<double>, flow_names.size()> flows;
    std::vector<double> balance, loan;

    explicit FundPaths(std::size_t cells) : balance(cells), loan(cells) {
        for (auto& flow : flows) flow.resize(cells);
    }
    void enter(std::size_t cell, FundFlows const& year) {
        for (std::size_t k = 0; k < flow_names.size(); ++k) flows[k][cell] = year.*(flow_names[k].second);
    }
    nb::dict hand_over(std::size_t years) && {
        const std::vector<std::size_t> shape{balance.size() / years, years};
        nb::dict columns;
        columns["balance"] = to_numpy(std::move(balance), shape);
        columns["loan"] = to_numpy(std::move(loan), shape);
        for (std::size_t k = 0; k < flow_names.size(); ++k) {
            columns[flow_names[k].first] = to_numpy(std::move(flows[k]), shape);
        }
        return columns;
    }
};

/// The paths of all funds of a pool together, then of each by itself. Each array has trials x years values.
nb::list settle_funds(LoadedScenario const& loaded, std::size_t pool, std::size_t years, Array<double> premium,
                      Array<double> expenses, Array<double> net_loss, Array<double> largest_event,
                      Array<double> gross_loss, Array<double> sum_insured) {
    const std::vector<ReserveFund> funds = loaded.scenario.pools.at(pool).funds();
    for (auto const& fund : funds) {
        if (fund.returns) throw nb::value_error("a fund with random returns needs a run; give it an interest here");
    }
    const std::size_t cells = net_loss.size();
    std::vector<FundPaths> paths(funds.size() + 1, FundPaths(cells));
    {
        const nb::gil_scoped_release others_go_on;
        const FundChainPlan plan(funds);
        std::vector<FundState> states(funds.size());
        std::vector<FundFlows> flows(funds.size());
        for (std::size_t cell = 0; cell < cells; ++cell) {
            if (cell % years == 0) plan.open(states);
            paths[0].enter(cell,
                           plan.settle(states,
                                       {premium.data()[cell], expenses.data()[cell], net_loss.data()[cell],
                                        largest_event.data()[cell], gross_loss.data()[cell], sum_insured.data()[cell]},
                                       flows));
            for (std::size_t k = 0; k < funds.size(); ++k) {
                paths[k + 1].enter(cell, flows[k]);
                paths[k + 1].balance[cell] = states[k].balance;
                paths[k + 1].loan[cell] = states[k].loan;
                paths[0].balance[cell] += states[k].balance;
                paths[0].loan[cell] += states[k].loan;
            }
        }
    }
    nb::list answer;
    for (auto& each : paths) answer.append(std::move(each).hand_over(years));
    return answer;
}

/// The part of each insured (rows) that each member (columns) takes in an underwriting year; rows that the pool does
/// not cover are 0.
nb::object shares(LoadedScenario const& loaded, std::size_t pool, std::uint32_t year) {
    Scenario const& scenario = loaded.scenario;
    Pool const& terms = scenario.pools.at(pool);
    Insureds const& insureds = scenario.insureds.list;
    std::vector<std::size_t> covered;
    for (const InsuredId id : terms.covers.select(insureds)) covered.push_back(id.index());
    const auto by_year = pool_shares_by_year(terms, {insureds, covered, scenario.members}, year);
    ShareMatrix const& table = by_year.at(year - 1);
    const std::size_t members = scenario.members.size();
    std::vector<double> part(insureds.size() * members, 0.0);
    for (std::size_t row = 0; row < covered.size(); ++row) {
        for (std::size_t m = 0; m < members; ++m) {
            part[covered[row] * members + m] = table(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(m));
        }
    }
    return to_numpy(std::move(part), {insureds.size(), members});
}

}  // namespace

void bind_pools(nb::module_& module) {
    module.def("settle_funds", &settle_funds, "scenario"_a, "pool"_a, "years"_a, "premium"_a, "expenses"_a,
               "net_loss"_a, "largest_event"_a, "gross_loss"_a, "sum_insured"_a);
    module.def("shares", &shares, "scenario"_a, "pool"_a, "year"_a);
}

}  // namespace riskpool::python
