#include "models/dependence/copula.hpp"

#include <bit>

#include "models/dependence/dependence_stream.hpp"
#include "models/draw/uniforms.hpp"

namespace riskpool {

namespace {

enum Purpose : std::uint32_t { own = 0, common = 1 };

class Sampler final : public DependenceSampler {
public:
    Sampler(Copula const& terms, std::span<std::string const> sources)
        : of_(terms.of), batch_(terms.batch.value_or(Copula::usual_batch)), copula_(terms.family, terms.sources) {
        for (auto const& name : terms.sources) positions_.push_back(source_position(sources, name));
    }

    void drive(CellRange const& cells, std::uint64_t seed, std::uint32_t item, DependenceScratch& work,
               std::span<SourceDrive> sources) const override {
        if (of_ != CoupledQuantity::counts) return;
        draw(cells, seed, item, work,
             [&](std::size_t k) -> std::vector<double>& { return sources[positions_[k]].uniforms; });
    }
    [[nodiscard]] std::span<std::size_t const> reordered() const override {
        if (of_ != CoupledQuantity::annual_totals) return {};
        return positions_;
    }
    [[nodiscard]] std::uint32_t batch() const override { return of_ == CoupledQuantity::annual_totals ? batch_ : 0; }
    void draw_ranks(CellRange const& cells, std::uint64_t seed, std::uint32_t item, DependenceScratch& work,
                    std::span<std::vector<double>> uniforms) const override {
        draw(cells, seed, item, work, [&](std::size_t k) -> std::vector<double>& { return uniforms[k]; });
    }
    [[nodiscard]] std::uint64_t table_hash() const override {
        Hash64 hash;
        hash.add(std::uint64_t{of_ == CoupledQuantity::counts}).add(std::uint64_t{batch()});
        for (const std::size_t each : positions_) hash.add(std::uint64_t{each});
        copula_.add_to(hash);
        return hash.value();
    }

private:
    /// Fills column(k) with the uniforms of source k, one for each cell.
    template <class Column>
    void draw(CellRange const& cells, std::uint64_t seed, std::uint32_t item, DependenceScratch& work,
              Column column) const {
        const std::size_t n = copula_.size(), shared = copula_.common();
        if (work.size() < shared + 2) work.resize(shared + 2);
        std::vector<double>& in = work[shared];
        std::vector<double>& out = work[shared + 1];
        in.resize(n + shared);
        out.resize(n);
        for (std::size_t k = 0; k < n; ++k) {
            column(k).resize(cells.size());
            fill_cell_uniforms(dependence_stream(seed, item, Purpose::own), cells, static_cast<std::uint32_t>(k),
                               column(k));
        }
        for (std::size_t k = 0; k < shared; ++k) {
            work[k].resize(cells.size());
            fill_cell_uniforms(dependence_stream(seed, item, Purpose::common), cells, static_cast<std::uint32_t>(k),
                               work[k]);
        }
        for (std::size_t c = 0; c < cells.size(); ++c) {
            for (std::size_t k = 0; k < n; ++k) in[k] = column(k)[c];
            for (std::size_t k = 0; k < shared; ++k) in[n + k] = work[k][c];
            copula_.draw(std::span(in).first(n), std::span(in).subspan(n), out);
            for (std::size_t k = 0; k < n; ++k) column(k)[c] = out[k];
        }
    }

    CoupledQuantity of_;
    std::uint32_t batch_;
    CopulaSampler copula_;
    std::vector<std::size_t> positions_;
};

}  // namespace

void Copula::check(FieldFaults& faults) const {
    if (sources.size() < 2) {
        return faults.add("sources", "names fewer than two sources, so there is nothing to couple", "name two or more");
    }
    if (batch && of == CoupledQuantity::counts) {
        faults.add("batch", "is not read where counts are coupled", "leave it out");
    } else if (batch && !std::has_single_bit(*batch)) {
        faults.add("batch", "is no power of two", "write 1024, 4096, 16384 ...");
    }
    check_family("family", family, {sources, "sources"}, faults);
}

std::vector<DependenceReference> Copula::references() const {
    const auto aspect = of == CoupledQuantity::counts ? DependenceAspect::counts : DependenceAspect::years;
    std::vector<DependenceReference> all;
    for (std::size_t i = 0; i < sources.size(); ++i) {
        all.push_back({"sources[" + std::to_string(i) + ']', sources[i], aspect});
    }
    return all;
}

std::vector<DependenceNote> Copula::notes() const {
    std::string text = note_of(family, {sources, "sources"});
    if (text.empty()) return {};
    return {{family_path("family", family), std::move(text)}};
}

std::unique_ptr<DependenceSampler> Copula::compile(std::span<std::string const> names) const {
    return std::make_unique<Sampler>(*this, names);
}

}  // namespace riskpool
