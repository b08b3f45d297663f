#include "sim/run/member_shares.hpp"

#include <Eigen/Core>

#include <algorithm>
#include <cmath>
#include <variant>

#include "sim/scenario/pool_shares.hpp"

namespace riskpool {

namespace {

constexpr double rounding = 1e-12;  // shares written as 50 + 35 + 5 + 5 + 5 % mean the whole risk

bool alike(std::vector<double> const& a, std::vector<double> const& b) {
    for (std::size_t k = 0; k < a.size(); ++k) {
        if (std::abs(a[k] - b[k]) > rounding) return false;
    }
    return true;
}

}  // namespace

MemberShares::MemberShares(Scenario const& scenario, Pool const& pool)
    : members_(scenario.members.size()), years_(scenario.years) {
    Insureds const& insureds = scenario.insureds.list;
    std::vector<std::size_t> chosen;
    for (const InsuredId id : pool.covers.select(insureds)) chosen.push_back(id.index());
    covered_.assign(insureds.size(), 0);
    for (const std::size_t i : chosen) covered_[i] = 1;

    const auto by_year = pool_shares_by_year(pool, {insureds, chosen, scenario.members}, years_);
    std::vector<double> offered(insureds.size(), 1.0);  // part of each risk that the pool may take
    for (std::size_t i = 0; i < insureds.size() && pool.inward; ++i) {
        if (!insureds[i].originator.empty()) offered[i] = pool.inward->share;
    }
    for (auto const& shares : by_year) {
        Table table;
        std::vector<double> pool_share;
        fill(shares, chosen, insureds, offered, table, pool_share);
        if (tables_.empty()) pool_share_ = std::move(pool_share);
        tables_.push_back(std::move(table));
    }
    if (auto const* slip = std::get_if<LineSlip>(&pool.shares)) {
        for (std::uint32_t year = 1; year <= years_; ++year) slips_.emplace_back(*slip, scenario.members, year);
    }
    const bool same = std::all_of(tables_.begin(), tables_.end(), [&](Table const& table) {
        return alike(table.key, tables_.front().key) && alike(table.premium_key, tables_.front().premium_key);
    });
    if (same) {
        tables_.resize(1);
        if (!slips_.empty()) slips_.erase(slips_.begin() + 1, slips_.end());
    }
    if (pool.settlement && pool.settlement->pool_share < 1) {
        for (double& share : pool_share_) share *= pool.settlement->pool_share;
    }
    takes_all_ = slips_.empty() && std::all_of(pool_share_.begin(), pool_share_.end(), [](double s) { return s == 1; });
    find_one_key();
    find_final_keys(scenario, pool);
}

void MemberShares::find_final_keys(Scenario const& scenario, Pool const& pool) {
    auto const* rule = std::get_if<ByMarketShare>(&pool.shares);
    if (rule == nullptr) return;
    final_after_ = rule->final_after;
    for (std::uint32_t year = 1; year <= years_ && final_after_ > 0; ++year) {
        const std::vector<double> parts = rule->final_parts(scenario.members, year);
        final_keys_.insert(final_keys_.end(), parts.begin(), parts.end());
    }
}

void MemberShares::fill(ShareMatrix const& shares, std::vector<std::size_t> const& chosen, Insureds const& insureds,
                        std::vector<double> const& offered, Table& table, std::vector<double>& pool_share) const {
    pool_share.assign(insureds.size(), 0.0);
    table.key.assign(insureds.size() * members_, 0.0);
    table.premium_key.assign(members_, 0.0);
    const auto at = [&](std::size_t row, std::size_t m) {
        return shares(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(m));
    };
    double premium = 0;
    for (std::size_t row = 0; row < chosen.size(); ++row) {
        const std::size_t i = chosen[row];
        double sum = 0;
        for (std::size_t m = 0; m < members_; ++m) sum += at(row, m);
        pool_share[i] = (sum > 1 - rounding ? 1.0 : sum) * offered[i];
        for (std::size_t m = 0; m < members_ && sum > 0; ++m) {
            table.key[i * members_ + m] = at(row, m) / sum;
            table.premium_key[m] += pool_share[i] * insureds[i].premium * at(row, m) / sum;
        }
        premium += pool_share[i] * insureds[i].premium;
    }
    if (premium > 0) {
        for (double& key : table.premium_key) key /= premium;
        return;
    }
    // Without premium to weigh them, the risks count alike.
    double risks = 0;
    for (const std::size_t i : chosen) risks += pool_share[i] > 0 ? 1 : 0;
    for (std::size_t m = 0; m < members_ && risks > 0; ++m) {
        double sum = 0;
        for (const std::size_t i : chosen) sum += table.key[i * members_ + m];
        table.premium_key[m] = sum / risks;
    }
}

void MemberShares::find_one_key() {
    one_key_ = slips_.empty() && same_every_year();
    sole_key_.assign(members_, 0.0);
    Table const& table = tables_.front();
    std::size_t first = covered_.size();
    for (std::size_t i = 0; i < covered_.size() && one_key_; ++i) {
        if (!(pool_share_[i] > 0)) continue;
        if (first == covered_.size()) first = i;
        for (std::size_t m = 0; m < members_; ++m) {
            one_key_ = one_key_ && std::abs(table.key[i * members_ + m] - table.key[first * members_ + m]) <= rounding;
        }
    }
    if (!one_key_) return;
    for (std::size_t m = 0; m < members_ && first < covered_.size(); ++m)
        sole_key_[m] = table.key[first * members_ + m];
    tables_.front().premium_key = sole_key_;
}

void MemberShares::take_subject(LossBlock const& block, std::vector<double>& subject) const {
    subject.resize(block.rows());
    if (slips_.empty()) {
        for (std::size_t r = 0; r < block.rows(); ++r) {
            subject[r] = block.loss[r] * pool_share_[block.insured[r].index()];
        }
        return;
    }
    for (std::size_t cell = 0; cell < block.cells.size(); ++cell) {
        SlipPlan const& slip = slips_[slips_.size() == 1 ? 0 : cell % years_];
        for (std::uint32_t r = block.cell_row_begin(cell); r < block.cell_row_begin(cell + 1); ++r) {
            subject[r] = covers(block.insured[r].index()) ? slip.taken(block.loss[r]) : 0;
        }
    }
}

void MemberShares::split_cell(LossBlock const& block, std::size_t cell, std::span<double const> subject,
                              std::span<double const> net_rows, std::span<double> part, std::span<double> gross,
                              std::span<double> net) const {
    const std::size_t year = cell % years_;
    Table const& table = tables_[same_every_year() ? 0 : year];
    for (std::uint32_t r = block.cell_row_begin(cell); r < block.cell_row_begin(cell + 1); ++r) {
        if (subject[r] == 0) continue;
        double const* key = nullptr;
        if (one_key_) {
            key = sole_key_.data();
        } else if (slips_.empty()) {
            key = table.key.data() + block.insured[r].index() * members_;
        } else {
            slips_[slips_.size() == 1 ? 0 : year].split(block.loss[r], part);
            for (double& each : part) each /= subject[r];
            key = part.data();
        }
        for (std::size_t m = 0; m < members_; ++m) {
            gross[m] += subject[r] * key[m];
            net[m] += net_rows[r] * key[m];
        }
    }
}

}  // namespace riskpool
