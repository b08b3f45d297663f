#include "models/sources/developing.hpp"

#include <string>

#include "models/sources/source_within.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

namespace {

/// What becomes known in each year.
std::vector<double> increments(std::vector<double> const& reported) {
    std::vector<double> parts;
    double before = 0;
    for (const double each : reported) {
        parts.push_back(each - before);
        before = each;
    }
    return parts;
}

/// Gives the events as they are, and says how they develop.
class Developer final : public Source {
public:
    Developer(Developing const& terms, Insureds const& insureds, MadeParts* made)
        : nested_(terms.source.compile(insureds, made)), parts_(increments(terms.reported)) {}

    void sample(SampleRequest const& request, SourceScratch& scratch, EventColumns& events) const override {
        nested_->sample(request, scratch, events);
    }
    [[nodiscard]] std::unique_ptr<SourceScratch> make_scratch() const override { return nested_->make_scratch(); }
    [[nodiscard]] bool aggregate() const override { return nested_->aggregate(); }
    [[nodiscard]] std::span<double const> development() const override { return parts_; }
    [[nodiscard]] std::uint64_t table_hash() const override {
        return Hash64().add(nested_->table_hash()).add(parts_).value();
    }

private:
    std::unique_ptr<Source> nested_;
    std::vector<double> parts_;
};

}  // namespace

void Developing::check(FieldFaults& faults) const {
    if (source.kind() == kind) {
        faults.add(place_within(source), "develops already", "put both patterns into one");
    } else {
        check_nameless(source, faults);
    }
    for (std::size_t k = 1; k < reported.size(); ++k) {
        if (reported[k] >= reported[k - 1]) continue;
        return faults.add("reported[" + std::to_string(k) + ']', "is less than what is reported a year earlier",
                          "give parts that grow up to 100%");
    }
    if (reported.empty() || reported.back() != 1) {
        faults.add("reported", "does not end at 100%", "give the year in which all is reported as the last");
    } else if (reported.size() == 1) {
        faults.add("reported", "reports all at once", "give a year more, or leave out what is around the source");
    }
}

std::unique_ptr<Source> Developing::compile(Insureds const& insureds, MadeParts* made) const {
    return std::make_unique<Developer>(*this, insureds, made);
}

std::vector<AssetDependants> Developing::shared_assets(Insureds const& insureds) const {
    return source.shared_assets(insureds);
}

std::vector<SourceNote> Developing::notes(Insureds const& insureds) const {
    return notes_within(source, insureds);
}

void Developing::check_exposure(Insureds const& insureds, FieldFaults& faults) const {
    FaultsWithin within(faults, place_within(source));
    source.check_exposure(insureds, within);
}

void Developing::check_years(std::uint32_t years, FieldFaults& faults) const {
    FaultsWithin within(faults, place_within(source));
    source.check_years(years, within);
}

}  // namespace riskpool
