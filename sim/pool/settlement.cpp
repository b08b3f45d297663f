#include "sim/pool/settlement.hpp"

#include <algorithm>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

void Settlement::check(FieldFaults& faults) const {
    if (lead_fee > 0 && lead.empty()) {
        faults.add("lead_fee", "is owed to nobody", "name the member that gets it in `lead`");
    }
    if (!lead.empty() && !(lead_fee > 0)) {
        faults.add("lead", "gets no fee, so the name has no effect", "set `lead_fee`, or leave `lead` out");
    }
}

void Settlement::check_members(std::vector<Member> const& members, std::uint32_t years, FieldFaults& faults) const {
    if (!lead.empty()) check_member("lead", lead, members, faults);
    const auto check_key = [&](std::string const& field, SettlementKeys const& keys) {
        if (auto const* fixed = std::get_if<TableKey>(&keys)) {
            for (std::size_t i = 0; i < fixed->table.size(); ++i) {
                check_member(field + ".table_key.table[" + std::to_string(i) + "].member", fixed->table[i].member,
                             members, faults);
            }
        }
        std::visit(
            [&]<class Key>(Key const& key) {
                if constexpr (Key::basis == KeyBasis::member) {
                    for (std::uint32_t year = 1; year <= years; ++year) {
                        if (std::any_of(members.begin(), members.end(), [&](Member const& member) {
                                return member.takes_part(year) && key.weight(member) > 0;
                            })) {
                            continue;
                        }
                        faults.add(field,
                                   "gives no member of the pool a part in year " + std::to_string(year) +
                                       ", so nobody could take the result",
                                   "choose another key, or let a member stay that has a part");
                        return;
                    }
                }
            },
            keys);
    };
    check_key("profit_key", profit_key);
    check_key("loss_key", loss_key);
}

namespace {

/// Makes the weights of those present parts that add up to 1: equal ones where all weights are 0. Nobody else has any.
void normalise(std::span<double> weights, std::uint8_t const* present) noexcept {
    double sum = 0;
    double count = 0;
    for (std::size_t m = 0; m < weights.size(); ++m) {
        if (present[m] == 0) weights[m] = 0;
        sum += weights[m];
        count += present[m] == 0 ? 0 : 1;
    }
    for (std::size_t m = 0; m < weights.size(); ++m) {
        if (sum > 0) {
            weights[m] /= sum;
        } else if (present[m] != 0) {
            weights[m] = 1 / count;
        }
    }
}

}  // namespace

SettlementPlan::SettlementPlan(Settlement const& terms, std::vector<Member> const& members, std::uint32_t years)
    : pool_share_(terms.pool_share),
      lead_fee_(terms.lead_fee),
      hurdle_(terms.hurdle),
      lead_(terms.lead.empty() ? members.size() : find_member(members, terms.lead)),
      years_before_(std::min(terms.clawback_years, years) - 1),
      members_(members.size()),
      years_(years) {
    for (std::uint32_t year = 1; year <= years; ++year) {
        const auto begin = static_cast<std::ptrdiff_t>(present_.size());
        for (auto const& member : members) present_.push_back(member.takes_part(year) ? 1 : 0);
        // The results of a year that all members have left are still theirs.
        if (std::none_of(present_.begin() + begin, present_.end(), [](std::uint8_t is) { return is != 0; })) {
            std::fill(present_.begin() + begin, present_.end(), std::uint8_t{1});
        }
    }
    profit_ = compile(terms.profit_key, members);
    loss_ = compile(terms.loss_key, members);
}

SettlementPlan::Key SettlementPlan::compile(SettlementKeys const& terms, std::vector<Member> const& members) const {
    Key key;
    std::visit(
        [&]<class Kind>(Kind const& kind) {
            key.basis = Kind::basis;
            if constexpr (Kind::basis == KeyBasis::member) {
                for (std::uint32_t year = 0; year < years_; ++year) {
                    for (auto const& member : members) key.parts.push_back(kind.weight(member));
                    const std::size_t begin = year * members_;
                    normalise({key.parts.data() + begin, members_}, present_.data() + begin);
                }
            }
        },
        terms);
    return key;
}

void SettlementPlan::open(SettlementState& state) const {
    state.year = 0;
    state.divided.assign(years_before_ * members_, 0.0);
    state.premium.assign(years_before_ * members_, 0.0);
    for (auto* each :
         {&state.contribution, &state.window_divided, &state.window_premium, &state.key, &state.divided_now}) {
        each->assign(members_, 0.0);
    }
}

double SettlementPlan::lead_fee(SettlementState const& state, std::span<double const> premium) const noexcept {
    if (lead_ == members_ || !present(state.year, lead_)) return 0;
    double sum = 0;
    for (const double each : premium) sum += each;
    return lead_fee_ * pool_share_ * sum;
}

double SettlementPlan::pool_result(SettlementState const& state, std::span<double const> own_result,
                                   std::span<double const> premium) const noexcept {
    double sum = 0;
    for (const double each : own_result) sum += each;
    return pool_share_ * sum - lead_fee(state, premium);
}

void SettlementPlan::fill_by_premium(SettlementState& state) const noexcept {
    std::copy(state.window_premium.begin(), state.window_premium.end(), state.key.begin());
    normalise(state.key, present_.data() + state.year * members_);
}

void SettlementPlan::fill_key(Key const& key, SettlementState& state) const noexcept {
    if (key.basis == KeyBasis::member) {
        std::copy_n(key.parts.begin() + static_cast<std::ptrdiff_t>(state.year * members_), members_,
                    state.key.begin());
        return;
    }
    double contributed = 0;
    if (key.basis == KeyBasis::contribution) {
        for (std::size_t m = 0; m < members_; ++m) {
            state.key[m] = present(state.year, m) ? std::max(0.0, state.contribution[m]) : 0;
            contributed += state.key[m];
        }
    }
    if (!(contributed > 0)) return fill_by_premium(state);
    normalise(state.key, present_.data() + state.year * members_);
}

void SettlementPlan::settle(SettlementState& state, SettlementYear const& year, std::span<double> final_results,
                            std::span<double> transfers) const noexcept {
    // What the members of this year were given in the years that are divided together with it, and their premium.
    double window = year.result_after_fund;
    double window_premium = 0;
    for (std::size_t m = 0; m < members_; ++m) {
        double divided = 0;
        double premium = year.premium[m];
        for (std::uint32_t back = 0; back < years_before_; ++back) {
            divided += state.divided[back * members_ + m];
            premium += state.premium[back * members_ + m];
        }
        const bool here = present(state.year, m);
        state.window_divided[m] = here ? divided : 0;
        state.window_premium[m] = here ? premium : 0;
        window += state.window_divided[m];
        window_premium += state.window_premium[m];
    }

    double by_key = window;
    for (double& each : state.divided_now) each = 0;
    if (window >= 0 && hurdle_ > 0) {
        const double below = std::min(window, hurdle_ * pool_share_ * window_premium);
        fill_by_premium(state);
        for (std::size_t m = 0; m < members_; ++m) state.divided_now[m] = state.key[m] * below;
        by_key = window - below;
    }
    fill_key(window >= 0 ? profit_ : loss_, state);
    const double fee = lead_fee(state, year.premium);
    for (std::size_t m = 0; m < members_; ++m) {
        state.divided_now[m] += state.key[m] * by_key - state.window_divided[m];
        const double mine = state.divided_now[m] + (m == lead_ ? fee : 0);
        final_results[m] = (1 - pool_share_) * year.own_result[m] + mine;
        transfers[m] = mine - pool_share_ * year.own_result[m];
        state.contribution[m] -= transfers[m];
    }
    if (years_before_ > 0) {
        const std::size_t oldest = state.year % years_before_ * members_;
        for (std::size_t m = 0; m < members_; ++m) {
            state.divided[oldest + m] = state.divided_now[m];
            state.premium[oldest + m] = year.premium[m];
        }
    }
    ++state.year;
}

}  // namespace riskpool
