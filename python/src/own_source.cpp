// A source whose events are drawn by Python: called once per block, from the engine's workers, which take the
// interpreter's lock for the call alone.
#include "python/src/own_source.hpp"

#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/tuple.h>

#include <memory>
#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "models/draw/uniforms.hpp"
#include "models/model_register.hpp"
#include "python/src/bindings.hpp"
#include "sim/base/hash.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace riskpool::python {

namespace {

/// A Python object that workers without the interpreter's lock may share, and let go of.
class SharedObject {
public:
    explicit SharedObject(nb::object held) : held_(new nb::object(std::move(held)), &let_go) {}
    [[nodiscard]] nb::object const& get() const { return *held_; }

private:
    static void let_go(nb::object* held) {
        const nb::gil_scoped_acquire locked;
        delete held;
    }
    std::shared_ptr<nb::object> held_;
};

/// counts, rows of each event, time, index, delay, insured, damage, stock, restart_days, ramp_days,
/// output_lost; None where the source leaves a column out. riskpool.source has checked them against one another.
using Answer = std::tuple<Array<std::uint32_t>, std::optional<Array<std::uint32_t>>, std::optional<Array<float>>,
                          std::optional<Array<double>>, std::optional<Array<float>>,
                          std::optional<Array<std::uint32_t>>, Array<double>, std::optional<Array<double>>,
                          std::optional<Array<double>>, std::optional<Array<double>>, std::optional<Array<double>>>;

template <class T>
void assign(std::vector<T>& column, Array<T> const& values) {
    column.assign(values.data(), values.data() + values.size());
}
template <class T>
void assign(std::vector<T>& column, std::optional<Array<T>> const& values) {
    if (values) assign(column, *values);
}

class OwnSampler final : public Source {
public:
    OwnSampler(std::string name, SharedObject answer, std::size_t insureds)
        : name_(std::move(name)), answer_(std::move(answer)), insureds_(insureds) {}

    void sample(SampleRequest const& request, SourceScratch& /*unused*/, EventColumns& events) const override {
        const nb::gil_scoped_acquire locked;
        const nb::object bridge = answer_.get()();
        if (bridge.is_none()) throw std::runtime_error("the scenario of the source " + name_ + " is gone");
        const nb::object answer = bridge(request.cells.first_trial, request.cells.trials, request.cells.years,
                                         request.seed, request.source, insureds_);
        const auto [counts, rows, time, index, delay, insured, damage, stock, restart_days, ramp_days, output_lost] =
            nb::cast<Answer>(answer);
        assign(events.count, counts);
        assign(events.row_count, rows);
        if (request.times_wanted) assign(events.time, time);
        if (request.times_wanted && !time)
            events.time.assign(events.row_count.empty() ? damage.size() : rows->size(), 0);
        assign(events.index, index);
        assign(events.delay, delay);
        if (insured) {
            for (std::size_t r = 0; r < insured->size(); ++r) events.insured.emplace_back(insured->data()[r]);
        }
        assign(events.damage, damage);
        assign(events.stock, stock);
        assign(events.restart_days, restart_days);
        assign(events.ramp_days, ramp_days);
        assign(events.output_lost, output_lost);
    }
    /// What a Python function does cannot be told from outside: the name stands for it.
    [[nodiscard]] std::uint64_t table_hash() const override {
        return Hash64().add(std::string_view("own_source")).add(std::string_view(name_)).value();
    }

private:
    std::string name_;
    SharedObject answer_;
    std::size_t insureds_;
};

struct OwnSource {
    std::string handle;
    std::optional<SharedObject> answer;

    static constexpr std::string_view kind = "own_source";
    static constexpr std::string_view about = "A source written in Python, handed over with the scenario.";
    static constexpr auto fields = field_list();

    [[nodiscard]] std::unique_ptr<Source> compile(Insureds const& insureds) const {
        return std::make_unique<OwnSampler>(handle, *answer, insureds.size());
    }
    void check_exposure(Insureds const& /*unused*/, FieldFaults& /*unused*/) const {}
};

SourceEntry entry_of(nb::dict const& own) {
    const auto read = [own](Reader& reader, Node const& node, std::string const& path) {
        Named<OwnSource> source;
        reader.read_fields(node, path, source);
        source.handle = source.name;
        const nb::str name(source.name.data(), source.name.size());
        if (own.contains(name)) {
            source.answer.emplace(own[name]);
        } else {
            reader.report(node, path, "no source of the name \"" + source.name + "\" was handed over",
                          "it is written in Python: build the scenario with riskpool.Scenario and its source");
        }
        return SourceModel(std::move(source));
    };
    return {std::string(OwnSource::kind), describe_type<Named<OwnSource>>(), read};
}

Stream stream_of(std::uint64_t seed, std::uint32_t source, std::uint32_t purpose) {
    return SampleRequest{{}, seed, source, false}.stream(purpose);
}

/// One uniform for each year of each trial.
nb::object cell_uniforms(std::uint64_t seed, std::uint32_t source, std::uint32_t purpose, std::uint64_t first_trial,
                         std::uint32_t trials, std::uint32_t years, std::uint32_t index) {
    const CellRange cells{first_trial, trials, years};
    std::vector<double> u(cells.size());
    fill_cell_uniforms(stream_of(seed, source, purpose), cells, index, u);
    return to_numpy(std::move(u));
}

/// counts[c] uniforms for each year c of each trial: number e of a year belongs to its event e.
nb::object event_uniforms(std::uint64_t seed, std::uint32_t source, std::uint32_t purpose, std::uint64_t first_trial,
                          std::uint32_t trials, std::uint32_t years, Array<std::uint32_t> counts) {
    std::size_t events = 0;
    for (std::size_t c = 0; c < counts.size(); ++c) events += counts.data()[c];
    std::vector<double> u(events);
    fill_event_uniforms(stream_of(seed, source, purpose), {first_trial, trials, years},
                        std::span(counts.data(), counts.size()), u);
    return to_numpy(std::move(u));
}

}  // namespace

ModelRegister models_with(nb::dict const& own) {
    static const ModelRegister known = registered_models();
    ModelRegister models = known;
    if (own.size() > 0) models.sources.push_back(entry_of(own));
    return models;
}

void bind_own_sources(nb::module_& module) {
    module.def("cell_uniforms", &cell_uniforms, "seed"_a, "source"_a, "purpose"_a, "first_trial"_a, "trials"_a,
               "years"_a, "index"_a);
    module.def("event_uniforms", &event_uniforms, "seed"_a, "source"_a, "purpose"_a, "first_trial"_a, "trials"_a,
               "years"_a, "counts"_a);
}

}  // namespace riskpool::python
