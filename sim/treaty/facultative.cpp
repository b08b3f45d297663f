#include "sim/treaty/facultative.hpp"

#include <algorithm>
#include <utility>

namespace riskpool {

namespace {

/// A layer is a cover per event, which sees no yearly sum.
double loss_to(FacultativePlan::Cover const& cover, Subject const& subject, std::size_t row) noexcept {
    return cover.layer ? subject.risk_loss[row] : subject.row_loss[row];
}

}  // namespace

void FacultativePlan::cede(Subject const& subject, Cession& cession) const noexcept {
    cede_rows(
        [&](std::size_t i, bool) {
            Cover const& cover = cover_[subject.block.insured[i].index()];
            return cover.share * layer_loss(loss_to(cover, subject, i), cover.attachment, cover.limit);
        },
        infinity, {}, subject, cession);
    for (std::size_t c = 0; c < cession.exhausted.size(); ++c) {
        for (std::size_t i = subject.block.cell_row_begin(c); i < subject.block.cell_row_begin(c + 1); ++i) {
            Cover const& cover = cover_[subject.block.insured[i].index()];
            const bool whole_limit = loss_to(cover, subject, i) >= cover.attachment + cover.limit;
            if (cover.layer && whole_limit) cession.exhausted[c] = 1;
        }
    }
}

FacultativePlan Facultative::compile(TreatySetting const& setting) const {
    std::vector<FacultativePlan::Cover> compiled;
    for (auto const& insured : setting.insureds) {
        auto& to = compiled.emplace_back();
        FacultativeCover const* cover = find(insured.name);
        if (cover == nullptr) continue;
        to = {!cover->share, cover->share.value_or(1), cover->attachment.value_or(0), cover->limit.value_or(infinity)};
    }
    return Plan(std::move(compiled));
}

std::vector<double> Facultative::ceded_share(TreatySetting const& setting) const {
    std::vector<double> shares;
    for (auto const& insured : setting.insureds) {
        FacultativeCover const* cover = find(insured.name);
        shares.push_back(cover != nullptr ? cover->share.value_or(0) : 0);
    }
    return shares;
}

double Facultative::flat_premium(TreatySetting const& setting) const {
    double premium = 0;
    for (std::size_t i = 0; i < setting.insureds.size(); ++i) {
        FacultativeCover const* cover = find(setting.insureds[i].name);
        if (cover != nullptr && setting.share[i] > 0) premium += cover->premium;
    }
    return premium;
}

void Facultative::check(FieldFaults& faults) const {
    check_proportional(*this, faults);
    if (risks.empty()) faults.add("risks", "is empty", "name at least one insured");
    check_named_once(risks, "risks", faults);
    const bool priced = std::any_of(risks.begin(), risks.end(), [](auto const& risk) { return risk.premium > 0; });
    refuse_beside_moving_rates(*this, priced && brokerage > 0, "brokerage", faults);
}

FacultativeCover const* Facultative::find(std::string_view insured) const {
    const auto found =
        std::find_if(risks.begin(), risks.end(), [&](FacultativeCover const& each) { return each.insured == insured; });
    return found == risks.end() ? nullptr : &*found;
}

}  // namespace riskpool
