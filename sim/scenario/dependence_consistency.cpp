#include "sim/scenario/dependence_consistency.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "sim/scenario/path.hpp"

namespace riskpool {

namespace {

bool allows(Drivable const& drivable, DependenceAspect aspect) {
    switch (aspect) {
        case DependenceAspect::counts:
        case DependenceAspect::rates:
        case DependenceAspect::more_events: return drivable.counts;
        case DependenceAspect::losses: return drivable.losses;
        case DependenceAspect::years: return drivable.years;
    }
    return false;
}

std::string_view why_not(DependenceAspect aspect) {
    switch (aspect) {
        case DependenceAspect::losses: return "has losses that nothing may multiply";
        case DependenceAspect::years: return "has years that may not change places between trials";
        default: return "has no number of events that a dependence could change";
    }
}

/// Who has used a source already.
struct Use {
    std::size_t source, item;
    DependenceAspect aspect;
};

class DependenceCheck {
public:
    explicit DependenceCheck(PlacedReport& report) : report_(report) {
        for (auto const& source : report.scenario().sources) names_.push_back(source.name());
    }

    void run() {
        auto const& items = report_.scenario().dependence;
        for (std::size_t i = 0; i < items.size(); ++i) {
            const std::string path = path_key(path_index("dependence", i), items[i].kind());
            const std::size_t before = report_.count();
            for (auto const& reference : items[i].references()) check(path_key(path, reference.field), reference, i);
            if (report_.count() != before) continue;
            for (auto const& note : items[i].notes()) {
                report_.warn(note.field.empty() ? path : path_key(path, note.field), note.text);
            }
        }
    }

private:
    void check(std::string const& path, DependenceReference const& reference, std::size_t item) {
        if (!report_.check_known(path, reference.source, names_, "source", "name a source")) return;
        const auto at = std::find(names_.begin(), names_.end(), reference.source);
        if (std::find(at + 1, names_.end(), reference.source) != names_.end()) {
            return report_.report(path, '"' + reference.source + "\" may be any of several sources",
                                  "give each source a `name` of its own");
        }
        const auto source = static_cast<std::size_t>(at - names_.begin());
        if (!allows(report_.scenario().sources[source].drivable(), reference.aspect)) {
            return report_.report(path, '"' + reference.source + "\" " + std::string(why_not(reference.aspect)),
                                  "leave it out, or model it by another kind of source");
        }
        for (auto const& use : uses_) {
            if (use.source != source) continue;
            const bool same = use.aspect == reference.aspect;
            if (same && use.item == item) {
                return report_.report(path, '"' + reference.source + "\" is named twice", "name it once");
            }
            if (same && reference.aspect == DependenceAspect::counts) {
                return report_.report(path,
                                      "the counts of \"" + reference.source + "\" are coupled already by dependence[" +
                                          std::to_string(use.item) + ']',
                                      "put all that is coupled into one copula");
            }
            if (use.aspect == DependenceAspect::years || reference.aspect == DependenceAspect::years) {
                return report_.report(path,
                                      "re-ordering the years of \"" + reference.source + "\" undoes what dependence[" +
                                          std::to_string(use.item) + "] does to it",
                                      "couple its counts or its annual totals, by one dependence");
            }
        }
        uses_.push_back({source, item, reference.aspect});
    }

    PlacedReport& report_;
    std::vector<std::string_view> names_;
    std::vector<Use> uses_;
};

}  // namespace

void check_dependence(PlacedReport& report) {
    DependenceCheck(report).run();
}

}  // namespace riskpool
