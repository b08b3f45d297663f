#include "sim/run/risk_unit_liabilities.hpp"

#include <algorithm>
#include <concepts>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "sim/pool/share_setting.hpp"
#include "sim/run/buyer_plan.hpp"
#include "sim/run/member_shares.hpp"
#include "sim/treaty/treaty.hpp"

namespace riskpool {

namespace {

/// What the rule on cessions asks of a treaty's form.
struct TreatyForm {
    bool proportional = false;
    bool facultative = false;
};

std::vector<TreatyForm> forms_of(std::vector<Tier> const& tiers) {
    std::vector<TreatyForm> forms;
    for (auto const& tier : tiers) {
        for (auto const& treaty : tier) {
            forms.push_back(std::visit(
                []<class Kind>(Kind const&) {
                    return TreatyForm{std::derived_from<Kind, ProportionalTerms>, std::same_as<Kind, Facultative>};
                },
                kind_of(treaty)));
        }
    }
    return forms;
}

/// A programme with the memory of its answer to one block.
class AnsweringProgramme {
public:
    AnsweringProgramme(std::vector<Tier> const& tiers, TreatySetting setting, Scenario const& scenario)
        : programme_(tiers, std::move(setting), source_causes(scenario)), forms_(forms_of(tiers)) {}

    [[nodiscard]] Programme const& programme() const { return programme_; }
    [[nodiscard]] std::span<double const> net_rows() const { return outcome_.net_rows; }

    /// True if it answers alike in all years, whatever the source.
    [[nodiscard]] bool tells_years() const {
        return any([](ProgrammeTreaty const& treaty) { return treaty.currency.has_value(); });
    }
    [[nodiscard]] bool tells_causes() const {
        return any([](ProgrammeTreaty const& treaty) { return !treaty.selection.caused.empty(); });
    }

    void answer(LossBlock const& block, std::span<double const> subject) {
        columns_.assign(2 + 7 * programme_.treaties(), std::vector(block.cells.size(), 0.0));
        outcome_.gross = columns_[0];
        outcome_.net = columns_[1];
        outcome_.treaties.clear();
        for (std::size_t k = 0; k < programme_.treaties(); ++k) {
            auto* of = columns_.data() + 2 + 7 * k;
            outcome_.treaties.push_back({of[0], of[1], of[2], of[3], of[4], of[5], of[6]});
        }
        programme_.cede(block, subject, true, scratch_, outcome_);
    }

    /// Adds `part` of what each reinsurer by name takes in a cell.
    void add_ceded(std::size_t cell, double part, std::vector<CededPart>& ceded) const {
        for (std::size_t k = 0; k < programme_.treaties(); ++k) {
            ProgrammeTreaty const& treaty = programme_.treaty(k);
            const double recovery = part * outcome_.treaties[k].recovery[cell];
            if (!(recovery > 0)) continue;
            for (auto const& line : treaty.lines) {
                ceded.push_back({treaty.name, line.reinsurer, forms_[k].proportional, forms_[k].facultative,
                                 recovery * line.share / treaty.placed});
            }
        }
    }

private:
    template <class Holds>
    [[nodiscard]] bool any(Holds const& holds) const {
        for (std::size_t k = 0; k < programme_.treaties(); ++k) {
            if (holds(programme_.treaty(k))) return true;
        }
        return false;
    }

    Programme programme_;
    std::vector<TreatyForm> forms_;
    std::vector<std::vector<double>> columns_;
    ProgrammeOutcome outcome_;
    ProgrammeScratch scratch_;
};

struct OwnProgramme {
    std::size_t member;
    AnsweringProgramme programme;
};

/// Years in which all liabilities are alike, counted from 0.
struct YearsAlike {
    std::uint32_t first, last;
};

class PoolLiabilities {
public:
    PoolLiabilities(Scenario const& scenario, Pool const& pool, LiabilityBasis basis)
        : scenario_(scenario),
          pool_(pool),
          shares_(scenario, pool),
          programme_(pool.programme, pool_setting(), scenario) {
        for (std::size_t i = 0; i < scenario.insureds.list.size(); ++i) {
            if (!shares_.covers(i)) continue;
            insured_.push_back(i);
            amount_.push_back(liability_of(scenario.insureds.list[i], basis));
        }
        for (auto const& own : pool.member_reinsurance) {
            const std::size_t m = find_member(scenario.members, own.member);
            own_.push_back({m, AnsweringProgramme(own.programme, member_setting(m), scenario)});
        }
    }

    void add_to(std::vector<RiskUnitLiability>& all) {
        bool years = !shares_.same_every_year() || programme_.tells_years();
        bool causes = programme_.tells_causes();
        for (auto const& own : own_) {
            years = years || own.programme.tells_years();
            causes = causes || own.programme.tells_causes();
        }
        const std::uint32_t last = scenario_.years - 1;
        for (std::size_t source = 0; source < (causes ? scenario_.sources.size() : 1); ++source) {
            if (!years) add({0, last}, source, all);
            for (std::uint32_t year = 0; years && year <= last; ++year) add({year, year}, source, all);
        }
    }

private:
    [[nodiscard]] TreatySetting pool_setting() const {
        TreatySetting setting{scenario_.insureds.list, shares_.pool_share(), {}};
        for (std::size_t i = 0; i < setting.share.size(); ++i) {
            setting.premium.push_back(setting.share[i] * scenario_.insureds.list[i].premium);
        }
        return setting;
    }
    [[nodiscard]] TreatySetting member_setting(std::size_t member) const {
        TreatySetting setting = pool_setting();
        for (std::size_t i = 0; i < setting.share.size(); ++i) {
            setting.share[i] *= shares_.key(0, i, member);
            setting.premium[i] *= shares_.key(0, i, member);
        }
        return setting;
    }

    /// Trial k hits the k-th insured in the year given, and nothing else happens.
    void hit_each_once(std::uint32_t year, std::size_t source) {
        const std::size_t n = insured_.size();
        block_.cells = {0, static_cast<std::uint32_t>(n), scenario_.years};
        block_.event_begin.assign(1, 0);
        for (std::size_t cell = 0; cell < block_.cells.size(); ++cell) {
            const std::uint32_t happens = cell % scenario_.years == year ? 1 : 0;
            block_.event_begin.push_back(block_.event_begin.back() + happens);
        }
        block_.row_begin.resize(n + 1);
        for (std::size_t k = 0; k <= n; ++k) block_.row_begin[k] = static_cast<std::uint32_t>(k);
        block_.time.assign(n, 0.5F);
        block_.source.assign(n, SourceId(source));
        block_.index.assign(n, 0.0);
        block_.delay.assign(n, 0.0F);
        block_.aggregate.assign(n, 0);
        block_.insured.clear();
        for (const std::size_t i : insured_) block_.insured.emplace_back(i);
        block_.loss = amount_;
        block_.single_rows = true;
    }

    void add(YearsAlike years, std::size_t source, std::vector<RiskUnitLiability>& all) {
        hit_each_once(years.first, source);
        if (shares_.takes_all()) {
            subject_ = block_.loss;
        } else {
            shares_.take_subject(block_, subject_);
        }
        programme_.answer(block_, subject_);
        for (auto& own : own_) {
            std::vector<double> rows(programme_.net_rows().begin(), programme_.net_rows().end());
            for (std::size_t k = 0; k < rows.size(); ++k) rows[k] *= shares_.key(0, insured_[k], own.member);
            own.programme.answer(block_, rows);
        }
        std::vector<double> part(shares_.members());
        for (std::size_t k = 0; k < insured_.size(); ++k) {
            const std::size_t cell = k * scenario_.years + years.first;
            std::vector<double> gross(shares_.members()), net(shares_.members());
            split(k, cell, part, gross, net);
            for (std::size_t m = 0; m < gross.size(); ++m) {
                if (gross[m] > 0) all.push_back(liability(k, cell, m, years, gross[m], net[m]));
            }
        }
    }

    /// What each member bears of the k-th insured's loss, before and after the pool's programme.
    void split(std::size_t k, std::size_t cell, std::vector<double>& part, std::vector<double>& gross,
               std::vector<double>& net) const {
        if (!pool_.settlement) {
            shares_.split_cell(block_, cell, subject_, programme_.net_rows(), part, gross, net);
            return;
        }
        const std::size_t m = find_member(scenario_.members, scenario_.insureds.list[insured_[k]].originator);
        if (m >= gross.size()) return;
        gross[m] = subject_[k] / pool_.settlement->pool_share;
        net[m] = gross[m] - (subject_[k] - programme_.net_rows()[k]);
    }

    [[nodiscard]] RiskUnitLiability liability(std::size_t k, std::size_t cell, std::size_t member, YearsAlike years,
                                              double gross, double net) const {
        RiskUnitLiability one{member, insured_[k], years.first, years.last, gross, net, {}};
        const double recovered = subject_[k] - programme_.net_rows()[k];
        if (recovered > 0) programme_.add_ceded(cell, (gross - net) / recovered, one.ceded);
        for (auto const& own : own_) {
            if (own.member != member) continue;
            one.retained = own.programme.net_rows()[k];
            own.programme.add_ceded(cell, 1, one.ceded);
        }
        one.retained = std::max(one.retained, 0.0);
        return one;
    }

    Scenario const& scenario_;
    Pool const& pool_;
    MemberShares shares_;
    AnsweringProgramme programme_;
    std::vector<OwnProgramme> own_;
    std::vector<std::size_t> insured_;
    std::vector<double> amount_, subject_;
    LossBlock block_;
};

/// The sectors of insureds that a treaty of a pool covers.
std::vector<std::string> sectors_of(Scenario const& scenario, Filter const& pool, Filter const& treaty) {
    std::vector<std::string> sectors;
    for (auto const& insured : scenario.insureds.list) {
        if (!pool.matches(insured) || !treaty.matches(insured)) continue;
        if (std::find(sectors.begin(), sectors.end(), insured.sector) == sectors.end()) {
            sectors.push_back(insured.sector);
        }
    }
    return sectors;
}

void add_led(Scenario const& scenario, Filter const& covers, std::vector<Tier> const& tiers, std::string const& buyer,
             std::vector<LedTreaty>& all) {
    for (auto const& tier : tiers) {
        for (auto const& treaty : tier) {
            Contract const& terms =
                std::visit([](auto const& kind) -> Contract const& { return kind; }, kind_of(treaty));
            if (terms.lines.empty()) continue;
            auto const& lead = *std::max_element(terms.lines.begin(), terms.lines.end(),
                                                 [](Line const& a, Line const& b) { return a.share < b.share; });
            std::string rating;
            for (auto const& reinsurer : scenario.reinsurers) {
                if (reinsurer.name == lead.reinsurer) rating = reinsurer.rating;
            }
            all.push_back(
                {terms.name, buyer, lead.reinsurer, std::move(rating), sectors_of(scenario, covers, terms.covers)});
        }
    }
}

}  // namespace

std::vector<RiskUnitLiability> risk_unit_liabilities(Scenario const& scenario, LiabilityBasis basis) {
    std::vector<RiskUnitLiability> all;
    for (auto const& pool : scenario.pools) PoolLiabilities(scenario, pool, basis).add_to(all);
    return all;
}

std::vector<LedTreaty> led_treaties(Scenario const& scenario) {
    std::vector<LedTreaty> all;
    for (auto const& pool : scenario.pools) {
        add_led(scenario, pool.covers, pool.programme, pool.name, all);
        for (auto const& own : pool.member_reinsurance) {
            add_led(scenario, pool.covers, own.programme, own.member, all);
        }
    }
    return all;
}

}  // namespace riskpool
