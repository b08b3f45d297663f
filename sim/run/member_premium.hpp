// The premium that a member keeps of a year after all reinsurance: what the law's multiple of capital is a limit to.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sim/run/columns.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Premium that a member keeps of all pools, compiled: fixed money of each year less parts of columns.
class MemberPremium {
public:
    MemberPremium(Scenario const& scenario, std::size_t member, double other_premium, ColumnRegister const& columns);

    /// Fills `kept`, whole trials from position `at` on.
    void fill(std::span<std::vector<double> const> columns, std::size_t at, std::span<double> kept) const noexcept;

private:
    void add_pool(Scenario const& scenario, Pool const& pool, std::size_t member, ColumnRegister const& columns);
    void take_off(ColumnRegister const& columns, std::string const& treaty, std::vector<double> const& part);

    struct Term {
        std::size_t column;
        std::vector<double> part;  // per year
    };
    std::vector<double> fixed_;  // per year
    std::vector<Term> terms_;
};

}  // namespace riskpool
