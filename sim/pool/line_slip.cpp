#include "sim/pool/line_slip.hpp"

#include <Eigen/Core>

#include <algorithm>

namespace riskpool {

namespace {

std::string at(std::size_t layer) {
    return "layers[" + std::to_string(layer) + ']';
}

double lay(double loss, double attachment, double limit) noexcept {
    const double above = loss - attachment;
    return above > 0 ? std::min(above, limit) : 0;
}

}  // namespace

void LineSlip::check(FieldFaults& faults) const {
    if (layers.empty()) faults.add("layers", "is empty, so nobody takes a part", "write one layer or more");
    double premium = 0;
    for (std::size_t l = 0; l < layers.size(); ++l) {
        premium += layers[l].premium_part;
        std::vector<std::string> names;
        for (auto const& line : layers[l].lines) names.push_back(line.member);
        if (names.empty()) faults.add(at(l) + ".lines", "is empty, so nobody signs the layer", "drop the layer");
        check_named_once(at(l) + ".lines", names, faults);
        if (l == 0) continue;
        const double end_below = layers[l - 1].attachment + layers[l - 1].limit;
        if (layers[l].attachment >= end_below * (1 - 1e-12)) continue;  // 0.1 in excess of 0.2 ends at 0.3
        faults.add(at(l), "begins before the layer below it ends, so a loss would be paid twice",
                   "write layers from the ground up, each attaching at or above the end of the one before");
    }
    // As with shares, decimals may add up to a hair more than the whole.
    if (premium > 1 + 1e-9) {
        faults.add("layers", "have more than 100 % of the premium together",
                   "let premium_part add up to 100 % or less");
    }
}

ShareMatrix LineSlip::allocate(ShareSetting const& setting) const {
    ShareMatrix shares = no_shares(setting);
    const SlipPlan plan(*this, setting.members, setting.year);
    for (std::size_t m = 0; m < setting.members.size(); ++m) {
        shares.col(static_cast<Eigen::Index>(m)).setConstant(plan.premium_shares()[m]);
    }
    return shares;
}

void LineSlip::check_setting(ShareSetting const& setting, FieldFaults& faults) const {
    for (std::size_t l = 0; l < layers.size(); ++l) {
        for (std::size_t i = 0; i < layers[l].lines.size(); ++i) {
            check_member(at(l) + ".lines[" + std::to_string(i) + "].member", layers[l].lines[i].member, setting.members,
                         faults);
        }
    }
}

SlipPlan::SlipPlan(LineSlip const& slip, std::vector<Member> const& members, std::uint32_t year)
    : signed_lines_(slip.layers.size() * members.size(), 0.0),
      premium_shares_(members.size(), 0.0),
      members_(members.size()) {
    for (std::size_t l = 0; l < slip.layers.size(); ++l) {
        SlipLayer const& layer = slip.layers[l];
        double* mine = signed_lines_.data() + l * members_;
        double written = 0;
        for (auto const& line : layer.lines) {
            const std::size_t m = find_member(members, line.member);
            if (m == members_ || !members[m].takes_part(year)) continue;
            mine[m] = line.line;
            written += line.line;
        }
        // Lines written as 50 + 35 + 15 % mean the whole layer, whatever binary fractions make of them.
        const bool whole = written > 1 - 1e-12;
        for (std::size_t m = 0; m < members_; ++m) {
            if (whole) mine[m] /= written;
            premium_shares_[m] += layer.premium_part * mine[m];
        }
        layers_.push_back({layer.attachment, layer.limit, whole ? 1.0 : written});
    }
}

void SlipPlan::split(double loss, std::span<double> member_losses) const noexcept {
    std::fill(member_losses.begin(), member_losses.end(), 0.0);
    double const* line = signed_lines_.data();
    for (Layer const& layer : layers_) {
        const double part = lay(loss, layer.attachment, layer.limit);
        for (std::size_t m = 0; m < members_; ++m) member_losses[m] += part * line[m];
        line += members_;
    }
}

double SlipPlan::taken(double loss) const noexcept {
    double sum = 0;
    for (Layer const& layer : layers_) sum += lay(loss, layer.attachment, layer.limit) * layer.signed_part;
    return sum;
}

}  // namespace riskpool
