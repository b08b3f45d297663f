// Projects that pass stages, or fail in one: clinical trials, research and development, pilots.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/severity/severity.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/filter.hpp"
#include "sim/loss/source.hpp"

namespace riskpool {

/// One stage of a project.
struct Stage {
    std::string name;
    double success = 0;
    Severity years;
    double cost = 0;
    double cost_part = 0;
    double covered = 1;
    double agreed = 0;
    double agreed_part = 0;

    static constexpr std::string_view kind = "stage";
    static constexpr std::string_view about =
        "One stage: its chance, how long it takes, what it costs, what is covered.";
    static constexpr auto fields = field_list(
        required("name", &Stage::name, "Name, unique among the stages."),
        required("success", &Stage::success, unit_interval, Unit::fraction, "Probability that a project passes it."),
        required("years", &Stage::years, "Years that it takes."),
        optional("cost", &Stage::cost, not_negative, Unit::money, "What it costs, whether it succeeds or not."),
        optional("cost_part", &Stage::cost_part, unit_interval, Unit::fraction,
                 "The same as a part of the insured's property value (its budget); added to cost."),
        optional("covered", &Stage::covered, unit_interval, Unit::fraction,
                 "Part of this stage's cost that is insured; 0 leaves the stage out of the cover."),
        optional("agreed", &Stage::agreed, not_negative, Unit::money,
                 "Agreed amount that is paid if a project fails in this stage, in place of the cost spent."),
        optional("agreed_part", &Stage::agreed_part, unit_interval, Unit::fraction,
                 "The same as a part of the insured's property value."));
    void check(FieldFaults& faults) const;
    bool operator==(Stage const&) const = default;
};

/// When projects begin.
enum class ProjectStart : std::uint8_t { first_year, every_year };
template <>
struct Choice<ProjectStart> {
    static constexpr std::array<std::pair<std::string_view, ProjectStart>, 2> values{{
        {"first_year", ProjectStart::first_year},
        {"every_year", ProjectStart::every_year},
    }};
};

/// A project goes through the stages in order. It fails in stage k with probability 1 - success of that stage, at the
/// stage's end, and then claims the insured part of what it has cost so far (or the agreed amount); a project that
/// passes all stages claims nothing. A claim is an event of its own. With a correlation, outcomes of one year hang on
/// one normal factor: a project fails if sqrt(rho) Y + sqrt(1 - rho) e is above the quantile of its chance.
struct StagedSuccess {
    Filter covers;
    std::vector<Stage> stages;
    std::uint32_t projects = 1;
    ProjectStart start = ProjectStart::first_year;
    double start_window = 0;
    std::string begin_at;
    double settled_after = 0;
    double correlation = 0;

    static constexpr std::string_view kind = "staged_success";
    static constexpr Drivable drivable{.losses = true};
    static constexpr std::string_view about =
        "Projects that pass stages or fail in one, and then claim their insured cost so far or an agreed amount.";
    static constexpr auto fields = field_list(
        optional("covers", &StagedSuccess::covers, "Which insureds have such projects; all when left out."),
        required("stages", &StagedSuccess::stages, "The stages in order."),
        optional("projects", &StagedSuccess::projects, Bound{1, 4096, false, false, "from 1 to 4096"}, Unit::count,
                 "Projects that each insured begins."),
        optional("start", &StagedSuccess::start, "Whether they begin in the first year only or anew in every year."),
        optional("start_window", &StagedSuccess::start_window, unit_interval, Unit::fraction,
                 "Projects begin uniformly within this part of their year; 0 for all at its start."),
        optional("begin_at", &StagedSuccess::begin_at,
                 "Name of the stage in which they begin; the cost of stages before it is spent already."),
        optional("settled_after", &StagedSuccess::settled_after,
                 Bound{0, 1000, false, false, "between 0 and 1000 (years)"}, Unit::years,
                 "Years from the start of a project after which failures are settled, those until then; at the failure "
                 "when left out."),
        optional("correlation", &StagedSuccess::correlation, Bound{0, 1, false, true, "0 or more and below 1"},
                 Unit::fraction, "Correlation of the normal variables behind the outcomes of one year."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds, MadeParts* made = nullptr) const;
    void check_exposure(Insureds const& insureds, FieldFaults& faults) const;
    bool operator==(StagedSuccess const&) const = default;
};

}  // namespace riskpool
