// How the risks of a pool are shared: the part that the pool takes of each, and each member's part of that.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/loss/block.hpp"
#include "sim/pool/line_slip.hpp"
#include "sim/scenario/scenario.hpp"

namespace riskpool {

/// Shares compiled. Members are all of the scenario, in its order; years count from 0.
class MemberShares {
public:
    MemberShares(Scenario const& scenario, Pool const& pool);

    [[nodiscard]] std::size_t members() const { return members_; }
    /// Per insured: the part of 100 % that the pool takes of its premium, and of its losses unless a slip does.
    [[nodiscard]] std::vector<double> const& pool_share() const { return pool_share_; }
    [[nodiscard]] bool covers(std::size_t insured) const { return covered_[insured] != 0; }
    /// True if the pool takes every loss whole: the block's losses are then its own.
    [[nodiscard]] bool takes_all() const { return takes_all_; }
    /// True if every risk is shared alike in every year: then sole_key says it all.
    [[nodiscard]] bool one_key() const { return one_key_; }
    [[nodiscard]] double sole_key(std::size_t member) const { return sole_key_[member]; }
    /// True if each risk keeps its shares over the years.
    [[nodiscard]] bool same_every_year() const { return tables_.size() == 1; }
    /// The member's part of what the pool takes of a risk (where a slip splits losses: of its premium).
    [[nodiscard]] double key(std::uint32_t year, std::size_t insured, std::size_t member) const {
        if (one_key_) return sole_key_[member];
        return tables_[same_every_year() ? 0 : year].key[insured * members_ + member];
    }
    /// The member's part of the pool's premium.
    [[nodiscard]] double premium_key(std::uint32_t year, std::size_t member) const {
        return tables_[same_every_year() ? 0 : year].premium_key[member];
    }

    /// Years after which a year is divided anew by final shares; 0: never.
    [[nodiscard]] std::uint32_t final_after() const { return final_after_; }
    /// The member's final part of the pool's result of the year; read where final_after() is above 0.
    [[nodiscard]] double final_key(std::uint32_t year, std::size_t member) const {
        return final_keys_[year * members_ + member];
    }

    /// The pool's part of each row of the block.
    void take_subject(LossBlock const& block, std::vector<double>& subject) const;
    /// Each member's part of the rows of one cell, before and after reinsurance; the sums are added to.
    void split_cell(LossBlock const& block, std::size_t cell, std::span<double const> subject,
                    std::span<double const> net_rows, std::span<double> part, std::span<double> gross,
                    std::span<double> net) const;

private:
    struct Table {
        std::vector<double> key;          // per (insured, member); rows add up to 1
        std::vector<double> premium_key;  // per member
    };
    void fill(ShareMatrix const& shares, std::vector<std::size_t> const& chosen, Insureds const& insureds,
              std::vector<double> const& offered, Table& table, std::vector<double>& pool_share) const;
    void find_one_key();
    void find_final_keys(Scenario const& scenario, Pool const& pool);

    std::size_t members_ = 0;
    std::vector<double> pool_share_;
    std::vector<std::uint8_t> covered_;
    bool takes_all_ = false, one_key_ = true;
    std::vector<double> sole_key_;
    std::vector<Table> tables_;    // one, or one for each year
    std::vector<SlipPlan> slips_;  // the same, where layers of a slip split losses
    std::uint32_t years_ = 1, final_after_ = 0;
    std::vector<double> final_keys_;  // per (year, member)
};

}  // namespace riskpool
