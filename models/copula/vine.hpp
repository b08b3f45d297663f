// Copulas of several built from copulas of two along trees.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "models/copula/component_names.hpp"
#include "models/copula/pair.hpp"
#include "sim/base/describe.hpp"
#include "sim/base/hash.hpp"

namespace riskpool {

enum class VineShape : std::uint8_t { canonical, drawable };
template <>
struct Choice<VineShape> {
    static constexpr std::array values{std::pair{std::string_view{"c"}, VineShape::canonical},
                                       std::pair{std::string_view{"d"}, VineShape::drawable}};
};

/// One tree of a vine: its edges in order.
struct VineTree {
    std::vector<PairKinds> edges;

    static constexpr std::string_view kind = "vine_tree";
    static constexpr std::string_view about = "One tree of a vine: the copulas of its edges.";
    static constexpr auto fields = field_list(required("edges", &VineTree::edges, "Its edges, in order."));
    bool operator==(VineTree const&) const = default;
};

/// For components 1 .. n in their order, tree t (from 1 on) has n - t edges. Of a c-vine, edge i of tree t couples t
/// and t + i given 1 .. t - 1; of a d-vine, i and i + t given those between them (Aas, Czado, Frigessi, Bakken,
/// "Pair-copula constructions of multiple dependence", Insurance: Mathematics and Economics 44 (2009), algorithms 1,
/// 2).
struct VineCopula {
    static constexpr std::size_t most_components = 32;

    VineShape shape = VineShape::drawable;
    std::vector<VineTree> trees;

    static constexpr std::string_view kind = "vine";
    static constexpr std::string_view about =
        "A copula of several built from copulas of two, each pair with a dependence of its own.";
    static constexpr auto fields =
        field_list(optional("shape", &VineCopula::shape, "c: the first leads all others; d: they stand in a line."),
                   required("trees", &VineCopula::trees,
                            "The trees: of n joined, the first with n - 1 edges, the next with n - 2, and so on."));
    void check_names(ComponentNames const& names, FieldFaults& faults) const;
    [[nodiscard]] std::string note(ComponentNames const&) const { return {}; }
    bool operator==(VineCopula const&) const = default;

    class Sampler {
    public:
        Sampler(VineCopula const& terms, std::span<std::string const> names);
        [[nodiscard]] std::size_t common() const noexcept { return 0; }
        void draw(std::span<double const> own, std::span<double const> common, std::span<double> u) const noexcept;
        void add_to(Hash64& hash) const;

    private:
        void draw_canonical(std::span<double const> own, std::span<double> u) const noexcept;
        void draw_drawable(std::span<double const> own, std::span<double> u) const noexcept;
        /// Edge `edge` of tree `tree`, both from 0 on.
        [[nodiscard]] PairKinds const& pair(std::size_t tree, std::size_t edge) const noexcept {
            return trees_[tree].edges[edge];
        }

        VineShape shape_;
        std::vector<VineTree> trees_;
    };
};

}  // namespace riskpool
