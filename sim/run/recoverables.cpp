#include "sim/run/recoverables.hpp"

#include <algorithm>
#include <utility>

#include "sim/pool/recoverable.hpp"

namespace riskpool {

Recoverables::Recoverables(Scenario const& scenario, Programme const& programme,
                           std::vector<TreatyColumnIds> const& treaties, std::string const& buyer,
                           std::string const& prefix, ColumnRegister& columns) {
    if (!scenario.defaults) return;
    for (std::size_t place = 0; place < scenario.reinsurers.size(); ++place) {
        Reinsurer reinsurer{place, scenario.reinsurers[place].name, 0, {}};
        for (std::size_t k = 0; k < programme.treaties(); ++k) {
            ProgrammeTreaty const& treaty = programme.treaty(k);
            if (treaty.kind == "cat_bond") continue;
            for (auto const& line : treaty.lines) {
                if (line.reinsurer != reinsurer.name) continue;
                const double part = line.share / treaty.placed;
                reinsurer.owed.push_back({treaties[k].recovery, part,
                                          line.collateral ? line.collateral->held(part * treaty.annual_limit) : 0});
            }
        }
        if (reinsurer.owed.empty()) continue;
        ColumnDescription column{prefix + reinsurer.name, "left_unpaid", "What it leaves of recoveries, in default."};
        column.tailed = column.stored = false;
        reinsurer.column = columns.add(std::move(column));
        reinsurers_.push_back(std::move(reinsurer));
    }
    if (given()) sum_ = columns.add({buyer, "uncollected", "What reinsurers in default leave of recoveries."});
}

void Recoverables::enter_ledger(PartyId buyer, Ledger& ledger) const {
    for (auto const& reinsurer : reinsurers_) {
        ledger.enter(buyer, ledger.party(PartyKind::reinsurer, reinsurer.name), Reason::uncollected, reinsurer.column,
                     1);
    }
}

void Recoverables::run(DefaultFlags const& flags, std::span<std::vector<double>> columns, std::size_t at,
                       std::size_t n) const {
    double* sum = columns[sum_].data() + at;
    std::fill_n(sum, n, 0.0);
    for (auto const& reinsurer : reinsurers_) {
        double* left = columns[reinsurer.column].data() + at;
        std::fill_n(left, n, 0.0);
        auto const& defaulted = flags.reinsurer[reinsurer.place];
        for (auto const& owed : reinsurer.owed) {
            double const* recovery = columns[owed.recovery].data() + at;
            for (std::size_t c = 0; c < n; ++c) {
                if (defaulted[c] == 0) continue;
                const double due = owed.part * recovery[c];
                left[c] += due - collected_in_default(due, owed.held, flags.recovery_rate);
            }
        }
        for (std::size_t c = 0; c < n; ++c) sum[c] += left[c];
    }
}

}  // namespace riskpool
