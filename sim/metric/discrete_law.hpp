// A law with finitely many values: what a sample is, or a law made by hand.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace riskpool {

struct Atom {
    double value = 0;
    double weight = 0;
};

/// Atoms in rising order of value. Weights are probabilities, or counts of equal observations.
class DiscreteLaw {
public:
    DiscreteLaw() = default;
    /// `rising`: values strictly rising, weights above 0.
    explicit DiscreteLaw(std::vector<Atom> rising) : atoms_(std::move(rising)) {
        for (Atom const& atom : atoms_) weight_ += atom.weight;
    }
    /// The law of a sample of `observations` values, of which `descending` are known, the largest first; those left out
    /// are zeros. Equal values make one atom, weighted by their number.
    [[nodiscard]] static DiscreteLaw of_sample(std::span<double const> descending, std::uint64_t observations);

    [[nodiscard]] std::span<Atom const> atoms() const { return atoms_; }
    /// Of all atoms: 1 for probabilities, the number of observations for a sample.
    [[nodiscard]] double weight() const { return weight_; }

    /// E[f(X)]. The atoms are added in rising order, so a law has one mean.
    template <class Function>
    [[nodiscard]] double mean(Function const& f) const {
        double sum = 0;
        for (Atom const& atom : atoms_) sum += atom.weight * f(atom.value);
        return sum / weight_;
    }

private:
    std::vector<Atom> atoms_;
    double weight_ = 0;
};

}  // namespace riskpool
