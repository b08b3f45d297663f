#include "sim/pool/liability.hpp"

#include <algorithm>

namespace riskpool {

namespace {

/// One settlement on its way: what members in default have left, and how it is spread.
class Settlement {
public:
    Settlement(LiabilityPlan const& plan, LiabilityCase const& of, std::span<double> paid, std::span<Standing> standing)
        : plan_(plan), of_(of), paid_(paid), standing_(standing) {}

    LiabilityOutcome run() noexcept {
        pay_own_shares();
        switch (plan_.form) {
            case LiabilityForm::several: ask_for_own_shares(); break;
            case LiabilityForm::solidarity:
            case LiabilityForm::capped_solidarity: fill_by_share(); break;
            case LiabilityForm::joint: ask_everybody(); break;
        }
        LiabilityOutcome outcome{0, left_, rounds_};
        if (left_ > 0 && plan_.lead != LiabilityPlan::nobody) {
            outcome.borne_by_lead = ask_lead();
            outcome.shortfall = left_ - outcome.borne_by_lead;
        }
        return outcome;
    }

private:
    [[nodiscard]] std::size_t size() const noexcept { return of_.owed.size(); }
    [[nodiscard]] double assets(std::size_t i) const noexcept { return of_.assets.empty() ? infinity : of_.assets[i]; }
    /// Whether it is asked for more than it has paid: a survivor that takes part in the loss and is at no limit yet.
    [[nodiscard]] bool open(std::size_t i) const noexcept {
        return standing_[i] == Standing::pays_all && of_.owed[i] > 0;
    }
    /// The most that it takes for others, whatever its assets.
    [[nodiscard]] double cap(std::size_t i) const noexcept {
        if (plan_.form != LiabilityForm::capped_solidarity) return infinity;
        const double of_share = plan_.part_of_own_share * of_.owed[i];
        return plan_.reads_free_capacity ? std::min(of_share, of_.free_capacity[i]) : of_share;
    }
    void exhaust(std::size_t i) noexcept {
        paid_[i] = assets(i);
        standing_[i] = Standing::out_of_assets;
    }

    void pay_own_shares() noexcept {
        for (std::size_t i = 0; i < size(); ++i) {
            const bool pays = of_.defaulted[i] == 0;
            standing_[i] = pays ? Standing::pays_all : Standing::in_default;
            paid_[i] = pays ? of_.owed[i] : std::min(of_.recovery_rate[i] * of_.owed[i], assets(i));
            left_ += of_.owed[i] - paid_[i];
        }
    }

    void ask_for_own_shares() noexcept {
        for (std::size_t i = 0; i < size(); ++i) {
            if (!open(i) || of_.owed[i] <= assets(i)) continue;
            exhaust(i);
            left_ += of_.owed[i] - paid_[i];
        }
    }

    /// paid_i = min(assets_i, owed_i + min(cap_i, k owed_i)) with the level k at which all is paid, or infinite: water
    /// filling in which a member leaves the round at its cap or when its assets run out. What it then pays below
    /// (1 + k) owed_i falls to the others, so that k only rises, whoever has left stays out, and rounds end.
    void fill_by_share() noexcept {
        while (true) {
            double weight = 0;
            for (std::size_t i = 0; i < size(); ++i) {
                if (open(i)) weight += of_.owed[i];
            }
            if (!(weight > 0)) return;
            ++rounds_;
            const double level = left_ / weight;
            double taken = 0;
            bool somebody_left = false;
            for (std::size_t i = 0; i < size(); ++i) {
                if (!open(i)) continue;
                const double asked = level * of_.owed[i];
                const double most = cap(i);
                const double can = assets(i) - of_.owed[i];  // negative where its own share is already too much
                if (asked <= std::min(most, can)) continue;
                if (can <= most) {
                    exhaust(i);
                    taken += can;
                } else {
                    standing_[i] = Standing::at_cap;
                    paid_[i] = of_.owed[i] + most;
                    taken += most;
                }
                somebody_left = true;
            }
            if (!somebody_left) {
                for (std::size_t i = 0; i < size(); ++i) {
                    if (open(i)) paid_[i] = std::min(assets(i), of_.owed[i] + level * of_.owed[i]);
                }
                left_ = 0;
                return;
            }
            left_ = std::max(0.0, left_ - taken);
        }
    }

    /// First by shares; then what some could not pay is asked of the others in order of solvency, assets over owed.
    /// Survivors equally solvent pay by shares: their assets run out together.
    void ask_everybody() noexcept {
        double weight = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            if (open(i)) weight += of_.owed[i];
        }
        if (!(weight > 0)) return;
        ++rounds_;
        const double level = left_ / weight;
        left_ = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            if (!open(i)) continue;
            paid_[i] = of_.owed[i] + level * of_.owed[i];
            if (paid_[i] <= assets(i)) continue;
            left_ += paid_[i] - assets(i);
            exhaust(i);
        }
        while (left_ > 0 && ask_most_solvent()) ++rounds_;
    }

    /// Asks those of the open members with the highest solvency; false if there is nobody to ask.
    bool ask_most_solvent() noexcept {
        double solvency = -1;
        for (std::size_t i = 0; i < size(); ++i) {
            if (open(i)) solvency = std::max(solvency, assets(i) / of_.owed[i]);
        }
        if (solvency < 0) return false;
        const auto asked = [&](std::size_t i) { return open(i) && assets(i) / of_.owed[i] == solvency; };
        double weight = 0, can = 0;
        for (std::size_t i = 0; i < size(); ++i) {
            if (!asked(i)) continue;
            weight += of_.owed[i];
            can += assets(i) - paid_[i];
        }
        if (left_ <= can) {
            for (std::size_t i = 0; i < size(); ++i) {
                if (asked(i)) paid_[i] = std::min(assets(i), paid_[i] + left_ * (of_.owed[i] / weight));
            }
            left_ = 0;
            return true;
        }
        left_ -= can;
        for (std::size_t i = 0; i < size(); ++i) {
            if (asked(i)) exhaust(i);
        }
        return true;
    }

    /// The lead issued the policy, so what others leave is its own debt: paid in full, by its recovery rate if it is in
    /// default, and never beyond its assets.
    double ask_lead() noexcept {
        const std::size_t i = plan_.lead;
        const bool defaulted = of_.defaulted[i] != 0;
        const double asked = defaulted ? of_.recovery_rate[i] * left_ : left_;
        const double can = assets(i) - paid_[i];
        if (asked <= can) return asked;
        if (!defaulted) standing_[i] = Standing::out_of_assets;
        return can;
    }

    LiabilityPlan const& plan_;
    LiabilityCase const& of_;
    std::span<double> paid_;
    std::span<Standing> standing_;
    double left_ = 0;  // owed and not paid by anybody yet
    std::uint32_t rounds_ = 0;
};

std::size_t position_of(std::string const& name, std::vector<Member> const& members) {
    const auto named = [&](Member const& member) { return member.name == name; };
    return static_cast<std::size_t>(std::find_if(members.begin(), members.end(), named) - members.begin());
}

}  // namespace

LiabilityOutcome LiabilityPlan::settle(LiabilityCase const& of, std::span<double> paid,
                                       std::span<Standing> standing) const noexcept {
    return Settlement(*this, of, paid, standing).run();
}

void Liability::check(FieldFaults& faults) const {
    const bool capped = form == LiabilityForm::capped_solidarity;
    if (capped && !(part_of_own_share < infinity) && !within_capacity) {
        faults.add("form", "is capped_solidarity, and no cap is given",
                   "set part_of_own_share or within_capacity: true, or write solidarity");
    }
    if (!capped && part_of_own_share < infinity) {
        faults.add("part_of_own_share", "caps a form of liability that has no cap", "write form: capped_solidarity");
    }
    if (!capped && within_capacity) {
        faults.add("within_capacity", "caps a form of liability that has no cap", "write form: capped_solidarity");
    }
    if (bearer == ShortfallBearer::lead && lead.empty()) {
        faults.add("bearer", "is the lead, and none is named", "set lead: to the name of a member");
    }
    if (bearer == ShortfallBearer::insured && !lead.empty()) {
        faults.add("lead", "is named and bears nothing", "write bearer: lead, or leave it out");
    }
}

void Liability::check_members(std::vector<Member> const& members, FieldFaults& faults) const {
    if (!lead.empty() && position_of(lead, members) == members.size()) {
        faults.add("lead", "\"" + lead + "\" is no member", "name a member of the scenario");
    }
}

LiabilityPlan Liability::compile(std::vector<Member> const& members) const {
    LiabilityPlan plan{form, part_of_own_share, within_capacity, LiabilityPlan::nobody};
    if (bearer == ShortfallBearer::lead) plan.lead = position_of(lead, members);
    return plan;
}

}  // namespace riskpool
