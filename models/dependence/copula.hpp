// Copulas between sources: of their yearly numbers of events, or of their yearly losses.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/copula/family.hpp"
#include "sim/base/describe.hpp"
#include "sim/loss/dependence.hpp"

namespace riskpool {

enum class CoupledQuantity : std::uint8_t { counts, annual_totals };
template <>
struct Choice<CoupledQuantity> {
    static constexpr std::array values{std::pair{std::string_view{"counts"}, CoupledQuantity::counts},
                                       std::pair{std::string_view{"annual_totals"}, CoupledQuantity::annual_totals}};
};

/// `counts`: N_i = F_i^-1(U_i), the U_i of the copula; of small rates the correlation of the counts is well below that
/// of the copula. `annual_totals`: whole years of a source change places between the trials of a batch, so that the
/// ranks of its yearly losses are those of a sample of the copula (Iman and Conover, Communications in Statistics B11
/// (1982), with ranks of the copula itself). Either way each source by itself is what it was.
struct Copula {
    static constexpr std::uint32_t usual_batch = 4096;

    CoupledQuantity of = CoupledQuantity::counts;
    std::vector<std::string> sources;
    CopulaKinds family;
    std::optional<std::uint32_t> batch;

    static constexpr std::string_view kind = "copula";
    static constexpr std::string_view about =
        "Couples yearly numbers of events or yearly losses of sources, and leaves each source by itself as it was.";
    static constexpr auto fields = field_list(
        required("of", &Copula::of,
                 "counts: the numbers of events; annual_totals: the insured losses of a year, by re-ordering years."),
        required("sources", &Copula::sources, "Names of two sources or more, in the order of the copula."),
        required("family", &Copula::family, "The copula."),
        optional("batch", &Copula::batch, Bound{64, 65536, false, false, "a power of two from 64 to 65536"},
                 Unit::count,
                 "Of annual_totals: how many trials change places among themselves, 4096 when left out; the more, the "
                 "farther into the tail the copula reaches, and the more memory it takes."));
    void check(FieldFaults& faults) const;
    [[nodiscard]] std::vector<DependenceReference> references() const;
    [[nodiscard]] std::vector<DependenceNote> notes() const;
    [[nodiscard]] std::unique_ptr<DependenceSampler> compile(std::span<std::string const> sources) const;
    bool operator==(Copula const&) const = default;
};

}  // namespace riskpool
