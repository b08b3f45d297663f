// Laws of one loss, of a year's number of events and of uncertain numbers, asked from Python: the same code that a run
// draws from.
#include <nanobind/stl/string.h>

#include <optional>

#include "models/draw/guide_table.hpp"
#include "models/draw/quantile_table.hpp"
#include "models/draw/uniforms.hpp"
#include "models/frequency/frequency.hpp"
#include "models/model_register.hpp"
#include "models/severity/severity.hpp"
#include "python/src/bindings.hpp"
#include "sim/scenario/reader.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace riskpool::python {

namespace {

/// Reads a law from the text of a file: `{lognormal: {mean: 1m, cv: 2}}`. The kinds of Python are checked before.
template <class Family>
Family read_law(std::string const& text) {
    Reader reader;
    const Node node = parse_document(text, "law", reader.diagnostics);
    Family law;
    if (!reader.failed()) reader.read(node, "", any_finite, Unit::none, law);
    if (reader.failed()) throw nb::value_error(to_string(reader.diagnostics.front()).c_str());
    return law;
}

/// u[i] is the uniform of trial i alone, so that a longer sample begins with the shorter one.
std::vector<double> uniforms(std::size_t n, std::uint64_t seed) {
    std::vector<double> u(n);
    constexpr std::size_t most = std::size_t{1} << 24;  // a range of cells counts its trials in 32 bits
    for (std::size_t begin = 0; begin < n; begin += most) {
        const std::size_t part = std::min(most, n - begin);
        fill_cell_uniforms({seed, 0}, {begin, static_cast<std::uint32_t>(part), 1}, 0,
                           std::span(u).subspan(begin, part));
    }
    return u;
}

class Law {
public:
    explicit Law(std::string const& text) : law_(read_law<Severity>(text)) {}

    /// f of each x; where it lies in a numpy array of one dimension.
    template <double (*f)(Severity const&, double)>
    [[nodiscard]] nb::object each(Array<double> x) const {
        std::vector<double> values(x.size());
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = f(law_, x.data()[i]);
        return to_numpy(std::move(values));
    }
    [[nodiscard]] nb::object layer(Array<double> limit, Array<double> attachment) const {
        std::vector<double> values(limit.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            values[i] = layer_mean(law_, limit.data()[i], attachment.data()[i]);
        }
        return to_numpy(std::move(values));
    }
    [[nodiscard]] nb::object sample(std::size_t n, std::uint64_t seed) {
        if (!table_) table_.emplace(law_);
        std::vector<double> x = uniforms(n, seed);
        table_->draw(x, x);
        return to_numpy(std::move(x));
    }
    template <double (*f)(Severity const&)>
    [[nodiscard]] double figure() const {
        return f(law_);
    }

private:
    Severity law_;
    std::optional<QuantileTable> table_;
};

class CountingLaw {
public:
    explicit CountingLaw(std::string const& text) : law_(read_law<Frequency>(text)), table_(compile(law_)) {}

    [[nodiscard]] nb::object cdf(Array<double> n) const {
        std::vector<double> values(n.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double x = n.data()[i];
            values[i] = x < table_.lowest() ? 0 : x >= table_.highest() ? 1 : table_.cdf(static_cast<std::uint32_t>(x));
        }
        return to_numpy(std::move(values));
    }
    /// The probabilities of 0, 1, ... up to the largest count that can come out.
    [[nodiscard]] nb::object pmf() const {
        const CountLaw counts = std::visit([](auto const& law) { return count_law(law); }, law_);
        std::vector<double> p(std::size_t{table_.highest()} + 1, 0.0);
        p[counts.mode] = 1;
        for (std::uint32_t n = counts.mode; n < table_.highest(); ++n) p[n + 1] = p[n] * counts.ratio(n);
        for (std::uint32_t n = counts.mode; n > table_.lowest(); --n) p[n - 1] = p[n] / counts.ratio(n - 1);
        double sum = 0;
        for (const double each : p) sum += each;
        for (double& each : p) each /= sum;
        return to_numpy(std::move(p));
    }
    [[nodiscard]] nb::object sample(std::size_t n, std::uint64_t seed) const {
        const std::vector<double> u = uniforms(n, seed);
        std::vector<std::uint32_t> counts(n);
        table_.draw(u, counts);
        return to_numpy(std::vector<std::int64_t>(counts.begin(), counts.end()));
    }
    [[nodiscard]] double mean() const { return riskpool::mean(law_); }
    [[nodiscard]] double variance() const { return riskpool::variance(law_); }

private:
    Frequency law_;
    GuideTable table_;
};

/// What is believed of a number, from the text of a file: `{pert: {low: 0.2, mode: 0.5, high: 2}}`, its numbers plain.
class BeliefOfNumber {
public:
    explicit BeliefOfNumber(std::string const& text) {
        const BeliefRegister kinds = registered_beliefs();
        Reader reader;
        reader.beliefs = &kinds;
        const Node node = parse_document(text, "belief", reader.diagnostics);
        double mean = 0;
        if (!reader.failed()) reader.read(node, "belief", any_finite, Unit::none, mean);
        if (reader.failed()) throw nb::value_error(to_string(reader.diagnostics.front()).c_str());
        if (reader.uncertain.empty()) throw nb::value_error("it is a plain number, and no belief");
        belief_ = reader.uncertain.front().belief;
    }

    [[nodiscard]] nb::object quantile(Array<double> p) const {
        std::vector<double> values(p.size());
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = belief_.quantile(p.data()[i]);
        return to_numpy(std::move(values));
    }
    [[nodiscard]] double mean() const { return belief_.mean(); }
    [[nodiscard]] double lowest() const { return belief_.lowest(); }
    [[nodiscard]] double highest() const { return belief_.highest(); }
    [[nodiscard]] bool bounds_only() const { return belief_.bounds_only(); }

private:
    Belief belief_;
};

}  // namespace

void bind_laws(nb::module_& module) {
    nb::class_<Law>(module, "Severity")
        .def(nb::init<std::string const&>(), "text"_a)
        .def("cdf", &Law::each<&riskpool::cdf>, "x"_a)
        .def("survival", &Law::each<&riskpool::survival>, "x"_a)
        .def("quantile", &Law::each<&riskpool::quantile>, "p"_a)
        .def("quantile_upper", &Law::each<&riskpool::quantile_upper>, "q"_a)
        .def("limited_mean", &Law::each<&riskpool::limited_mean>, "limit"_a)
        .def("limited_second_moment", &Law::each<&riskpool::limited_second_moment>, "limit"_a)
        .def("layer_mean", &Law::layer, "limit"_a, "attachment"_a)
        .def("mean", &Law::figure<&riskpool::mean>)
        .def("variance", &Law::figure<&riskpool::variance>)
        .def("lowest", &Law::figure<&riskpool::lowest>)
        .def("highest", &Law::figure<&riskpool::highest>)
        .def("sample", &Law::sample, "n"_a, "seed"_a);
    nb::class_<CountingLaw>(module, "Frequency")
        .def(nb::init<std::string const&>(), "text"_a)
        .def("cdf", &CountingLaw::cdf, "n"_a)
        .def("pmf", &CountingLaw::pmf)
        .def("mean", &CountingLaw::mean)
        .def("variance", &CountingLaw::variance)
        .def("sample", &CountingLaw::sample, "n"_a, "seed"_a);
    nb::class_<BeliefOfNumber>(module, "Belief")
        .def(nb::init<std::string const&>(), "text"_a)
        .def("quantile", &BeliefOfNumber::quantile, "p"_a)
        .def("mean", &BeliefOfNumber::mean)
        .def("lowest", &BeliefOfNumber::lowest)
        .def("highest", &BeliefOfNumber::highest)
        .def("bounds_only", &BeliefOfNumber::bounds_only);
}

}  // namespace riskpool::python
