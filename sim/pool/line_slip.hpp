// A layered line slip: each layer of a risk is signed by members of its own (methods 1.13, [CO-02]).
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/pool/share_setting.hpp"

namespace riskpool {

/// One member's written line on a layer.
struct SlipLine {
    std::string member;
    double line = 0;

    static constexpr std::string_view kind = "slip_line";
    static constexpr std::string_view about = "One member's written line on a layer of a slip.";
    static constexpr auto fields =
        field_list(required("member", &SlipLine::member, "Name of a member of the scenario."),
                   required("line", &SlipLine::line, positive_fraction, Unit::fraction,
                            "Its written line as a part of the layer."));
    bool operator==(SlipLine const&) const = default;
};

/// One layer of a risk: its part of the premium and who signs it.
struct SlipLayer {
    double limit = 0;
    double attachment = 0;
    double premium_part = 0;
    std::vector<SlipLine> lines;

    static constexpr std::string_view kind = "slip_layer";
    static constexpr std::string_view about = "One layer of a slip: per risk and event, limit in excess of attachment.";
    static constexpr auto fields = field_list(
        required("limit", &SlipLayer::limit, positive_or_infinite, Unit::money,
                 "The most the layer pays for one risk in one event; .inf for the rest."),
        optional("attachment", &SlipLayer::attachment, not_negative, Unit::money,
                 "Loss of one risk in one event above which it pays."),
        required("premium_part", &SlipLayer::premium_part, unit_interval, Unit::fraction,
                 "The layer's part of the premium of the risk."),
        required("lines", &SlipLayer::lines,
                 "Written lines: more than 100 % is signed down, what is missing to 100 % stays with the insured."));
    bool operator==(SlipLayer const&) const = default;
};

/// The terms of a slip. Signed line s_i = W_i / max(sum W, 1); member i pays sum over layers of s_i lay(x; D, L) and
/// gets sum over layers of s_i times the layer's part of the premium.
struct LineSlip {
    std::vector<SlipLayer> layers;

    static constexpr std::string_view kind = "line_slip";
    static constexpr std::string_view about =
        "Each layer of a risk is shared by the members that sign it: a captive may take the first loss alone. What no "
        "layer and no line covers stays with the insured.";
    static constexpr auto fields =
        field_list(required("layers", &LineSlip::layers, "The layers from the ground up; they must not overlap."));
    void check(FieldFaults& faults) const;
    /// Shares of the premium, the same for every risk. Losses are shared by SlipPlan.
    [[nodiscard]] ShareMatrix allocate(ShareSetting const& setting) const;
    void check_setting(ShareSetting const& setting, FieldFaults& faults) const;
    bool operator==(LineSlip const&) const = default;
};

/// A slip compiled for the members that take part in one underwriting year.
class SlipPlan {
public:
    SlipPlan(LineSlip const& slip, std::vector<Member> const& members, std::uint32_t year = 1);

    /// Writes what each member pays of `loss` (money, 0 or more), the loss of one risk in one event for 100 %.
    /// `member_losses` has one place for each member.
    void split(double loss, std::span<double> member_losses) const noexcept;
    /// What all members pay of it together, to rounding; loss - taken(loss) stays with the insured.
    [[nodiscard]] double taken(double loss) const noexcept;

    /// Each member's part of the premium.
    [[nodiscard]] std::vector<double> const& premium_shares() const { return premium_shares_; }

private:
    struct Layer {
        double attachment = 0;
        double limit = 0;
        double signed_part = 0;  // of all members together
    };
    std::vector<Layer> layers_;
    std::vector<double> signed_lines_;  // per layer and member
    std::vector<double> premium_shares_;
    std::size_t members_ = 0;
};

}  // namespace riskpool
