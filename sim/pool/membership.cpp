#include "sim/pool/membership.hpp"

#include <Eigen/Core>

#include <algorithm>

namespace riskpool {

std::vector<ShareMatrix> shares_by_year(Allocate const& rule, ShareSetting const& setting, std::uint32_t years) {
    std::vector<ShareMatrix> all;
    for (std::uint32_t year = 1; year <= years; ++year) {
        std::vector<Member> present;
        std::vector<std::size_t> column;
        for (std::size_t m = 0; m < setting.members.size(); ++m) {
            if (!setting.members[m].takes_part(year)) continue;
            present.push_back(setting.members[m]);
            column.push_back(m);
        }
        const ShareMatrix part = rule({setting.insureds, setting.covered, present, year});
        ShareMatrix shares = no_shares(setting);
        for (std::size_t k = 0; k < column.size(); ++k) {
            shares.col(static_cast<Eigen::Index>(column[k])) = part.col(static_cast<Eigen::Index>(k));
        }
        all.push_back(std::move(shares));
    }
    return all;
}

ShareMatrix payments_by_calendar_year(std::span<RunOffPayment const> payments, std::span<ShareMatrix const> shares) {
    std::uint32_t last = 0;
    for (auto const& payment : payments) last = std::max(last, payment.calendar_year);
    ShareMatrix paid = ShareMatrix::Zero(last, shares.empty() ? 0 : shares.front().cols());
    for (auto const& payment : payments) {
        paid.row(payment.calendar_year - 1) +=
            payment.amount * shares[payment.underwriting_year - 1].row(static_cast<Eigen::Index>(payment.risk));
    }
    return paid;
}

}  // namespace riskpool
