#include "models/copula/vine.hpp"

#include <fmt/format.h>

#include <array>
#include <variant>

namespace riskpool {

namespace {

double h(PairKinds const& pair, double u, double v) noexcept {
    return std::visit([&](auto const& each) { return each.h(u, v); }, pair);
}

double h_inverse(PairKinds const& pair, double w, double v) noexcept {
    return std::visit([&](auto const& each) { return each.h_inverse(w, v); }, pair);
}

}  // namespace

void VineCopula::check_names(ComponentNames const& names, FieldFaults& faults) const {
    const std::size_t n = names.names.size();
    if (n > most_components) {
        return faults.add("trees",
                          fmt::format("couples {} {}, and a vine has at most {}", n, names.what, most_components),
                          "couple fewer, or take another family");
    }
    if (trees.size() + 1 != n) {
        return faults.add("trees", fmt::format("has {} trees, and {} {} need {}", trees.size(), n, names.what, n - 1),
                          fmt::format("give a tree for each of the {} but one", names.what));
    }
    for (std::size_t t = 0; t < trees.size(); ++t) {
        const std::size_t needed = n - 1 - t;
        if (trees[t].edges.size() == needed) continue;
        return faults.add(
            fmt::format("trees[{}].edges", t),
            fmt::format("has {} edges, and this tree of {} {} needs {}", trees[t].edges.size(), n, names.what, needed),
            "each tree has one edge fewer than the one before");
    }
}

VineCopula::Sampler::Sampler(VineCopula const& terms, std::span<std::string const>)
    : shape_(terms.shape), trees_(terms.trees) {}

void VineCopula::Sampler::add_to(Hash64& hash) const {
    hash.add(std::uint64_t{shape_ == VineShape::canonical});
    for (auto const& tree : trees_) {
        for (auto const& edge : tree.edges) std::visit([&](auto const& each) { each.add_to(hash); }, edge);
    }
}

void VineCopula::Sampler::draw(std::span<double const> own, std::span<double const>,
                               std::span<double> u) const noexcept {
    if (shape_ == VineShape::canonical) {
        draw_canonical(own, u);
    } else {
        draw_drawable(own, u);
    }
}

void VineCopula::Sampler::draw_canonical(std::span<double const> own, std::span<double> u) const noexcept {
    // own[k] is source k given those before it, which leads tree k.
    for (std::size_t i = 0; i < own.size(); ++i) {
        double x = own[i];
        for (std::size_t k = i; k-- > 0;) x = h_inverse(pair(k, i - k - 1), x, own[k]);
        u[i] = x;
    }
}

void VineCopula::Sampler::draw_drawable(std::span<double const> own, std::span<double> u) const noexcept {
    // Of source i: given[k] is it given the k sources before it; backward[k] is source i - k given all from the next
    // one on to i.
    std::array<double, most_components> given{}, backward{}, next_backward{};
    backward[0] = u[0] = own[0];
    for (std::size_t i = 1; i < own.size(); ++i) {
        given[i] = own[i];
        for (std::size_t k = i; k-- > 0;) given[k] = h_inverse(pair(k, i - k - 1), given[k + 1], backward[k]);
        u[i] = next_backward[0] = given[0];
        for (std::size_t k = 0; k < i; ++k) next_backward[k + 1] = h(pair(k, i - k - 1), backward[k], given[k]);
        std::swap(backward, next_backward);
    }
}

}  // namespace riskpool
